"""The desk in a browser: a page that shows the same screen, behind doors that let one person in."""
