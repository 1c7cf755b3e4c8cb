"""What is started in the terminals, and how figures are told."""

import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.terminal import Terminal

BARE = [sys.executable, "-m", "benchmarks.bare"]
READY = b"Guest 0"
QUIT = b"\x11"


def desk(home: Path) -> list[str]:
    """As its owner opens it: without a word more."""
    return ["env", f"REVIEWDESK_HOME={home}", sys.executable, "-m", "reviewdesk"]


def opened(command: Sequence[str], *, settle: float = 0.7) -> Terminal:
    """Started, painted, and come to rest."""
    terminal = Terminal(command)
    terminal.until(READY)
    terminal.quiet(settle, 15)
    return terminal


def close(terminal: Terminal) -> None:
    terminal.press(QUIT)
    terminal.gone()


def middle(values: Sequence[float]) -> float:
    return statistics.median(values)


def slowest(values: Sequence[float]) -> float:
    """Nineteen of twenty are quicker."""
    return sorted(values)[int(len(values) * 0.95)]


def ratio(value: float, floor: float, most: float | None = None) -> str:
    """x1.23, and what it should be at most."""
    said = f"x{value / floor:.2f}"
    if most is None:
        return said
    return f"{said} (wanted: at most x{most:g}{'' if value / floor <= most else ', MISSED'})"
