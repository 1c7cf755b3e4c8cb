"""The diary: append-only, each row in the transaction of what it tells."""

from datetime import datetime

from sqlalchemy import func, select

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


def entries(tx: Tx, *, review_id: int | None = None, limit: int = 200, after: int = 0) -> list[DiaryEntry]:
    """The newest `limit` rows, newest first; with `after`, those with a higher row number."""
    joined = diary.outerjoin(review, review.c.id == diary.c.review_id)
    rows = select(diary, review.c.pub).select_from(joined).order_by(diary.c.id.desc()).limit(limit)
    if review_id is not None:
        rows = rows.where(diary.c.review_id == review_id)
    if after:
        rows = rows.where(diary.c.id > after)
    return [
        DiaryEntry(
            at=row.at,
            what=row.what,
            by=row.by,
            account=row.account,
            review=row.pub,
            details=row.details or {},
        )
        for row in tx.execute(rows)
    ]


def newest(tx: Tx) -> int:
    """The highest row number, 0 for an empty diary."""
    return int(tx.execute(select(func.coalesce(func.max(diary.c.id), 0))).scalar_one())
