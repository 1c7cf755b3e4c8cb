"""What every room of the desk works with."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reviewdesk.api import Clock, RateLimit, WriteKind
from reviewdesk.engine.config import Config
from reviewdesk.engine.plugs.calls import Calls
from reviewdesk.engine.plugs.connections import Connections
from reviewdesk.engine.plugs.plugins import Plugins
from reviewdesk.store import buckets, facts
from reviewdesk.store.database import Database, Tx

log = logging.getLogger("reviewdesk.bench")


class Bench:
    """The database, the plugins, the way out, the clock and the person at work."""

    def __init__(
        self,
        *,
        folder: Path,
        config: Config,
        db: Database,
        clock: Clock,
        plugins: Plugins,
        calls: Calls,
        connections: Connections,
        person: str,
    ) -> None:
        self.folder = folder
        self.config = config
        self.db = db
        self.clock = clock
        self.plugins = plugins
        self.calls = calls
        self.connections = connections
        self.person = person
        self._listeners: list[Callable[[], None]] = []

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Hear of every change that was committed here; the answer ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """One transaction, after which the listeners are told."""
        with self.db.write() as tx:
            yield tx
        for callback in list(self._listeners):
            try:
                callback()
            except Exception:
                # What was written is written: whoever listens must not make it look undone.
                log.exception("a listener stumbled")

    def zone(self, name: str | None) -> ZoneInfo:
        return zone_of(name)

    def replaceable(self, platform: str) -> bool:
        """Whether a reply on this platform can be changed later."""
        card = self.plugins.platforms().get(platform)
        return (
            card is not None
            and card.platform is not None
            and (card.platform.replies.write == WriteKind.REPLACE)
        )

    def today(self, zone: str | None = None) -> date:
        return self.clock.now().astimezone(zone_of(zone)).date()


def zone_of(name: str | None) -> ZoneInfo:
    """A zone by its IANA name, or this machine's."""
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    return local_zone()


def local_zone() -> ZoneInfo:
    """This machine's zone; UTC where it can't be told by name."""
    from reviewdesk.engine.local_zone import local_zone_name

    try:
        return ZoneInfo(local_zone_name())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


class StoredBucket:
    """Rate limits in the store: desk, worker and `send` are several processes."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def take(self, key: str, limit: RateLimit) -> float:
        """Seconds to wait before asking again; 0 = taken, go."""
        now = self._clock.now()
        with self._db.write() as tx:
            return buckets.take(
                tx, key, size=limit.requests, per_second=limit.requests / limit.seconds, now=now
            )


BEGIN = "begin"
"""Fact: the owner's first day, ISO; "all" when he wants to see everything."""
WORDLESS = "wordless_above"
"""Fact: stars without words above this many half stars need no answer."""


def begin_terms(tx: Tx) -> tuple[date | None, int | None]:
    """The owner's beginning, and his wish about stars without words."""
    day = facts.get(tx, BEGIN)
    above = facts.get(tx, WORDLESS)
    return (
        date.fromisoformat(day) if day and day != "all" else None,
        int(above) if above else None,
    )
