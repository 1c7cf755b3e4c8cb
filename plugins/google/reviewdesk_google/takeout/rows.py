"""The second way through a Takeout: each row given or accounted for."""

from collections.abc import Iterator
from typing import Any

from reviewdesk.api import Review, Skipped, _
from reviewdesk_google.review import read_row
from reviewdesk_google.takeout.page import Page, read_page
from reviewdesk_google.takeout.sources import Bundle
from reviewdesk_google.takeout.survey import Survey, spot


def rows(bundle: Bundle, found: Survey) -> Iterator[Review | Skipped]:
    for source in bundle.sources:
        with source.open() as read:
            for name in source.names:
                if page := read_page(source, name, read):
                    yield from _rows(page, found)
    for archive, reason in bundle.damaged:
        yield Skipped(reason=reason, place=archive)


def _rows(page: Page, found: Survey) -> Iterator[Review | Skipped]:
    if page.own:
        yield Skipped(
            reason=_("These are reviews that you wrote yourself about other places: they were left out."),
            place=page.place,
        )
    elif page.broken is not None:
        yield from _lost(page, page.broken, found)
    for number, entry in enumerate(page.entries, 1):
        yield _row(entry, spot(page.place, number), found)


def _row(entry: Any, place: str, found: Survey) -> Review | Skipped:
    # Takeout writes no reviewId: where one stands, the file is an answer of the API that somebody kept.
    id_space = "api" if isinstance(entry, dict) and "reviewId" in entry else "takeout"
    row = read_row(entry, place=place, id_space=id_space)
    if isinstance(row, Skipped) or found.newest[row.listing, row.external_id][1] == place:
        return row
    return Skipped(
        reason=_("This review stands in the export more than once: the newest copy was taken."),
        external_id=row.external_id,
        place=place,
        known=True,
    )


def _lost(page: Page, reason: str, found: Survey) -> Iterator[Skipped]:
    """A row for each review whose name shows through, or one for the whole file."""
    for name in page.lost:
        known = (name.location, name.review) in found.newest
        yield Skipped(reason=reason, external_id=name.review, place=page.place, known=known)
    if not page.lost:
        yield Skipped(reason=reason, place=page.place)
