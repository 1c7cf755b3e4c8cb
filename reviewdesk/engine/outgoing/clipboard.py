"""Copying a text: the machine's own tool, else the terminal's clipboard by OSC 52."""

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

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


def copy(text: str) -> str:
    """native, terminal, or '' where there is no way. A terminal never says whether it took it."""
    if not os.environ.get("SSH_CONNECTION") and _native(text):
        return "native"
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


def _terminal(text: str) -> bool:
    """Write OSC 52 to the terminal itself: standard output may be a pipe, or a screen's."""
    code = "\x1b]52;c;" + base64.b64encode(text.encode("utf-8", "replace")).decode("ascii") + "\x07"
    if os.environ.get("TMUX"):
        code = "\x1bPtmux;" + code.replace("\x1b", "\x1b\x1b") + "\x1b\\"
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
    if os.name == "posix" and sys.platform != "darwin":
        screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("BROWSER")
        if not screen:
            return False
    import webbrowser

    try:
        return webbrowser.open(url)
    except (webbrowser.Error, OSError):
        return False
