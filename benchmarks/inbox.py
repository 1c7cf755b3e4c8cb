"""`inbox --limit 50` with 100,000 reviews against the same with 1,000."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.homes import home
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.store.lines import Query


def run() -> Iterator[str]:
    small, large = home(1_000), home(100_000)
    few, many = _room(small), _room(large)
    yield f"first 50 in the program: {few:.2f} ms with 1,000, {many:.2f} ms with 100,000 = x{many / few:.2f}"
    few, many = _room(small, deep=True), _room(large, deep=True)
    yield f"next 50 after the 40th: {few:.2f} ms with 1,000, {many:.2f} ms with 100,000 = x{many / few:.2f}"
    few, many = _command(small), _command(large)
    yield f"the whole command: {few:.0f} ms with 1,000, {many:.0f} ms with 100,000 = x{many / few:.2f}"


def _room(folder: Path, *, deep: bool = False) -> float:
    with Desk.open(Home.choose(str(folder))) as desk:
        after = desk.inbox.page(Query(), limit=40)[-1].pub if deep else None
        return _median(lambda: desk.inbox.page(Query(), limit=50, after=after), 50)


def _command(folder: Path) -> float:
    command = [sys.executable, "-m", "reviewdesk", "--home", str(folder), "inbox", "--limit", "50", "--json"]
    return _median(lambda: subprocess.run(command, check=True, capture_output=True), 7)


def _median(work: Callable[[], object], times: int) -> float:
    work()
    spent = []
    for _round in range(times):
        begin = time.perf_counter()
        work()
        spent.append((time.perf_counter() - begin) * 1000)
    return statistics.median(spent)
