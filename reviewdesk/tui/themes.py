"""The desk's own colours. No meaning stands on a colour alone."""

from textual.theme import Theme

DARK = Theme(
    name="desk-dark",
    primary="#7fb4ca",
    secondary="#938aa9",
    accent="#e6c384",
    warning="#e6a05c",
    error="#e46876",
    success="#98bb6c",
    foreground="#d8d4c4",
    background="#16181d",
    surface="#1d2027",
    panel="#262a33",
    dark=True,
    variables={"quiet": "#9a978c", "faint": "#5d5f66"},
)
LIGHT = Theme(
    name="desk-light",
    primary="#2f6f8f",
    secondary="#6b5f86",
    accent="#8a5a00",
    warning="#a3540b",
    error="#b3243c",
    success="#4d7a1f",
    foreground="#22252b",
    background="#faf8f2",
    surface="#f1eee5",
    panel="#e4e0d4",
    dark=False,
    variables={"quiet": "#65676c", "faint": "#b0ada3"},
)
THEMES = (DARK, LIGHT)
QUIET = {"quiet": "#8a8a8a", "faint": "#6a6a6a"}
"""For themes that are not ours: lines drawn by hand know no half-transparent colours."""

_ACCOUNTS_DARK = ("#7fb4ca", "#98bb6c", "#e6c384", "#d27e99", "#a292d9", "#7aa89f")
_ACCOUNTS_LIGHT = ("#2f6f8f", "#4d7a1f", "#8a5a00", "#a03560", "#5b49a8", "#2f7a6b")


def account_colour(account: int, *, dark: bool) -> str:
    """A colour of its own for each account one writes as."""
    colours = _ACCOUNTS_DARK if dark else _ACCOUNTS_LIGHT
    return colours[account % len(colours)]
