"""A review's way in: pages and files, the border, removals."""
