"""Processor time of a desk that nobody touches."""

import time
from collections.abc import Iterator, Sequence

from benchmarks.homes import home
from benchmarks.programs import BARE, close, desk, opened

_SECONDS = 12.0


def run() -> Iterator[str]:
    yield f"bare Textual app: {_idle(BARE):.2f} % of one processor"
    yield f"desk with 1,000,000 reviews: {_idle(desk(home(1_000_000))):.2f} % (wanted: at most 1)"


def _idle(command: Sequence[str]) -> float:
    terminal = opened(command, settle=2.5)
    begin, used = time.perf_counter(), terminal.cpu()
    terminal.drain(_SECONDS)
    spent = terminal.cpu() - used
    passed = time.perf_counter() - begin
    close(terminal)
    return spent / passed * 100
