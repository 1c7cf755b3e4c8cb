"""Search as one types on a million reviews: from the pause after a key to the painted answer, in frames."""

from collections.abc import Iterator

from benchmarks.homes import home
from benchmarks.programs import close, desk, middle, opened

_FRAME = 1000 / 60
_PAUSE = 150.0
"""Milliseconds for which the desk waits after a key before it searches."""
_WORDS = ("pizza", "pi", "oven window", "tra", "καλο", "brulee", "gula", "noise late cold", "zzz")
_ROUNDS = 5


def run() -> Iterator[str]:
    terminal = opened(desk(home(1_000_000)), settle=2.0)
    every: list[float] = []
    for words in _WORDS:
        spent = []
        for _round in range(_ROUNDS):
            terminal.press(b"/")
            terminal.quiet(0.3, 5)
            terminal.forget()
            terminal.press(words[:-1].encode())
            terminal.quiet(0.6, 10)
            terminal.forget()
            terminal.press(words[-1].encode())
            spent.append(terminal.wait_for(f"with “{words}”".encode()) - _PAUSE)
            terminal.quiet(0.5, 10)
            terminal.press(b"\x1b")
            terminal.quiet(0.5, 10)
        every += spent
        yield f"“{words}”: {middle(spent) / _FRAME:.1f} frames (slowest {max(spent) / _FRAME:.1f})"
    close(terminal)
    yield f"all of them: p50 {middle(every) / _FRAME:.1f} frames (wanted: at most 2)"
