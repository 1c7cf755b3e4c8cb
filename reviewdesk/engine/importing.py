"""The imports room: files an owner can export, taken in without losing or doubling a row."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from reviewdesk.api import BadData, DeskError, Export, ExportOptions, Listing, Reading, Review, Skipped, _
from reviewdesk.engine import beginning, border, watching
from reviewdesk.engine.bench import Bench, begin_terms
from reviewdesk.engine.imports_values import ImportLook, ImportProgress, ImportReport, Offer
from reviewdesk.engine.road import road
from reviewdesk.store import accounts, asides, diary, import_counts, ingest, listings, replies, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.values import AccountInfo, ListingInfo, Taken

_BATCH = 500
_OFFERED_NAMES = ("takeout", "review", "booking", "guest", "extranet", "bewertung", "opinie", "recens")
_OFFER_AGE = timedelta(days=30)
_OFFERS = 5


class Imports:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def offers(self) -> list[Offer]:
        """What lies in Downloads and looks importable: offered, never taken unasked."""
        found = []
        for path in _recent(_downloads(), self._bench.clock.now()):
            look = self._quiet_look(path)
            if look is not None and not look.refused:
                at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                found.append(Offer(path=path, title=look.title, at=at))
        return found[:_OFFERS]

    def _quiet_look(self, path: Path) -> ImportLook | None:
        try:
            return self.look(path)
        except (DeskError, OSError):
            return None

    def look(self, path: Path, *, format: str | None = None, as_listing: str | None = None) -> ImportLook:  # noqa: A002 - the option's name
        """Say what a file is. Raises DeskError where nobody knows it."""
        plugin, export = self._open(path, ExportOptions(format=format, as_listing=as_listing))
        return ImportLook(
            path=path,
            format=export.format,
            title=export.title,
            platform=plugin,
            listings=tuple(each.title for each in export.listings),
            refused=export.refused,
        )

    def take(
        self,
        path: Path,
        *,
        format: str | None = None,  # noqa: A002 - the option's name
        as_listing: str | None = None,
        since: date | None = None,
        words_only: bool = False,
        progress: Callable[[ImportProgress], None] | None = None,
    ) -> ImportReport:
        """Take a file in. Taking it twice changes nothing."""
        _plugin, export = self._open(path, ExportOptions(format=format, as_listing=as_listing))
        if export.refused:
            raise DeskError(export.refused, _("Nothing was taken."))
        intake = _Intake(self._bench, export, path)
        report = intake.run(progress)
        if since is not None:
            beginning.before(self._bench, since)
        if words_only:
            beginning.words_only(self._bench)
        return intake.report() if since is not None or words_only else report

    def _open(self, path: Path, options: ExportOptions) -> tuple[str, Export]:
        path = path.expanduser()
        if not path.exists():
            raise DeskError(_("There is no {path}.").format(path=path), _("Check the name."))
        found, troubles = [], []
        for name in self._bench.plugins.doing("reviewdesk_open_export"):
            try:
                export = self._bench.calls.open_export(name, path, options)
            except BadData as error:
                troubles.append(error.reason)
                continue
            except Exception as error:  # noqa: BLE001 - one plugin's trouble with a file is not the desk's
                self._bench.plugins.unhealthy(name, f"{type(error).__name__}: {error}")
                continue
            if export is not None and options.format in (None, export.format):
                found.append((name, export))
        if not found:
            raise DeskError(
                troubles[0]
                if troubles
                else _("{path} is nothing this desk can read.").format(path=path.name),
                _("Import a Google Takeout (folder or zip), or see the documentation for other files."),
            )
        found.sort(key=lambda each: -each[1].sure)
        if len(found) > 1 and found[0][1].sure == found[1][1].sure:
            formats = ", ".join(export.format for _name, export in found if export.sure == found[0][1].sure)
            raise DeskError(
                _("{path} could be several things: {formats}.").format(path=path.name, formats=formats),
                _("Say which with --format."),
            )
        return found[0]


class _Intake:
    """One file on its way in."""

    def __init__(self, bench: Bench, export: Export, path: Path) -> None:
        self._bench = bench
        self._export = export
        self._path = path
        self._taken = Taken()
        self._skipped: list[Skipped] = []
        self._repeated = 0
        self._account = self._find_account()
        self._pages: dict[str, ListingInfo] = {}
        self._touched: set[int] = set()
        self._seen_live: dict[int, Review] = {}

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
                at=self._bench.clock.now(),
                by=self._bench.person,
            )

    def run(self, progress: Callable[[ImportProgress], None] | None) -> ImportReport:
        with self._bench.write() as tx:
            for page in self._export.listings:
                self._adopt(tx, border.listing(page))
        for batch in _batches(self._rows()):
            self._take(batch)
            if progress:
                title = batch[-1].listing if isinstance(batch[-1], Review) else ""
                progress(ImportProgress(listing=title, seen=self._taken.new + self._taken.known))
        now = self._bench.clock.now()
        with self._bench.write() as tx:
            for number in self._touched:
                listings.change(tx, number, imported_at=now)
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
        self._confirm_by_hand()
        return self.report()

    def _rows(self) -> Iterator[Review | Skipped]:
        """The rows; a file that breaks off keeps what came before."""
        try:
            yield from self._export.rows
        except (BadData, OSError, ValueError) as error:
            yield Skipped(
                reason=_("The file breaks off here: {why}").format(why=error), place=self._path.name
            )

    def _adopt(self, tx: Tx, page: Listing) -> None:
        where = listings.adopt(
            tx, self._account.id, self._export.platform, page, fetched=False, now=self._bench.clock.now()
        )
        self._pages[page.external_id] = where

    def _take(self, batch: list[Review | Skipped]) -> None:
        now = self._bench.clock.now()
        rows = border.rows(batch, None, now)
        for row in rows.aside:
            if row.known:
                self._repeated += 1
            else:
                self._skipped.append(row)
        with self._bench.write() as tx:
            begin, wordless = begin_terms(tx)
            for row in rows.aside:
                if not row.known:
                    asides.put(tx, None, self._path.name, row, now)
            for page, items in _by_listing(rows.good):
                where = self._page(tx, page)
                terms = ingest.Terms(
                    now=now,
                    zone=self._bench.zone(where.zone),
                    fetched=False,
                    replaceable=self._bench.replaceable(where.platform),
                    begin=begin,
                    wordless_above=wordless,
                    damaged=frozenset(rows.damaged),
                )
                before = len(items)
                done = ingest.take(tx, where, items, terms)
                self._taken += done.taken
                self._repeated += before - _counted(done.taken)
                self._touched.add(where.id)
                self._note_standing(tx, done)

    def _page(self, tx: Tx, external_id: str) -> ListingInfo:
        if external_id not in self._pages:
            self._adopt(tx, Listing(external_id=external_id, title=external_id))
        return self._pages[external_id]

    def _note_standing(self, tx: Tx, done: ingest.Batch) -> None:
        for number in done.standing:
            self._seen_live[number] = reviews.get(tx, number).review

    def _confirm_by_hand(self) -> None:
        """An import that shows an answer confirms it, like a read; one that lacks it proves nothing here."""
        for number, review in self._seen_live.items():
            if review.reply is None:
                continue
            with self._bench.db.read() as tx:
                live = replies.live(tx, number)
                known = reviews.get(tx, number)
            if live is not None and live.state in ("sent", "handed_off"):
                watching.seen(
                    self._bench,
                    live,
                    road(self._bench, known),
                    Reading(review=review, reply=review.reply, certain=False),
                )

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


def _by_listing(items: Iterable[Review]) -> list[tuple[str, list[Review]]]:
    grouped: dict[str, list[Review]] = {}
    for item in items:
        grouped.setdefault(item.listing, []).append(item)
    return list(grouped.items())


def _batches(rows: Iterator[Review | Skipped]) -> Iterator[list[Review | Skipped]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _downloads() -> Path:
    import platformdirs

    return Path(os.environ.get("XDG_DOWNLOAD_DIR") or platformdirs.user_downloads_dir())


def _recent(folder: Path, now: datetime) -> list[Path]:
    """Fresh files whose names sound like an export, the newest first."""
    try:
        found = [
            (entry.stat().st_mtime, entry)
            for entry in folder.iterdir()
            if any(word in entry.name.lower() for word in _OFFERED_NAMES)
            and (entry.is_dir() or entry.suffix.lower() in (".zip", ".csv", ".json"))
        ]
    except OSError:
        return []
    oldest = (now - _OFFER_AGE).timestamp()
    return [entry for at, entry in sorted(found, reverse=True) if at >= oldest]
