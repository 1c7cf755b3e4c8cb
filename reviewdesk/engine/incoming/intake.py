"""One file on its way in: nothing is lost, nothing doubled, every row accounted for."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from reviewdesk.api import BadData, DeskError, Export, Listing, Reading, Review, Skipped, StandingReply, _
from reviewdesk.engine.bench import Bench, begin_terms
from reviewdesk.engine.incoming import border
from reviewdesk.engine.incoming.imports_values import ImportProgress, ImportReport
from reviewdesk.engine.outgoing import watching
from reviewdesk.engine.outgoing.road import road
from reviewdesk.store import (
    accounts,
    asides,
    claims,
    diary,
    import_counts,
    ingest,
    listings,
    replies,
    reviews,
)
from reviewdesk.store.database import Tx
from reviewdesk.store.values import AccountInfo, ListingInfo, Taken

_BATCH = 500


class Intake:
    def __init__(self, bench: Bench, plugin: str, export: Export, place: str) -> None:
        self._bench = bench
        self._plugin = plugin
        self._export = export
        self._source = f"{export.title}, {place}"
        self._began = bench.clock.now()
        self._taken = Taken()
        self._skipped: list[Skipped] = []
        self._repeated = 0
        self._broke_off = False
        self._account = self._find_account()
        self._pages: dict[str, ListingInfo] = {}
        self._touched: set[int] = set()
        self._shown: dict[int, StandingReply | None] = {}
        self._newest: datetime | None = None
        """The newest moment the file tells of: it can't have been made before."""

    def _find_account(self) -> AccountInfo:
        """Any account of that platform, else one by hand named after it."""
        platform = self._export.platform
        self._bench.plugins.card(platform)
        with self._bench.write() as tx:
            there = accounts.all_of(tx, platform)
            if there:
                return there[0]
            return accounts.add(
                tx,
                platform,
                platform,
                settings={},
                secrets={},
                at=self._began,
                by=self._bench.person,
            )

    def run(self, progress: Callable[[ImportProgress], None] | None) -> ImportReport:
        self._adopt_all()
        for batch in _batches(self._rows()):
            self._take(batch)
            if progress:
                progress(ImportProgress(listing=_listing_of(batch), seen=self._seen()))
        self._finish()
        self._look_for_answers()
        return self.report()

    def _seen(self) -> int:
        return _counted(self._taken) + self._repeated + len(self._skipped)

    def _adopt_all(self) -> None:
        try:
            pages = [border.listing(page) for page in self._export.listings]
        except BadData as error:
            raise DeskError(error.reason, _("Nothing was taken.")) from error
        with self._bench.write() as tx:
            for page in pages:
                self._adopt(tx, page)

    def _rows(self) -> Iterator[Review | Skipped]:
        """The rows; a file that breaks off keeps what came before."""
        try:
            yield from self._export.rows
        except Exception as error:  # noqa: BLE001 - a plugin's trouble with a file is not the desk's
            self._broke_off = True
            why = error.reason if isinstance(error, BadData) else type(error).__name__
            if not isinstance(error, (BadData, OSError, ValueError)):
                self._bench.plugins.unhealthy(self._plugin, f"{type(error).__name__}: {error}")
            yield Skipped(reason=_("The file breaks off here ({why}).").format(why=why))

    def _adopt(self, tx: Tx, page: Listing) -> None:
        where = listings.adopt(
            tx, self._account.id, self._export.platform, page, fetched=False, now=self._began
        )
        self._pages[page.external_id] = where

    def _take(self, batch: list[Review | Skipped]) -> None:
        rows = border.rows(batch, None, self._bench.clock.now())
        lost = [row for row in rows.aside if not row.known]
        self._repeated += len(rows.aside) - len(lost)
        self._skipped += lost
        with self._bench.write() as tx:
            for row in lost:
                asides.put(tx, None, self._source, row, self._began)
            for page, items in _by_listing(rows.good):
                self._take_page(tx, page, items, frozenset(rows.damaged))
            asides.came_in(tx, None, [each.external_id for each in rows.good])
        self._newest = max((at for at in [self._newest, *_moments(rows.good)] if at), default=None)

    def _take_page(self, tx: Tx, page: str, items: list[Review], damaged: frozenset[str]) -> None:
        if page not in self._pages:
            self._adopt(tx, Listing(external_id=page, title=page))
        where = self._pages[page]
        begin, wordless = begin_terms(tx)
        terms = ingest.Terms(
            now=self._bench.clock.now(),
            zone=self._bench.zone(where.zone),
            fetched=False,
            replaceable=self._bench.replaceable(where.platform),
            begin=begin,
            wordless_above=wordless,
            damaged=damaged,
        )
        done = ingest.take(tx, where, items, terms)
        self._taken += done.taken
        self._repeated += len(items) - _counted(done.taken)
        self._touched.add(where.id)
        self._shown |= done.standing

    def _finish(self) -> None:
        now = self._bench.clock.now()
        with self._bench.write() as tx:
            for number in self._touched:
                listings.change(tx, number, imported_at=now)
            if not self._broke_off:
                # The same file again, or a whole newer one: what is right now is no trouble any more.
                known = self._export.title if self._export.whole else self._source
                asides.forget_older(tx, None, self._began, known)
            diary.write(
                tx,
                now,
                "import.taken",
                by=self._bench.person,
                account=self._account.name,
                format=self._export.format,
                new=self._taken.new,
                changed=self._taken.changed,
                known=self._taken.known,
                skipped=len(self._skipped),
            )

    def _look_for_answers(self) -> None:
        """An import that shows an answer confirms it, like a read; to lack it rarely proves anything."""
        for number, shown in self._shown.items():
            if shown is not None:
                self._confirm(number)
            elif self._export.whole and not self._broke_off and self._newest is not None:
                self._miss(number, self._newest)

    def _confirm(self, number: int) -> None:
        with self._bench.db.read() as tx:
            live = replies.live(tx, number)
            known = reviews.get(tx, number)
        if live is not None and live.state in ("sent", "handed_off"):
            there = Reading(review=known.review, reply=known.review.reply, certain=False)
            watching.seen(self._bench, live, road(self._bench, known), there)

    def _miss(self, number: int, made_after: datetime) -> None:
        """A whole file, surely made after the answer must have been visible, lacks it."""
        with self._bench.db.read() as tx:
            live = replies.live(tx, number)
            known = reviews.get(tx, number)
        way = road(self._bench, known)
        if live is not None:
            if live.state == "handed_off" and made_after > live.made_at + way.rules.visible_within:
                watching.seen(self._bench, live, way, Reading(review=known.review, reply=None))
            return
        with self._bench.write() as tx:
            claims.unmet(tx, number, made_after, self._bench.clock.now())

    def report(self) -> ImportReport:
        with self._bench.db.read() as tx:
            counts = import_counts.of(tx, sorted(self._touched))
        return ImportReport(
            title=self._export.title,
            platform=self._export.platform,
            account=self._account.name,
            listings=tuple(page.title for page in self._pages.values()),
            taken=self._taken,
            to_answer=counts.to_answer,
            answered=counts.answered,
            not_answerable=counts.not_answerable,
            wordless=counts.wordless,
            unknown_replies=counts.unknown_replies,
            repeated=self._repeated,
            skipped=tuple(self._skipped),
        )


def _counted(taken: Taken) -> int:
    return taken.new + taken.changed + taken.known + taken.joined


def _listing_of(batch: list[Review | Skipped]) -> str:
    return next((row.listing for row in reversed(batch) if isinstance(row, Review)), "")


def _moments(items: Iterable[Review]) -> Iterator[datetime]:
    for item in items:
        stamps = (item.created_at, item.updated_at, item.reply.at if item.reply else None)
        yield from (at for at in stamps if isinstance(at, datetime))


def _by_listing(items: Iterable[Review]) -> list[tuple[str, list[Review]]]:
    grouped: dict[str, list[Review]] = {}
    for item in items:
        grouped.setdefault(item.listing, []).append(item)
    return list(grouped.items())


def _batches(rows: Iterator[Review | Skipped]) -> Iterator[list[Review | Skipped]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
