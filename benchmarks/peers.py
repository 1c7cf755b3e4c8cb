"""Two well-made Textual programs beside the desk: only when asked for, in an environment of their own."""

import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.homes import home
from benchmarks.programs import BARE, READY, desk, middle
from benchmarks.terminal import Terminal

_PEERS = {"posting": b"Headers", "harlequin": b"Data Catalog"}
"""With a word that stands on their first screen."""
_BESIDE = {"posting": ["tree-sitter<0.26"]}
"""What a peer does not say itself: a newer tree-sitter ends Textual of its age with a segmentation fault."""
_ROUNDS = 5
_PATIENCE = 20.0


def run() -> Iterator[str]:
    bare, room = _painted(BARE, READY)
    yield f"bare Textual app: {bare:.0f} ms, {room:.0f} MB"
    for size in (1_000, 1_000_000):
        spent, used = _painted(desk(home(size)), READY)
        yield f"the desk with {size:,} reviews: {_told(spent / bare, used / room)}"
    for name, word in _PEERS.items():
        program = _installed(name)
        if program is None:
            yield f"{name} is not here: `make bench ARGS=--peers` installs it, where the network allows"
            continue
        try:
            spent, used = _painted([str(program)], word)
        except RuntimeError:
            yield f"{name} painted no “{word.decode()}”: left out"
            continue
        yield f"{name}, with nothing to show: {_told(spent / bare, used / room)}"


def _told(spent: float, used: float) -> str:
    return f"first paint x{spent:.2f}, memory x{used:.2f} bare"


def install() -> Iterator[str]:
    """Fetch them with pip, each its own known way; one that can't be had is told and left out."""
    for name in _PEERS:
        if _installed(name) is None:
            folder = _folder(name)
            venv.create(folder, with_pip=True)
            pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
            command = [*pip, name, *_BESIDE.get(name, [])]
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                yield f"{name} could not be installed: {done.stderr.strip().splitlines()[-1:]}"


def _folder(name: str) -> Path:
    return Path(tempfile.gettempdir()) / "reviewdesk-bench-peers" / f"{name}-{sys.version_info[1]}"


def _installed(name: str) -> Path | None:
    program = _folder(name) / "bin" / name
    return program if program.exists() else None


def _painted(command: list[str], word: bytes) -> tuple[float, float]:
    spent, used = [], []
    for turn in range(_ROUNDS + 1):
        terminal = Terminal(command)
        try:
            painted = terminal.until(word, _PATIENCE)
            if turn:  # the first one compiles
                spent.append(painted)
                used.append(terminal.memory())
        finally:
            terminal.end()
    return middle(spent), middle(used)
