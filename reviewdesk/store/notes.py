"""Notes the owner makes for himself."""

from datetime import datetime

from sqlalchemy import select

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import note
from reviewdesk.store.values import NoteInfo


def add(tx: Tx, review_id: int, at: datetime, by: str, text: str, *, changed: bool) -> None:
    tx.execute(note.insert().values(review_id=review_id, at=at, by=by, text=text, changed=changed))


def of_review(tx: Tx, review_id: int) -> list[NoteInfo]:
    """Oldest first."""
    rows = tx.execute(select(note).where(note.c.review_id == review_id).order_by(note.c.id))
    return [NoteInfo(at=row.at, by=row.by, text=row.text, changed=row.changed) for row in rows]
