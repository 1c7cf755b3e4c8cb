"""From which day on the owner answers: what is older is history."""

from datetime import date

from sqlalchemy import select

from reviewdesk.store.database import Tx
from reviewdesk.store.ingest import begin_columns
from reviewdesk.store.standing import settled
from reviewdesk.store.tables import review

_OPEN = ("unanswered", "history", "skipped", "again")


def apply(tx: Tx, since: date | None, wordless_above: int | None) -> int:
    """Lay the beginning over all reviews without an answer; the answer is how many became history."""
    rows = tx.execute(select(review).where(review.c.state.in_(_OPEN))).mappings().all()
    changed = 0
    for found in rows:
        row = dict(found)
        change = begin_columns(row, since, wordless_above)
        change["again"] = row["again"] and (since is None or row["day"] >= since.toordinal())
        after = row | change
        change |= settled(after)
        changed += change["history"] and not row["history"]
        if any(row[key] != value for key, value in change.items()):
            tx.execute(review.update().where(review.c.id == row["id"]).values(change))
    return changed
