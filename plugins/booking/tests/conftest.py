"""An account of the real engine against a Booking.com on this machine, over real HTTP."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from reviewdesk_booking import (
    reviewdesk_fetch_reviews,
    reviewdesk_list_listings,
    reviewdesk_open_export,
    reviewdesk_plugin,
    reviewdesk_renew_token,
)
from reviewdesk_booking.sandbox import BookingSandbox

from reviewdesk.api import ExportOptions, SystemClock
from reviewdesk.engine.net.connection import AccountSpec, Connection
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[4] / "shared")


class Hurried(SystemClock):
    """Nobody waits for a second try."""

    def wait(self, seconds, until=None):
        return bool(until and until.is_set())


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


def connect(home, settings, secrets, clock=None) -> Connection:
    clock = clock or Hurried()
    sources = {}
    for name, value in secrets.items():
        os.environ[f"BOOKING_TEST_{name.upper()}"] = value
        sources[name] = f"env:BOOKING_TEST_{name.upper()}"
    spec = AccountSpec(name="main", plugin=reviewdesk_plugin(), settings=settings, secrets=sources)
    return Connection(
        spec,
        keeper=TokenKeeper(FileTokens(home), clock),
        renewer=lambda account, _name, _held: reviewdesk_renew_token(account=account),
        clock=clock,
    )


@pytest.fixture
def held_clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def play() -> Iterator[Callable[..., Any]]:
    running = []

    def start(scenario: str = "small", **switches: Any) -> Any:
        booking = BookingSandbox().start(scenario=scenario)
        running.append(booking)
        booking.switches.set(switches)
        return booking

    yield start
    for one in running:
        one.stop()


@pytest.fixture
def sign_in(tmp_path) -> Iterator[Callable[..., Connection]]:
    made: list[Connection] = []

    def make(booking: Any, *, clock=None, secrets=None, home=None, **settings: str) -> Connection:
        wish = {**booking.settings, **settings}
        known = booking.secrets if secrets is None else secrets
        made.append(connect(home or tmp_path, wish, known, clock))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def walk() -> Callable[..., list[Any]]:
    """All pages of the first property, or of the one with an id."""

    def pages(account: Connection, cursor: str | None = None, listing: str | None = None) -> list[Any]:
        listings = list(reviewdesk_list_listings(account=account))
        found = next(one for one in listings if listing in {None, one.external_id})
        return list(reviewdesk_fetch_reviews(account=account, listing=found, cursor=cursor))

    return pages


@pytest.fixture
def find(walk) -> Callable[..., Any]:
    """A review by the words in it."""

    def look(account: Connection, words: str) -> Any:
        rows = [row for page in walk(account) for row in page.reviews]
        return next(row for row in rows if words in f"{row.title or ''} {row.text or ''}")

    return look


@pytest.fixture
def sample() -> Callable[[str], Path]:
    def path(name: str) -> Path:
        found = SHARED / "samples" / "booking" / name
        if not found.exists():
            pytest.skip(f"there is no {name}: set REVIEWDESK_SHARED")
        return found

    return path


@pytest.fixture
def opened(tmp_path) -> Callable[..., Any]:
    """The extranet's download of such a content."""

    def open_it(content, *, name="reviews.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return reviewdesk_open_export(path=path, options=ExportOptions(**options))

    return open_it


@pytest.fixture
def taken(opened) -> Callable[..., list[Any]]:
    return lambda content, **options: list(opened(content, **options).rows)
