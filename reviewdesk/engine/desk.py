"""The desk: opens, closes, and leads to its rooms."""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Self

from reviewdesk.api import Clock, DeskError, Sandbox, SystemClock
from reviewdesk.engine.accounts import Accounts
from reviewdesk.engine.alerting.alerts import Alerts
from reviewdesk.engine.away import Away
from reviewdesk.engine.background import chores
from reviewdesk.engine.background.courier import Courier, Rooms
from reviewdesk.engine.background.happenings import Happenings
from reviewdesk.engine.background.presence import Presence
from reviewdesk.engine.background.shift import Shift
from reviewdesk.engine.background.worker import Worker
from reviewdesk.engine.bench import Bench, StoredBucket
from reviewdesk.engine.config import Config
from reviewdesk.engine.doctor import Doctor
from reviewdesk.engine.fetching import Fetching
from reviewdesk.engine.forgetting import Forgetting
from reviewdesk.engine.goodwill.cases import Cases
from reviewdesk.engine.goodwill.contact_lines import ContactLines
from reviewdesk.engine.goodwill.delivering import Delivering
from reviewdesk.engine.goodwill.offers import Offers
from reviewdesk.engine.goodwill.vouchers import Vouchers
from reviewdesk.engine.home import Home
from reviewdesk.engine.importing import Imports
from reviewdesk.engine.inbox import Inbox
from reviewdesk.engine.listings import Listings
from reviewdesk.engine.net import redact
from reviewdesk.engine.net.lanes import Lanes
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper
from reviewdesk.engine.pasting import Pasting
from reviewdesk.engine.plugs.calls import Calls
from reviewdesk.engine.plugs.connections import Connections
from reviewdesk.engine.plugs.plugins import Plugins
from reviewdesk.engine.replies import Replies
from reviewdesk.engine.shelf import Shelf
from reviewdesk.store import diary, facts, migrate, reviews
from reviewdesk.store.data_version import DataVersion
from reviewdesk.store.database import Database
from reviewdesk.store.values import BellInfo, DiaryEntry, DiaryWish

__all__ = ["Desk"]


class Desk:
    """One owner's desk. Its rooms are a file each."""

    def __init__(self, home: Home, bench: Bench, lanes: Lanes) -> None:
        self.home = home
        self.config = bench.config
        self.clock = bench.clock
        self.person = bench.person
        self.plugins = bench.plugins
        self.inbox = Inbox(bench)
        self.shelf = Shelf(bench, self.inbox)
        self.away = Away(bench)
        self.replies = Replies(bench)
        self.accounts = Accounts(bench)
        self.listings = Listings(bench)
        self.fetching = Fetching(bench)
        self.imports = Imports(bench)
        self.pasting = Pasting(bench)
        self.offers = Offers(bench)
        self.cases = Cases(bench)
        self.forgetting = Forgetting(bench)
        self.contact_lines = ContactLines(bench)
        self.vouchers = Vouchers(bench)
        self.delivering = Delivering(bench, self.vouchers)
        self.alerts = Alerts(bench, self.inbox.with_words)
        self._bench = bench
        self._lanes = lanes
        rooms = Rooms(bench, self.replies, self.fetching, self.alerts, Shift(home.path), self.vouchers)
        self._courier = Courier(rooms)
        self._elsewhere = DataVersion(home.database)
        self._happenings = Happenings(bench)
        self.worker = Worker(rooms, self._happenings)
        self.doctor = Doctor(bench, self.fetching, self.alerts, self.worker)
        self._presence = Presence(home.path)

    @classmethod
    def open(cls, home: Home, *, clock: Clock | None = None, person: str | None = None) -> "Desk":
        """Open the desk, making or upgrading its database. Raises DeskError in plain words."""
        clock = clock or SystemClock()
        home.make()
        migrate.migrate(home.database, home.db_url, now=clock.now())
        db = Database(home.db_url)
        plugins = Plugins(home.config.plugins.blocked)
        lanes = Lanes(clock)
        calls = Calls(plugins, lanes, clock, home.config.outbox.deadline_seconds)
        keeper = TokenKeeper(FileTokens(home.path), clock)
        connections = Connections(_mark(db), plugins, keeper, clock, StoredBucket(db, clock))
        connections.renewer = calls.renew
        bench = Bench(
            folder=home.path,
            config=home.config,
            db=db,
            clock=clock,
            plugins=plugins,
            calls=calls,
            connections=connections,
            person=person or home.person,
        )
        with suppress(DeskError):  # on a full disk one can still read
            chores.wake(bench)
        return cls(home, bench, lanes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close at once: what is under way is finished or found again at the next start."""
        self._courier.stop()
        self.worker.stop()
        self._happenings.stop()
        self._presence.leave()
        self._lanes.close()
        try:
            self._bench.connections.close()
        except Exception:
            logging.getLogger("reviewdesk").exception("closing a connection failed")
        self._elsewhere.close()
        self._bench.db.close()

    def use(self, config: Config) -> None:
        """Work on with other settings; those that need a new start wait for it."""
        self.config = self._bench.config = config
        self.home = replace(self.home, config=config)

    def start(self) -> None:
        """Deliver, look, watch and fetch in the background."""
        self._presence.take()
        with suppress(DeskError):
            self.alerts.begin()
        self._happenings.start()
        self._courier.start()

    def stop(self) -> None:
        self._courier.stop()

    def finish_chores(self, seconds: float = 2.0) -> None:
        """Fill search and languages for that long: for the command line, where no desk stays open.

        What is left is done by the next open desk; searching finds it meanwhile, only more slowly.
        """
        chores.finish(self._bench, seconds)

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Hear, in whichever thread it happened, that something was committed here; the answer ends it."""
        return self._bench.listen(callback)

    def other_desk(self) -> str | None:
        """One plain sentence while another desk is open on this home; both work."""
        return self._presence.other()

    def changed_elsewhere(self) -> bool:
        """Whether another connection wrote since the last time this was asked."""
        return self._elsewhere.changed()

    def diary(self, ref: str | None = None, limit: int = 200) -> list[DiaryEntry]:
        """The newest entries, of all or of one review."""
        with self._bench.db.read() as tx:
            number = reviews.find(tx, ref) if ref else None
            return diary.entries(tx, review_id=number, limit=limit)

    def diary_page(
        self, wish: DiaryWish | None = None, *, before: int | None = None, limit: int = 100
    ) -> list[DiaryEntry]:
        """The next entries older than row `before`, without readings that brought nothing."""
        wish = wish or DiaryWish()
        with self._bench.db.read() as tx:
            number = reviews.find(tx, wish.review) if wish.review else None
            return diary.page(tx, wish, number, before=before, limit=limit)

    def bells(self) -> list[BellInfo]:
        """What the platforms' mails told of and is not here yet, the newest first; no reviews."""
        return self.fetching.bells.open_ones()

    def dismiss_bell(self, number: int) -> bool:
        """Put a bell away; false where it was gone already."""
        return self.fetching.bells.dismiss(number)

    def sandbox(self, platform: str) -> Sandbox | None:
        """The local server of a platform, if its plugin brings one."""
        return self._bench.calls.sandbox(platform)


def _mark(db: Database) -> str:
    """A name of this desk's own that moves with its database."""
    with db.read() as tx:
        found = facts.get(tx, "mark")
    if found is None:
        with db.write() as tx:
            found = facts.get(tx, "mark") or secrets.token_hex(4)
            facts.put(tx, "mark", found)
    return found


def quiet_logs() -> None:
    """Nothing of the program's own talk reaches the owner's screen, and nothing secret a file."""
    logger = logging.getLogger("reviewdesk")
    logger.addHandler(logging.NullHandler())
    redact.guard(logger)
