"""The fetching room: walks through the platforms' pages, resumable at every page."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reviewdesk.api import AuthError, BadData, DeskError, Listing, NotApproved, PlatformError, ReviewPage, _
from reviewdesk.engine import border, removals, watching
from reviewdesk.engine.bench import Bench, begin_terms
from reviewdesk.engine.connection import Connection
from reviewdesk.engine.sending import lower, note_problem
from reviewdesk.store import accounts, asides, diary, ingest, listings
from reviewdesk.store.values import AccountInfo, ListingInfo, Taken

log = logging.getLogger("reviewdesk.fetching")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchProgress:
    listing: str
    seen: int
    total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """What became of one listing, or of an account where it ended before any."""

    account: str
    listing: str
    taken: Taken = field(default_factory=Taken)
    removed: int = 0
    complete: bool = False
    problem: str | None = None
    todo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """How fresh a platform's reviews are."""

    platform: str
    title: str
    how: str
    """read, imported or never."""
    at: datetime | None
    problem: str | None
    todo: str | None


Told = Callable[[FetchProgress], None]


class Fetching:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def fetch(
        self,
        names: Sequence[str] = (),
        *,
        full: bool = False,
        progress: Told | None = None,
        cancel: threading.Event | None = None,
    ) -> list[FetchReport]:
        """Fetch the named accounts, or all that can. One account's trouble stops no other."""
        with self._bench.db.read() as tx:
            wanted = [accounts.named(tx, name) for name in names] or accounts.all_of(tx)
        reports: list[FetchReport] = []
        for account in wanted:
            if cancel is not None and cancel.is_set():
                break
            reports += self._account(account, full=full, progress=progress, cancel=cancel, asked=bool(names))
        return reports

    def _account(
        self,
        account: AccountInfo,
        *,
        full: bool,
        progress: Told | None,
        cancel: threading.Event | None,
        asked: bool,
    ) -> list[FetchReport]:
        bench = self._bench
        try:
            connection = bench.connections.of(account)
            if not connection.signed_in:
                return [self._by_hand(account)] if asked else []
            self._look_up(account, connection)
            found = bench.calls.list_listings(connection)
        except (PlatformError, DeskError) as error:
            return [self._trouble(account, "", error)]
        with bench.write() as tx:
            mine = [
                listings.adopt(tx, account.id, account.platform, each, fetched=True, now=bench.clock.now())
                for each in found
            ]
        reports = [
            self._listing(account, connection, each, full=full, progress=progress, cancel=cancel)
            for each in mine
            if not each.ignored
        ]
        watching.watch(bench, account_id=account.id, at_once=True)
        return reports

    def _look_up(self, account: AccountInfo, connection: Connection) -> None:
        """Who am I and what may I do: asked at each fetch, since approvals come and go."""
        status = self._bench.calls.check_account(connection)
        with self._bench.write() as tx:
            accounts.change(
                tx,
                account.id,
                identity=status.identity,
                may=" ".join(sorted(status.may)),
                problem=status.note or None,
                problem_kind="note" if status.note else None,
                checked_at=self._bench.clock.now(),
            )

    def _by_hand(self, account: AccountInfo) -> FetchReport:
        card = self._bench.plugins.card(account.platform)
        hint = card.platform.export_hint if card.platform else ""
        return FetchReport(
            account=account.name,
            listing="",
            problem=_("This account is by hand: there is nothing to fetch from."),
            todo=hint or _("Import a file instead."),
        )

    def _listing(
        self,
        account: AccountInfo,
        connection: Connection,
        where: ListingInfo,
        *,
        full: bool,
        progress: Told | None,
        cancel: threading.Event | None,
    ) -> FetchReport:
        walk = _Walk(self._bench, account, connection, where, full=full)
        try:
            walk.go(progress, cancel)
        except (PlatformError, DeskError) as error:
            report = self._trouble(account, where.title, error)
            with self._bench.write() as tx:
                listings.change(tx, where.id, problem=report.problem)
            return FetchReport(
                account=account.name,
                listing=where.title,
                taken=walk.taken,
                problem=report.problem,
                todo=report.todo,
            )
        removed = removals.look(self._bench, connection, where.id) if walk.complete else 0
        removed += removals.again(self._bench, connection, where.id)
        return FetchReport(
            account=account.name,
            listing=where.title,
            taken=walk.taken,
            removed=removed,
            complete=walk.complete,
        )

    def _trouble(self, account: AccountInfo, where: str, error: PlatformError | DeskError) -> FetchReport:
        if isinstance(error, DeskError):
            return FetchReport(account=account.name, listing=where, problem=error.what, todo=error.do)
        if isinstance(error, NotApproved):
            lower(self._bench, account.id, error)
        elif isinstance(error, AuthError):
            note_problem(self._bench, account.id, error)
        log.info("fetching %s: %s", account.name, error)
        return FetchReport(account=account.name, listing=where, problem=error.reason, todo=error.advice)

    def freshness(self) -> list[Fresh]:
        """Per platform: when it was last read, or a file taken in."""
        with self._bench.db.read() as tx:
            pages = listings.all_of(tx)
            owners = accounts.all_of(tx)
        fresh = []
        for name in sorted({each.platform for each in owners}):
            mine = [each for each in pages if each.platform == name]
            trouble = next((each for each in owners if each.platform == name and each.problem), None)
            fresh.append(self._fresh(name, mine, trouble))
        return fresh

    def _fresh(self, name: str, pages: list[ListingInfo], trouble: AccountInfo | None) -> Fresh:
        card = self._bench.plugins.platforms().get(name)
        read = [each.walked_at for each in pages if each.walked_at]
        imported = [each.imported_at for each in pages if each.imported_at]
        how, at = (
            ("read", min(read)) if read else ("imported", max(imported)) if imported else ("never", None)
        )
        return Fresh(
            platform=name,
            title=card.title if card else name,
            how=how,
            at=at,
            problem=trouble.problem if trouble else None,
            todo=None,
        )


class _Walk:
    """One walk through one listing: each page is stored together with its cursor."""

    def __init__(
        self, bench: Bench, account: AccountInfo, connection: Connection, where: ListingInfo, *, full: bool
    ) -> None:
        self._bench = bench
        self._account = account
        self._connection = connection
        self._where = where
        due = where.full_at is None or bench.clock.now() - where.full_at > timedelta(
            hours=bench.config.fetch.full_hours
        )
        self._resumed = where.walking and not full
        self.whole = where.full if self._resumed else full or due or where.cursor is None
        self.taken = Taken()
        self.complete = False
        self._seen = 0

    def go(self, progress: Told | None, cancel: threading.Event | None) -> None:
        number = self._begin()
        cursor = self._where.cursor if self._resumed or not self.whole else None
        page: ReviewPage | None = None
        for page in self._bench.calls.fetch(self._connection, _page_of(self._where), cursor):
            self._take(page, number)
            if progress:
                progress(FetchProgress(listing=self._where.title, seen=self._seen, total=page.total))
            if cancel is not None and cancel.is_set():
                return
        if page is None:
            raise BadData(_("{title} gave no page at all.").format(title=self._where.title))
        self._finish()

    def _begin(self) -> int:
        number = self._where.walk if self._resumed else self._where.walk + 1
        with self._bench.write() as tx:
            listings.change(tx, self._where.id, walk=number, walking=True, full=self.whole)
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
                walk=number,
                damaged=frozenset(rows.damaged),
            )
            batch = ingest.take(tx, where, rows.good, terms)
            for row in rows.aside:
                asides.put(tx, where.id, _("fetch"), row, now)
            asides.came_in(tx, where.id, [each.external_id for each in rows.good])
            listings.change(tx, where.id, cursor=page.cursor)
        self.taken += batch.taken + Taken(aside=len(rows.aside))
        self.complete = page.complete
        self._seen += len(page.reviews)

    def _finish(self) -> None:
        now = self._bench.clock.now()
        with self._bench.write() as tx:
            full_at = {"full_at": now} if self.complete else {}
            listings.change(tx, self._where.id, walking=False, walked_at=now, problem=None, **full_at)
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
