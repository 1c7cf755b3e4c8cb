"""What most tests stand on: a home, a clock to be moved by hand, a running Google, and a desk on it.

`home`            a folder of its own, chosen as the environment says (nothing of this machine leaks in)
`clock`           a clock that runs, and jumps with `clock.advance(seconds)` (also backwards)
`google`          the Google sandbox, scenario ``small``, on the same clock, without moderation's wait
`plug`            `plug(module)` puts a made-up plugin beside the installed ones, as an entry point
`desk`            a desk on `home`, with nothing in it
`connected_desk`  a desk with the account ``main`` at `google`, fetched, everything waiting
`reopen`          `reopen(person=...)` opens one more desk on the same home
"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_google.sandbox.running import RunningGoogle

from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.plugs import plugins

_SLICE = 0.005


class HandClock:
    """Runs like the machine's, but can be set on, back and held; those who wait notice at once."""

    def __init__(self) -> None:
        self._shift = 0.0
        self._steady = 0.0
        self._held: float | None = None
        self._held_at: datetime | None = None

    def now(self) -> datetime:
        return (self._held_at or datetime.now(UTC)) + timedelta(seconds=self._shift)

    def monotonic(self) -> float:
        return (self._held or time.monotonic()) + self._steady

    def hold(self) -> None:
        """From here on only `advance` lets seconds pass: for what must not hang on this machine's speed."""
        self._held, self._held_at = time.monotonic(), datetime.now(UTC)

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        end, event = self.monotonic() + seconds, until or threading.Event()
        while (left := end - self.monotonic()) > 0:
            if event.wait(min(left, _SLICE)):
                return True
        return event.is_set()

    def advance(self, seconds: float = 0.0, **more: float) -> None:
        """Let time pass at once: ``advance(5)``, ``advance(days=3)``. Backwards only the calendar moves."""
        step = seconds + timedelta(**more).total_seconds()
        self._shift += step
        self._steady += max(0.0, step)


@dataclass
class Injected:
    """A plugin as an installed distribution would declare it."""

    name: str
    module: ModuleType
    dist: Any = None

    def load(self) -> ModuleType:
        return self.module


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("REVIEWDESK_DB", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REVIEWDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REVIEWDESK_PERSON", "nico")
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "1")
    monkeypatch.setenv("REVIEWDESK_FETCH__MINUTES", "0")
    # Keyrings and browsers of this machine are none of a test's business.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return Home.choose()


@pytest.fixture
def google(clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningGoogle]:
    running = GoogleSandbox(clock).start(scenario="small")
    running.world.moderation.on = False
    for name, value in running.secrets.items():
        monkeypatch.setenv(f"GOOGLE_{name.upper()}", value)
    yield running
    running.stop()


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, ModuleType], None]:
    extra: list[Injected] = []
    installed = plugins.entry_points
    monkeypatch.setattr(plugins, "entry_points", lambda group: [*installed(group=group), *extra])

    def put(name: str, module: ModuleType) -> None:
        extra.append(Injected(name, module))

    return put


@pytest.fixture
def reopen(home: Home, clock: HandClock) -> Iterator[Callable[..., Desk]]:
    opened: list[Desk] = []

    def make(**more: Any) -> Desk:
        desk = Desk.open(Home.choose(), **{"clock": clock, **more})
        opened.append(desk)
        return desk

    yield make
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(reopen: Callable[..., Desk]) -> Desk:
    return reopen()


@pytest.fixture
def connected_desk(desk: Desk, google: RunningGoogle) -> Desk:
    sources = {name: f"env:GOOGLE_{name.upper()}" for name in google.secrets}
    desk.accounts.add("google", "main", settings=google.settings, secrets=sources)
    for report in desk.fetching.fetch():
        assert report.problem is None, report.problem
    desk.inbox.begin(None, wordless_above=None)
    return desk
