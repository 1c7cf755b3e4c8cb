"""The extranet's download of reviews: what an owner without the API can read."""

from collections.abc import Iterator
from pathlib import Path

from reviewdesk.api import Export, ExportOptions, Listing, Review, Skipped, _, ngettext
from reviewdesk_booking.extranet.letters import decode
from reviewdesk_booking.extranet.rows import File, reviews
from reviewdesk_booking.extranet.sources import gather
from reviewdesk_booking.extranet.table import read_table
from reviewdesk_booking.properties import is_property, title_of

__all__ = ["FORMAT", "open_export"]

FORMAT = "booking-extranet"


def open_export(path: Path, options: ExportOptions) -> Export | None:
    if options.format not in {None, FORMAT}:
        return None
    files: list[File] = []
    others: list[str] = []
    for name, raw in gather(path):
        table = read_table(decode(raw))
        if table is None:
            others.append(name)
        else:
            files.append(File(name, table))
    if not files:
        return None
    sure = min(file.table.sure for file in files) - (0.1 if others else 0.0)
    if not any(file.table.rows or file.table.broken for file in files):
        return Export(
            format=FORMAT,
            title=_("Booking.com extranet"),
            sure=sure,
            platform="booking",
            refused=_("There are no reviews in this file: it holds the header alone."),
        )
    listing = _listing(options.as_listing)
    return Export(
        format=FORMAT,
        title=_title(files),
        sure=sure,
        platform="booking",
        listings=(listing,),
        rows=_rows(files, others, listing.external_id),
    )


def _rows(files: list[File], others: list[str], listing: str) -> Iterator[Review | Skipped]:
    for file in files:
        yield from reviews(file, listing)
    for name in others:
        yield Skipped(reason=_("This file is no download of the extranet's: it was left out."), place=name)


def _listing(told: str | None) -> Listing:
    """The file names no property: the owner's word does, by its number or by a name of his own."""
    name = " ".join((told or "").split())
    if is_property(name):
        return Listing(external_id=name, title=title_of(name), ref=name)
    if name:
        return Listing(external_id=f"extranet:{name.casefold()}", title=name)
    return Listing(external_id="extranet", title="Booking.com")


def _title(files: list[File]) -> str:
    """What was done to the letters is told where the owner looks."""
    told = [_("Booking.com extranet")]
    counts = [file.letters() for file in files]
    mended, garbled = sum(one for one, _two in counts), sum(two for _one, two in counts)
    if mended:
        told.append(
            ngettext(
                "garbled letters mended in {count} row", "garbled letters mended in {count} rows", mended
            ).format(count=mended)
        )
    if garbled:
        told.append(
            ngettext(
                "letters still garbled in {count} row", "letters still garbled in {count} rows", garbled
            ).format(count=garbled)
        )
    if any(file.table.sure < 0.8 for file in files):
        told.append(_("header in a language not known, columns taken by their order"))
    return "; ".join(told)
