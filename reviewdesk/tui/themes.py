"""The desk's colours: two sets of its own and the terminal's. No meaning stands on a colour alone."""

import os
from collections.abc import Mapping

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="desk-dark",
    primary="#8cbfd4",
    secondary="#b0a7ca",
    accent="#e6c384",
    warning="#eba866",
    error="#f28b97",
    success="#a3c776",
    foreground="#d8d4c4",
    background="#16181d",
    surface="#1d2027",
    panel="#262a33",
    dark=True,
    variables={
        "quiet": "#b0ada1",
        "faint": "#5d5f66",
        "here": "#2f3e48",
        "told": "#2b3d48",
        "trouble": "#4a2a31",
        "paper": "#2b2a28",
    },
)
LIGHT = Theme(
    name="desk-light",
    primary="#1f5a78",
    secondary="#574a75",
    accent="#724900",
    warning="#874206",
    error="#9b1b32",
    success="#375c12",
    foreground="#22252b",
    background="#faf8f2",
    surface="#f1eee5",
    panel="#e4e0d4",
    dark=False,
    variables={
        "quiet": "#505257",
        "faint": "#b0ada3",
        "here": "#cfdde2",
        "told": "#cddde4",
        "trouble": "#f3d3d6",
        "paper": "#f0e6cf",
    },
)
TERMINAL = Theme(
    name="desk-terminal",
    ansi=True,
    primary="ansi_default",
    secondary="ansi_magenta",
    accent="ansi_magenta",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        **dict.fromkeys(("quiet", "faint", "here", "told", "trouble", "paper"), "ansi_default"),
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "scrollbar": "ansi_default",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)
THEMES = (DARK, LIGHT, TERMINAL)
QUIET = {key: DARK.variables[key] for key in ("quiet", "faint", "here", "told", "trouble", "paper")}
"""For themes that are not ours: lines drawn by hand know no half-transparent colours."""

LOOKS = """
ReviewList:focus > .list--cursor, Cards:focus > .cards--cursor { background: $here; }
Hints.-told { background: $told; }
Hints.-trouble { background: $trouble; }
DemoStrip { background: $paper; }
Dialog { background: $background 60%; }
Rule { color: $quiet; }
Input > .input--placeholder, TextArea > .text-area--placeholder { color: $quiet; }

ReviewList:ansi > .list--cursor, Cards:ansi > .cards--cursor,
ReviewList:nocolor > .list--cursor, Cards:nocolor > .cards--cursor { text-style: bold; }
ReviewList:ansi:focus > .list--cursor, Cards:ansi:focus > .cards--cursor,
ReviewList:nocolor:focus > .list--cursor, Cards:nocolor:focus > .cards--cursor,
Leaf:ansi > .leaf--large, Leaf:nocolor > .leaf--large { text-style: bold reverse; }
Hints.-told:ansi, Hints.-trouble:ansi { text-style: bold reverse; }
Hints.-told:nocolor, Hints.-trouble:nocolor { text-style: bold reverse; }
#title:ansi, #title:nocolor { text-style: bold reverse; }
Dialog:ansi, Dialog:nocolor { background: transparent; }
"""
"""What holds for all widgets: where there are no backgrounds, turned letters stand for them."""

_ACCOUNTS = {
    DARK.name: ("#8cbfd4", "#a3c776", "#e6c384", "#e39ab0", "#b5a8e3", "#8fbdb4"),
    LIGHT.name: ("#1f5a78", "#375c12", "#724900", "#8c2850", "#4d3c98", "#1d5f51"),
    TERMINAL.name: ("ansi_default", "ansi_magenta", "ansi_green", "ansi_red", "ansi_blue", "ansi_cyan"),
}


def account_colour(account: int, theme: Theme) -> str:
    """A colour of its own for each account one writes as."""
    colours = _ACCOUNTS.get(theme.name) or _ACCOUNTS[DARK.name if theme.dark else LIGHT.name]
    return colours[account % len(colours)]


def theme_for(wish: str, environ: Mapping[str, str] = os.environ) -> str:
    """The name of the colours to draw with: the owner's wish, else what the terminal tells of itself."""
    if "NO_COLOR" in environ:
        return TERMINAL.name
    named = {"dark": DARK.name, "light": LIGHT.name, "terminal": TERMINAL.name}
    return named.get(wish) or (LIGHT.name if _is_light(environ) else DARK.name)


def _is_light(environ: Mapping[str, str]) -> bool:
    """Some terminals tell their colours as `0;15`: ink, paper."""
    paper = environ.get("COLORFGBG", "").rpartition(";")[2]
    return paper in ("7", "15") or (paper.isdigit() and 9 <= int(paper) <= 14)
