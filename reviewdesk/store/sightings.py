"""Which reviews a walk showed, and which it did not."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import alias, review


def saw(tx: Tx, numbers: Iterable[int], walk: int) -> None:
    seen = [{"n": number} for number in numbers]
    if seen and walk:
        update = review.update().where(review.c.id == bindparam("n"))
        tx.execute(update.values(seen_walk=walk), seen)


def not_seen(tx: Tx, listing_id: int, walk: int, limit: int = 500) -> list[int]:
    """Reviews of the API that a whole walk did not show, and nobody missed so far."""
    rows = (
        select(review.c.id)
        .join(alias, (alias.c.review_id == review.c.id) & (alias.c.id_space == "api"))
        .where(
            review.c.listing_id == listing_id,
            review.c.seen_walk < walk,
            review.c.removed_at.is_(None),
            review.c.missing_at.is_(None),
        )
        .order_by(review.c.id)
        .limit(limit)
    )
    return list(tx.execute(rows).scalars())


def missing_since(tx: Tx, listing_id: int, moment: datetime, limit: int) -> list[int]:
    """Reviews that a read found missing at that moment or before, the longest missing first."""
    rows = (
        select(review.c.id)
        .where(
            review.c.listing_id == listing_id, review.c.removed_at.is_(None), review.c.missing_at <= moment
        )
        .order_by(review.c.missing_at)
        .limit(limit)
    )
    return list(tx.execute(rows).scalars())
