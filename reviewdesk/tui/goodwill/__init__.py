"""Goodwill on the screen: given beside an answer, issued when the guest rings, noted when it was used."""
