"""From which day on the owner answers: what is older is history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from reviewdesk.store.database import Tx
from reviewdesk.store.standing import NO_STARS, settled
from reviewdesk.store.tables import review

WORDLESS = "stars without words"
"""Why a review without text is set aside by the owner's lasting wish; shown in his language."""

_OPEN = ("unanswered", "history", "skipped", "again", "refused")


def begin_columns(row: Mapping[str, Any], begin: date | None, wordless_above: int | None) -> dict[str, Any]:
    """What the owner's beginning and his wish about stars without words make of a review."""
    open_ = row["standing_text"] is None and not row["back"]
    skipped = row["skipped"]
    if skipped in (None, WORDLESS):
        skipped = WORDLESS if open_ and _silent(row, wordless_above) else None
    return {"history": open_ and before(row["day"], begin), "skipped": skipped}


def before(day: int, begin: date | None) -> bool:
    """Whether this local day lies before the owner's beginning."""
    return begin is not None and day < begin.toordinal()


def _silent(row: Mapping[str, Any], above: int | None) -> bool:
    if above is None or row["text"] or row["title"]:
        return False
    return (row["half_stars"] or NO_STARS) > above


def apply(tx: Tx, since: date | None, wordless_above: int | None) -> int:
    """Lay the beginning over all reviews without an answer; the answer is how many became history."""
    rows = tx.execute(select(review).where(review.c.state.in_(_OPEN))).mappings().all()
    changed = 0
    for found in rows:
        row = dict(found)
        change = begin_columns(row, since, wordless_above)
        if before(row["day"], since):
            change["again"] = False
            if row["standing_origin"] == "platform" and row["outcome"] == "refused":
                # An old answer of somebody else's that guests never saw: the past, not today's work.
                change["outcome"] = None
        after = row | change
        change |= settled(after)
        changed += change["history"] and not row["history"]
        if any(row[key] != value for key, value in change.items()):
            tx.execute(review.update().where(review.c.id == row["id"]).values(change))
    return changed
