"""Which known reviews words copied off a page tell of."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select, tuple_

from reviewdesk.api import Review
from reviewdesk.store import same_day
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import folded, sign_of, twins
from reviewdesk.store.tables import alias, review

_CUT = ("…", "...")


def meant(
    tx: Tx, listing_id: int, items: Sequence[Review], undated: frozenset[int], zone: ZoneInfo
) -> dict[int, int]:
    """The number of the one review that each of `items` surely is, by position.

    `undated`: those whose day is not told. A day told from today ("3 weeks ago") is a guess: there name and
    words say more than the day.
    """
    found = _by_id(tx, listing_id, items)
    dated = [place for place in range(len(items)) if place not in found and place not in undated]
    some = [sign_of(items[place]) for place in dated]
    exact = twins(tx, listing_id, some)
    exact |= same_day.twins(tx, listing_id, some, exact, zone)
    found |= {dated[place]: match.review_id for place, match in exact.items() if match.certain}
    for place, item in enumerate(items):
        if place not in found:
            same = _by_words(tx, listing_id, item)
            if len(same) == 1:
                found[place] = same[0]
    return found


def _by_id(tx: Tx, listing_id: int, items: Sequence[Review]) -> dict[int, int]:
    names = [{**item.aliases, item.id_space: item.external_id} for item in items]
    wanted = {name for each in names for name in each.items()}
    rows = select(alias).where(
        alias.c.listing_id == listing_id, tuple_(alias.c.id_space, alias.c.external_id).in_(list(wanted))
    )
    known = {(row.id_space, row.external_id): row.review_id for row in tx.execute(rows)}
    return {place: known[name] for place, each in enumerate(names) for name in each.items() if name in known}


def _by_words(tx: Tx, listing_id: int, item: Review) -> list[int]:
    """Of one name and the same words, or their beginning where the page had cut them."""
    mark = same_day.name_mark(item.author)
    if mark == same_day.NAMELESS or not item.text:
        return []
    words = folded(item.text)
    start = next((words.removesuffix(end).strip() for end in _CUT if words.endswith(end)), None)
    rows = select(review.c.id, review.c.text).where(
        review.c.listing_id == listing_id, review.c.born.endswith(f"|{mark}")
    )
    return [
        row.id
        for row in tx.execute(rows)
        if row.text
        and (folded(row.text) == words or (start is not None and folded(row.text).startswith(start)))
    ]
