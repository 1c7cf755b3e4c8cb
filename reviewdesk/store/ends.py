"""How the newest answers ended, or how far they are."""

from sqlalchemy import select

from reviewdesk.store.database import Tx
from reviewdesk.store.replies import selection, value
from reviewdesk.store.tables import reply, review
from reviewdesk.store.values import ReplyInfo


def newest(tx: Tx, limit: int = 200) -> list[tuple[ReplyInfo, str]]:
    """Each with the state its review shows, the newest first: costs the same however many there ever were."""
    rows = tx.execute(selection().order_by(reply.c.id.desc()).limit(limit)).all()
    numbers = {row.review_id for row in rows}
    states = tx.execute(select(review.c.id, review.c.state).where(review.c.id.in_(numbers)))
    shown = {row.id: str(row.state) for row in states}
    return [(value(row), shown[row.review_id]) for row in rows]
