"""One walk through one listing: each page is stored together with its cursor."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from reviewdesk.api import BadData, Listing, ReviewPage, _
from reviewdesk.engine.bench import Bench, begin_terms
from reviewdesk.engine.incoming import border
from reviewdesk.engine.net.connection import Connection
from reviewdesk.store import accounts, asides, diary, ingest, listings
from reviewdesk.store.database import Tx
from reviewdesk.store.values import AccountInfo, ListingInfo, Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchProgress:
    listing: str
    seen: int
    total: int | None


Told = Callable[[FetchProgress], None]


class Walk:
    """Goes on where the last one was cut off, even if that was in another program."""

    def __init__(
        self, bench: Bench, account: AccountInfo, connection: Connection, where: ListingInfo, *, full: bool
    ) -> None:
        self._bench = bench
        self._account = account
        self._connection = connection
        self._where = where
        self._resumed = where.walking and not full
        self._whole = where.full if self._resumed else full or self._due() or where.cursor is None
        self._began = bench.clock.now()
        self._seen = 0
        self.taken = Taken()
        self.complete = False
        """Whether every review of the listing was shown."""

    def _due(self) -> bool:
        """A clock that was set back must not put the whole walk off for years."""
        last, now = self._where.full_at, self._bench.clock.now()
        return last is None or abs(now - last) > timedelta(hours=self._bench.config.fetch.full_hours)

    def go(self, progress: Told | None, cancel: threading.Event | None) -> None:
        """Raises what goes wrong; what was stored until then stays, and the next walk goes on from there."""
        number = self._begin()
        cursor = self._where.cursor if self._resumed or not self._whole else None
        page: ReviewPage | None = None
        for page in self._bench.calls.fetch(self._connection, _page_of(self._where), cursor):
            self._take(page, number)
            if progress:
                progress(FetchProgress(listing=self._where.title, seen=self._seen, total=page.total))
            if cancel is not None and cancel.is_set():
                self.complete = False
                return
        if page is None:
            raise BadData(_("{title} gave no page at all.").format(title=self._where.title))
        self._finish()

    def _begin(self) -> int:
        number = self._where.walk if self._resumed else self._where.walk + 1
        changes = {"walk": number, "walking": True, "full": self._whole}
        # Cut off before its first page, a whole walk must not go on at the end of the last one.
        at_top = {"cursor": None} if self._whole and not self._resumed else {}
        with self._bench.write() as tx:
            listings.change(tx, self._where.id, **changes, **at_top)
        return number

    def _take(self, page: ReviewPage, number: int) -> None:
        bench, where = self._bench, self._where
        now = bench.clock.now()
        rows = border.rows(page.reviews, where.external_id, now)
        with bench.write() as tx:
            begin, wordless = begin_terms(tx)
            terms = ingest.Terms(
                now=now,
                zone=bench.zone(where.zone),
                fetched=True,
                replaceable=bench.replaceable(where.platform),
                begin=begin,
                wordless_above=wordless,
                keep=accounts.numbered(tx, where.account_id).keep,
                walk=number,
                damaged=frozenset(rows.damaged),
            )
            batch = ingest.take(tx, where, rows.good, terms)
            asides.came_in(tx, where.id, [each.external_id for each in rows.good])
            for row in rows.aside:
                asides.put(tx, where.id, _("fetch"), row, now)
            listings.change(tx, where.id, cursor=page.cursor)
        self.taken += batch.taken + Taken(aside=len(rows.aside))
        self.complete = page.complete
        self._seen += len(page.reviews)

    def _finish(self) -> None:
        now = self._bench.clock.now()
        with self._bench.write() as tx:
            full_at = {"full_at": now} if self.complete else {}
            listings.change(tx, self._where.id, walking=False, walked_at=now, problem=None, **full_at)
            if self.complete and not self._resumed:
                asides.forget_older(tx, self._where.id, self._began)
            if self.taken.new or self.taken.changed or self.taken.aside:
                self._note(tx, now)

    def _note(self, tx: Tx, now: datetime) -> None:
        """Into the diary, unless nothing was new: a desk looks every quarter of an hour."""
        diary.write(
            tx,
            now,
            "listing.read",
            account=self._account.name,
            listing=self._where.title,
            new=self.taken.new,
            changed=self.taken.changed,
            aside=self.taken.aside,
        )


def _page_of(where: ListingInfo) -> Listing:
    return Listing(
        external_id=where.external_id, title=where.title, ref=where.ref, address=where.address, url=where.url
    )
