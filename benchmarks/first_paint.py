"""The desk's first rows against the first paint of a bare Textual app."""

import statistics
import sys
from collections.abc import Iterator, Sequence

from benchmarks.homes import home
from benchmarks.terminal import Terminal

_ROUNDS = 7
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Guest 0")
Bare().run()
"""


def run() -> Iterator[str]:
    bare = _painted([sys.executable, "-c", _BARE])
    yield f"bare Textual app: {bare:.0f} ms"
    for size in (1_000, 100_000):
        desk = _painted([sys.executable, "-m", "reviewdesk", "--home", str(home(size))])
        yield f"first rows of the desk with {size:,} reviews: {desk:.0f} ms = x{desk / bare:.2f} bare"


def _painted(command: Sequence[str]) -> float:
    times = []
    for _round in range(_ROUNDS + 1):
        terminal = Terminal(command)
        times.append(terminal.until(b"Guest 0"))
        terminal.press(b"\x11")
        terminal.gone()
    return statistics.median(times[1:])
