"""Answers that stand on the owner's word alone."""

from datetime import datetime

from sqlalchemy import select

from reviewdesk.store import diary, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.tables import review


def unmet(tx: Tx, review_id: int, seen_at: datetime, now: datetime) -> bool:
    """Something made at `seen_at` lacks the answer: too late to be only not visible yet, it is gone."""
    row = tx.execute(select(review.c.claimed_until, review.c.live).where(review.c.id == review_id)).one()
    if row.live or row.claimed_until is None or seen_at <= row.claimed_until:
        return False
    diary.write(tx, now, "reply.gone", review_id=review_id, origin="here")
    reviews.stands(tx, review_id, None)
    reviews.update(tx, review_id, outcome="gone", outcome_reason=None, again=False)
    return True
