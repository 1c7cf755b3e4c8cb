"""Copying a text: the machine's own tool, else the terminal's clipboard by OSC 52, or the browser's."""

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Protocol

_TOOLS = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("clip.exe",),
    ("clip",),
)
_NEEDS = {"wl-copy": "WAYLAND_DISPLAY", "xclip": "DISPLAY", "xsel": "DISPLAY"}
_PATIENCE = 5


class Holder(Protocol):
    """A screen that holds the terminal: only it may write there, between its own frames."""

    @property
    def browser(self) -> bool:
        """Whether the person sits before a browser, maybe on another machine."""

    def write(self, code: str) -> None: ...

    def open_page(self, url: str) -> None:
        """Open it where the person sits."""


_held: list[Holder] = []


def held_by(holder: Holder | None) -> None:
    """From here on the terminal is this screen's; None: nobody's again."""
    _held[:] = [holder] if holder else []


def copy(text: str) -> str:
    """native, terminal, browser, or '' where there is no way. Only native is certain."""
    holder = _held[0] if _held else None
    if holder is not None and holder.browser:
        holder.write(_code(text))
        return "browser"
    if not os.environ.get("SSH_CONNECTION") and _native(text):
        return "native"
    if holder is not None:
        holder.write(_through_tmux(_code(text)))
        return "terminal"
    return "terminal" if _terminal(text) else ""


def _native(text: str) -> bool:
    for tool in _TOOLS:
        path = shutil.which(tool[0])
        needed = _NEEDS.get(tool[0])
        if path is None or (needed and not os.environ.get(needed)):
            continue
        windows = tool[0].startswith("clip")
        data = text.encode("utf-16-le" if windows else "utf-8", "replace")
        try:
            done = subprocess.run(  # noqa: S603 - a fixed list of tools
                [path, *tool[1:]],
                input=data,
                timeout=_PATIENCE,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return True
    return False


def _code(text: str) -> str:
    """OSC 52: what a terminal understands as "put this on the clipboard"."""
    return "\x1b]52;c;" + base64.b64encode(text.encode("utf-8", "replace")).decode("ascii") + "\x07"


def _through_tmux(code: str) -> str:
    if not os.environ.get("TMUX"):
        return code
    return "\x1bPtmux;" + code.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def _terminal(text: str) -> bool:
    """Write to the terminal itself: standard output may be a pipe."""
    code = _through_tmux(_code(text))
    try:
        if os.name == "nt":
            if sys.__stdout__ is None or not sys.__stdout__.isatty():
                return False
            sys.__stdout__.write(code)
            sys.__stdout__.flush()
        else:
            with Path("/dev/tty").open("w", encoding="ascii") as terminal:
                terminal.write(code)
    except (OSError, ValueError):
        return False
    return True


def open_page(url: str) -> bool:
    """Open a page in the browser; False where there is none (the address is printed then)."""
    if _held and _held[0].browser:
        _held[0].open_page(url)
        return True
    if os.name == "posix" and sys.platform != "darwin":
        screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("BROWSER")
        if not screen:
            return False
    import webbrowser

    try:
        return webbrowser.open(url)
    except (webbrowser.Error, OSError):
        return False
