"""The local Yelp, and accounts of all three levels on the engine's own connection: real HTTP, real tokens."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import reviewdesk_yelp as plugin
from reviewdesk_yelp.sandbox import YelpSandbox
from reviewdesk_yelp.sandbox.running import RunningYelp

from reviewdesk.api import SystemClock
from reviewdesk.engine.net.connection import AccountSpec, Connection
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper


class HurriedClock(SystemClock):
    """Pauses before another try take no time."""

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        return until is not None and until.is_set()


class HeldClock(SystemClock):
    """Days pass by `advance` alone, however slow this machine is; only calls are really waited for."""

    def __init__(self) -> None:
        self._now = self._began = super().now()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._began).total_seconds()

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


@pytest.fixture
def held_clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def yelp() -> Iterator[RunningYelp]:
    running = YelpSandbox().start()
    yield running
    running.stop()


@pytest.fixture
def play() -> Iterator[Callable[[str], RunningYelp]]:
    running: list[RunningYelp] = []

    def start(scenario: str = "small") -> RunningYelp:
        running.append(YelpSandbox().start(scenario=scenario))
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Callable[..., Connection]]:
    """An account of a level: hand, key or partner."""
    made: list[Connection] = []

    def make(yelp: Any, level: str = "partner", name: str = "main", **settings: str) -> Connection:
        secrets = dict(yelp.secrets) if level != "hand" else {}
        wanted = {**yelp.settings, **settings}
        if level == "key":
            secrets = {"api_key": secrets["api_key"]}
        if level != "partner":
            wanted.pop("client_id", None)
        sources = {}
        for key, value in secrets.items():
            (tmp_path / f"{name}-{key}").write_text(value)
            (tmp_path / f"{name}-{key}").chmod(0o600)
            sources[key] = f"file:{tmp_path / f'{name}-{key}'}"
        spec = AccountSpec(
            name=name, plugin=plugin.reviewdesk_plugin(), settings=wanted, secrets=sources, key=name
        )
        made.append(
            Connection(
                spec,
                keeper=TokenKeeper(FileTokens(tmp_path), SystemClock()),
                renewer=lambda account, _name, _held: plugin.reviewdesk_renew_token(account=account),
                clock=HurriedClock(),
                trust_env=False,
            )
        )
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def desk() -> SimpleNamespace:
    """What an owner does most, in a word each."""

    def listing(account: Connection, number: int = 0) -> Any:
        return list(plugin.reviewdesk_list_listings(account=account))[number]

    def rows(account: Connection, number: int = 0) -> list[Any]:
        pages = plugin.reviewdesk_fetch_reviews(account=account, listing=listing(account, number))
        return [row for page in pages for row in page.reviews]

    def find(account: Connection, words: str, number: int = 0) -> Any:
        return next(row for row in rows(account, number) if words in (row.text or ""))

    return SimpleNamespace(listing=listing, rows=rows, find=find)
