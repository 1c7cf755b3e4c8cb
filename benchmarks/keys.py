"""From a key to the first byte that changes the screen, against a bare Textual app: at rest, in a fetch."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.homes import copy_of, home
from benchmarks.programs import BARE, close, desk, middle, opened, ratio, slowest
from benchmarks.terminal import Terminal
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home

_KEYS = 120
_BREATH = 0.03
"""Between two keys, as long as a key that is held down leaves."""
_FETCHED = 10_000
_WALK = b"jjjjjjjjjjkkkkk"


def run() -> Iterator[str]:
    terminal = opened(BARE)
    bare = _struck(terminal)
    close(terminal)
    yield f"bare Textual app: p50 {middle(bare):.1f} ms, p95 {slowest(bare):.1f} ms"
    for size in (1_000, 1_000_000):
        terminal = opened(desk(home(size)), settle=1.5)
        yield f"at rest with {size:,} reviews: {_told(_struck(terminal), bare, 2, 3.5)}"
        if size > 100_000:
            terminal.press(b"a")
            terminal.wait_for(b"1,000,000: all")
            terminal.quiet(1.5, 20)
            yield f"all of {size:,} reviews shown: {_told(_struck(terminal), bare, 2, 3.5)}"
            terminal.press(b"G")
            terminal.quiet(1.5, 20)
            yield f"at their end: {_told(_struck(terminal, up=True), bare, 2, 3.5)}"
        close(terminal)
    for size in (1_000, 1_000_000):
        yield from _fetching(size, bare)


def _fetching(size: int, bare: list[float]) -> Iterator[str]:
    with _google() as (settings, secrets):
        folder = copy_of(size)
        os.environ |= {f"BENCH_{name.upper()}": value for name, value in secrets.items()}
        with Desk.open(Home.choose(str(folder))) as at:
            sources = {name: f"env:BENCH_{name.upper()}" for name in secrets}
            at.accounts.add("google", "fetched", settings=settings, secrets=sources)
        terminal = opened(desk(folder), settle=0.05)
        found: list[float] = []
        rounds = 0
        while (fetched := _fetched(folder, size)) < _FETCHED and rounds < 60:
            if fetched:
                found += _struck(terminal, 40)
            else:
                terminal.drain(0.2)
            rounds += 1
        close(terminal)
        yield (
            f"while {_FETCHED:,} reviews are fetched, beside {size:,} ({len(found)} keys): "
            f"{_told(found, bare, 3, 6)}"
        )


def _fetched(folder: Path, before: int) -> int:
    import sqlite3

    with sqlite3.connect(f"file:{folder / 'desk.db'}?mode=ro", uri=True) as connection:
        last = connection.execute("SELECT max(id) FROM review").fetchone()[0]
    connection.close()
    return int(last) - before


def _struck(terminal: Terminal, keys: int = _KEYS, *, up: bool = False) -> list[float]:
    """Cursor keys, a breath apart; what came in between is no answer to a key."""
    found = []
    for number in range(keys):
        key = _WALK[number % len(_WALK)]
        if up:
            key = ord("k") if key == ord("j") else ord("j")
        terminal.drain(_BREATH)
        found.append(terminal.answer(bytes([key])))
    return found


def _told(found: list[float], bare: list[float], most: float, most_slow: float) -> str:
    if not found:
        return "no key was struck: the fetch was over before"
    return (
        f"p50 {ratio(middle(found), middle(bare), most)}, "
        f"p95 {ratio(slowest(found), slowest(bare), most_slow)} bare"
    )


@contextmanager
def _google() -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """A local Google with so many reviews, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("stop")
        process.join(10)


def _serve(ask: Connection) -> None:
    from reviewdesk_google.sandbox import GoogleSandbox

    google = GoogleSandbox().start(scenario=f"many:{_FETCHED}")
    names = ("client_secret", "refresh_token")
    ask.send((dict(google.settings), {name: google.secrets[name] for name in names}))
    ask.recv()
    google.stop()
