"""Containers that are covered by what stands in them: nothing of their own is seen, and hardly painted."""

from textual.containers import Horizontal, Vertical


class Across(Horizontal):
    BLANK = True


class Down(Vertical):
    BLANK = True
