"""The pasting room: words copied off a platform's page, understood or asked about, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from reviewdesk.api import DeskError, Export, Listing, Pasted, PasteHint, Precision, Review, Skipped, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.incoming.imports_values import ImportReport
from reviewdesk.engine.incoming.intake import Intake
from reviewdesk.engine.incoming.naming import page_named
from reviewdesk.engine.incoming.paste_answers import completed
from reviewdesk.engine.incoming.paste_values import PastedRow, PasteLook
from reviewdesk.store import copied, listings, reviews
from reviewdesk.store.values import Known, ListingInfo

_LONGEST = 2_000_000
_UNASKED = frozenset({"listing", "parts"})
"""The page is asked for once, for all; which words were praise and which complaint is no loss."""


class Pasting:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def look(self, text: str, platform: str | None = None, as_listing: str | None = None) -> PasteLook:
        """Say what a text is; nothing is taken. Raises DeskError where nothing in it is understood."""
        if not text.strip() or len(text) > _LONGEST:
            what = _("That is too long for a page.") if text.strip() else _("Nothing was pasted.")
            raise DeskError(what, _("Copy the reviews on the platform's page, and paste them."))
        if platform is not None:
            self._bench.plugins.card(platform)
        found = self._read(text, platform, as_listing)
        if not found:
            raise DeskError(
                _("No review was recognised in this text."),
                _("Copy whole reviews, with name and date, or say whose page it is with --platform."),
            )
        found.sort(key=lambda each: -each.sure)
        best = [each for each in found if each.sure == found[0].sure]
        if len(best) > 1:
            tie = tuple(each.platform for each in best)
            return PasteLook(platform="", title="", sure=best[0].sure, listing=None, tie=tie)
        return self._looked(best[0], as_listing)

    def _read(self, text: str, platform: str | None, as_listing: str | None) -> list[Pasted]:
        """What each plugin makes of it; one that stumbles over a text is named, and the others go on."""
        found = []
        for name in self._bench.plugins.doing("reviewdesk_read_paste"):
            page = self._hinted(name, as_listing)
            where = next((each for each in self._known(name) if page and _is(each, page.external_id)), None)
            hint = PasteHint(
                today=self._bench.today(where.zone if where else None), platform=platform, listing=page
            )
            try:
                pasted = self._bench.calls.read_paste(name, text, hint)
            except Exception as error:  # noqa: BLE001 - one plugin's trouble with a text is not the desk's
                self._bench.plugins.unhealthy(name, f"{type(error).__name__}: {error}")
                continue
            if pasted and pasted.platform == name and platform in (None, name):
                found.append(pasted)
        return found

    def _hinted(self, platform: str, as_listing: str | None) -> Listing | None:
        """A name that does not fit this platform may still fit the one that the text is from."""
        try:
            return self._page(platform, as_listing)[0]
        except DeskError:
            return None

    def _known(self, platform: str) -> list[ListingInfo]:
        with self._bench.db.read() as tx:
            return [each for each in listings.all_of(tx) if each.platform == platform and not each.ignored]

    def _page(self, platform: str, as_listing: str | None) -> tuple[Listing | None, tuple[Listing, ...]]:
        """The page meant: by title or id, the only one there is, or a new one of that name."""
        pages = tuple(_listing(each) for each in self._known(platform))
        if as_listing is None:
            return (pages[0] if len(pages) == 1 else None), pages
        known = page_named(self._bench, as_listing, platform)
        if known is not None:
            return _listing(known), pages
        return _new(as_listing.strip(), pages), pages

    def _looked(self, pasted: Pasted, as_listing: str | None) -> PasteLook:
        page, pages = self._page(pasted.platform, as_listing)
        rows, skipped = [], []
        for row, missing in zip(pasted.rows, pasted.missing, strict=False):
            if isinstance(row, Skipped):
                skipped.append(row)
            elif isinstance(row, Review):
                rows.append(PastedRow(review=_by_month(row), missing=_asked(missing)))
        page = page or _told_page(rows, pages)
        if page is not None and page not in pages:
            # A link may name a page that was joined into another.
            known = page_named(self._bench, page.external_id, pasted.platform)
            page = _listing(known) if known else page
        rows = [replace(row, review=_on(row.review, page)) for row in rows]
        return PasteLook(
            platform=pasted.platform,
            title=self._bench.plugins.card(pasted.platform).title,
            sure=pasted.sure,
            listing=page,
            listings=pages,
            rows=tuple(self._settled(rows, pasted.platform, page)),
            skipped=tuple(skipped),
        )

    def _settled(self, rows: list[PastedRow], platform: str, page: Listing | None) -> list[PastedRow]:
        """What the desk knows already need not be asked for."""
        where = next((each for each in self._known(platform) if page and _is(each, page.external_id)), None)
        if where is None:
            return rows
        undated = frozenset(place for place, row in enumerate(rows) if "created_at" in row.missing)
        items = [row.review for row in rows]
        with self._bench.db.read() as tx:
            found = copied.meant(tx, where.id, items, undated, self._bench.zone(where.zone))
            known = {each.id: each for each in reviews.get_many(tx, sorted(set(found.values())))}
        return [
            _filled(row, known[found[place]]) if place in found else row for place, row in enumerate(rows)
        ]

    def take(self, look: PasteLook, answers: Mapping[int, Mapping[str, str]] | None = None) -> ImportReport:
        """Take in what was understood; `answers`: by the row's place, what was typed for what it lacks.

        Taking it twice changes nothing.
        """
        if look.listing is None or look.tie:
            raise DeskError(
                _("It is not said which page these reviews belong to."), _("Say it with --as-listing.")
            )
        scale = self.scale(look)
        items = [
            completed(row.review, row.missing, (answers or {}).get(place, {}), scale)
            for place, row in enumerate(look.rows)
        ]
        export = Export(
            format="paste",
            title=_("Pasted from {platform}").format(platform=look.title),
            sure=look.sure,
            platform=look.platform,
            listings=(look.listing,),
            rows=iter(items),
        )
        report = Intake(self._bench, look.platform, export, _("pasted")).run(None)
        return replace(report, skipped=(*look.skipped, *report.skipped))

    def check(self, look: PasteLook, place: int, field: str, typed: str) -> None:
        """Raises DeskError where what was typed for this field of this row is not understood."""
        completed(look.rows[place].review, (field,), {field: typed}, self.scale(look))

    def scale(self, look: PasteLook) -> int:
        """Out of how many a typed rating is, where it does not say so itself."""
        told = [row.review.rating.scale for row in look.rows if row.review.rating]
        return told[0] if told else self._usual_scale(look.platform)

    def _usual_scale(self, platform: str) -> int:
        card = self._bench.plugins.card(platform)
        return card.platform.scale if card.platform else 5


def _new(name: str, pages: tuple[Listing, ...]) -> Listing:
    # A slip of the pen must not make a new page.
    if get_close_matches(name.casefold(), [page.title.casefold() for page in pages], cutoff=0.75):
        raise DeskError(
            _("There is no listing named {name}.").format(name=name), _("See `reviewdesk listing list`.")
        )
    return Listing(external_id=name, title=name)


def _listing(page: ListingInfo) -> Listing:
    return Listing(external_id=page.external_id, title=page.title, ref=page.ref, url=page.url)


def _is(where: ListingInfo, external_id: str) -> bool:
    return where.external_id == external_id


def _by_month(review: Review) -> Review:
    """A month is kept as its first day."""
    if review.precision != Precision.MONTH:
        return review
    return replace(review, created_at=review.created_at.replace(day=1))


def _asked(missing: Iterable[str]) -> tuple[str, ...]:
    return tuple(field for field in missing if field not in _UNASKED)


def _told_page(rows: list[PastedRow], pages: tuple[Listing, ...]) -> Listing | None:
    """The page that the text itself names, by a link."""
    told = {row.review.listing for row in rows} - {""}
    if len(told) != 1:
        return None
    (name,) = told
    return next((page for page in pages if page.external_id == name), Listing(external_id=name, title=name))


def _on(review: Review, page: Listing | None) -> Review:
    """A link that names another page than the owner did stays: it knows better."""
    return replace(review, listing=page.external_id) if page and not review.listing else review


def _filled(row: PastedRow, known: Known) -> PastedRow:
    there = known.review
    new = replace(row.review, created_at=there.created_at, precision=there.precision, updated_at=None)
    if there.id_space == new.id_space == "paste":
        # Pasted before, when the page showed less of it: it keeps its id.
        new = replace(new, external_id=there.external_id)
    left = [field for field in row.missing if field != "created_at"]
    for field in ("author", "rating", "text", "title"):
        if field in left and (getattr(there, field) or there.id_space == "paste"):
            new = replace(new, **{field: getattr(there, field)})
            left.remove(field)
    if "reply" in left:
        # Whether one stands there is known, or will be told by the source that told of the review.
        new = replace(new, reply=None, reply_known=False)
        left.remove("reply")
    return PastedRow(review=new, missing=tuple(left), known=known.pub)
