"""How long words of guests stay: purged text is not a purged review.

Key, stars, day, state and the owner's own texts stay. Words, title and name go when the platform's time is
over, or are never written where it lets no one keep them. What the owner brought in as a file of his own has
no limit.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from reviewdesk.store import forgotten
from reviewdesk.store.database import Tx
from reviewdesk.store.tables import review, version
from reviewdesk.store.terms import Terms

WORDS = ("author", "title", "text", "positive", "negative", "translation", "details")
_AT_ONCE = 500
_WORN = 0.9
"""A fetch that shows the words again starts the time anew, but not for every row at every look."""


def new_columns(terms: Terms) -> dict[str, Any]:
    """What is kept of a review that comes for the first time."""
    if terms.keep is None:
        return {"words_kept": True, "words_until": None}
    if not terms.keep:
        return dict.fromkeys(WORDS) | {"words_kept": False, "words_until": None}
    return {"words_kept": True, "words_until": terms.now + terms.keep}


def met(tx: Tx, row: Row[Any], told: dict[str, Any], found: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """What is kept of a review that comes again. `told`: all columns as this source tells them."""
    if terms.keep is not None and not terms.keep:
        # Words that came in a file of the owner's stay; the platform's own are not written.
        return {key: value for key, value in found.items() if key not in WORDS}
    if not row.words_kept:
        if forgotten.is_forgotten(tx, row.id):
            return {key: value for key, value in found.items() if key not in WORDS}
        return found | {key: told[key] for key in WORDS} | new_columns(terms)
    if terms.keep is None:
        return found | ({"words_until": None} if row.words_until and not terms.fetched else {})
    worn = row.words_until is not None and row.words_until - terms.now < terms.keep * _WORN
    return found | ({"words_until": terms.now + terms.keep} if worn else {})


def anyone_over(tx: Tx, now: datetime) -> bool:
    """Whether the time of some words is over."""
    return tx.execute(select(review.c.id).where(review.c.words_until <= now).limit(1)).first() is not None


def purge(tx: Tx, now: datetime) -> int:
    """Let go of words whose time is over; the answer is how many reviews that were."""
    over = select(review.c.id).where(review.c.words_until <= now).limit(_AT_ONCE)
    numbers = list(tx.execute(over).scalars())
    if numbers:
        gone = dict.fromkeys(WORDS) | {"words_kept": False, "words_until": None}
        tx.execute(review.update().where(review.c.id.in_(numbers)).values(gone))
        tx.execute(version.update().where(version.c.review_id.in_(numbers)).values(title=None, text=None))
    return len(numbers)


def let_go(tx: Tx, numbers: list[int], now: datetime) -> None:
    """Forget the guests of these reviews: their words and names are gone, here for good."""
    gone = dict.fromkeys(WORDS) | {"words_kept": False, "words_until": None}
    tx.execute(review.update().where(review.c.id.in_(numbers)).values(gone))
    tx.execute(version.update().where(version.c.review_id.in_(numbers)).values(title=None, text=None))
    forgotten.note(tx, numbers, now)


def seconds(keep: timedelta | None) -> int | None:
    """A retention as the account's column keeps it; None = without end."""
    return None if keep is None else round(keep.total_seconds())
