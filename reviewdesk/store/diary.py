"""The diary: append-only, each row in the transaction of what it tells."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import diary, review
from reviewdesk.store.values import DiaryEntry


def write(
    tx: Tx,
    at: datetime,
    what: str,
    *,
    by: str = "",
    account: str | None = None,
    review_id: int | None = None,
    reply_id: int | None = None,
    **details: str | int | None,
) -> None:
    """Add a row. `details` are short facts; never a secret, never a guest's words."""
    told = {key: str(value) for key, value in details.items() if value is not None}
    tx.execute(
        diary.insert().values(
            at=at,
            what=what,
            by=by,
            account=account,
            review_id=review_id,
            reply_id=reply_id,
            details=told or None,
        )
    )


def entries(tx: Tx, *, review_id: int | None = None, limit: int = 200) -> list[DiaryEntry]:
    """The newest `limit` rows, newest first."""
    rows = _rows().order_by(diary.c.id.desc()).limit(limit)
    if review_id is not None:
        rows = rows.where(diary.c.review_id == review_id)
    return [_entry(row) for row in tx.execute(rows)]


def since(tx: Tx, number: int, limit: int) -> tuple[list[DiaryEntry], int]:
    """The rows behind that one, in their order, and the number of the last of them."""
    rows = tx.execute(_rows().where(diary.c.id > number).order_by(diary.c.id).limit(limit)).all()
    return [_entry(row) for row in rows], rows[-1].id if rows else number


def _rows() -> Select[Any]:
    return select(diary, review.c.pub).select_from(diary.outerjoin(review, review.c.id == diary.c.review_id))


def _entry(row: Row[Any]) -> DiaryEntry:
    return DiaryEntry(
        at=row.at,
        what=row.what,
        by=row.by,
        account=row.account,
        review=row.pub,
        details=row.details or {},
    )


def newest(tx: Tx) -> int:
    """The highest row number, 0 for an empty diary."""
    return int(tx.execute(select(func.coalesce(func.max(diary.c.id), 0))).scalar_one())
