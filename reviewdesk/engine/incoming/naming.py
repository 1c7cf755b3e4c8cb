"""What the owner calls a page leads to the page he means, whichever name a source makes of it."""

from collections.abc import Iterator
from dataclasses import replace

from reviewdesk.api import Export, Listing, Review, Skipped
from reviewdesk.engine.bench import Bench
from reviewdesk.store import listings
from reviewdesk.store.identity import folded
from reviewdesk.store.values import ListingInfo


def page_named(bench: Bench, name: str, platform: str) -> ListingInfo | None:
    """The known page of this name. Raises DeskError where several have it."""
    with bench.db.read() as tx:
        found = listings.meant(tx, name.strip(), platform)
    return listings.only(found, name) if found else None


def on_known_page(bench: Bench, export: Export, name: str | None) -> Export:
    """Rows that stand on a page only because the owner named it go to the known page of that name.

    A page that the file itself names by the platform's own id stays: it knows better.
    """
    made = {each.external_id for each in export.listings if name and _made_of(each.external_id, name)}
    page = page_named(bench, name, export.platform) if name and made else None
    if page is None or made == {page.external_id}:
        return export
    there = Listing(external_id=page.external_id, title=page.title, ref=page.ref)
    kept = tuple(each for each in export.listings if each.external_id not in {*made, page.external_id})
    return replace(export, listings=(there, *kept), rows=_rows(export.rows, made, page.external_id))


def _made_of(external_id: str, name: str) -> bool:
    """Whether an id is the owner's own word, bare or behind the mark of a format (`table:mario`)."""
    told, said = folded(external_id), folded(name)
    return told == said or told.endswith(f":{said}")


def _rows(rows: Iterator[Review | Skipped], made: set[str], external_id: str) -> Iterator[Review | Skipped]:
    for row in rows:
        moved = isinstance(row, Review) and row.listing in made
        yield replace(row, listing=external_id) if isinstance(row, Review) and moved else row
