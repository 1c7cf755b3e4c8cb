"""Closing the desk while a server hangs, against closing it with nothing under way."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.homes import copy_of, home
from benchmarks.terminal import Terminal
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home


def run() -> Iterator[str]:
    quiet = _closing(home(1_000))
    yield f"nothing under way: {quiet:.0f} ms"
    hanging = _hanging()
    yield f"while a server hangs: {hanging:.0f} ms = x{hanging / quiet:.2f}"


def _closing(folder: Path) -> float:
    terminal = Terminal([sys.executable, "-m", "reviewdesk", "--home", str(folder)])
    terminal.until(b"Guest 0")
    terminal.press(b"\x11")
    return terminal.gone()


def _hanging() -> float:
    from reviewdesk_google.sandbox import GoogleSandbox

    from reviewdesk.sandbox import Act, Fault

    folder = copy_of(1_000)
    google = GoogleSandbox().start(scenario="small")
    try:
        google.faults.add(Fault(act=Act.HANG, method="GET", path="/v1/.*", times=None))
        os.environ["BENCH_SECRET"] = google.secrets["client_secret"]
        os.environ["BENCH_TOKEN"] = google.secrets["refresh_token"]
        with Desk.open(Home.choose(str(folder))) as desk:
            sources = {"client_secret": "env:BENCH_SECRET", "refresh_token": "env:BENCH_TOKEN"}
            desk.accounts.add("google", "hanging", settings=google.settings, secrets=sources)
        terminal = Terminal([sys.executable, "-m", "reviewdesk", "--home", str(folder)])
        terminal.until(b"Guest 0")
        google.journal.wait_for(1, method="GET", path="/v1/.*", timeout=20)
        terminal.press(b"\x11")
        return terminal.gone()
    finally:
        google.stop()
