"""The diary: append-only, each row in the transaction of what it tells."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select, text

from reviewdesk.store.database import MOST, Tx
from reviewdesk.store.tables import diary, review
from reviewdesk.store.values import DiaryEntry, DiaryWish

_QUIET = "quiet"
_TOLD = text("diary.kind <> 'quiet'")
"""Written out, not bound: a partial index is only used for the very condition it was made with."""


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
            kind=_kind(what, told),
            by=by,
            account=account,
            review_id=review_id,
            reply_id=reply_id,
            details=told or None,
        )
    )


def _kind(what: str, told: Mapping[str, str]) -> str:
    """A reading that brought nothing is kept, and told to nobody: an open desk has hundreds of them a day."""
    if what == "listing.read" and not any(told.get(name, "0") != "0" for name in ("new", "changed", "aside")):
        return _QUIET
    return what.partition(".")[0]


def page(
    tx: Tx, wish: DiaryWish, review_id: int | None, *, before: int | None, limit: int
) -> list[DiaryEntry]:
    """The newest rows that fit, older than row `before`: every page costs the same, however old."""
    # A day is found by its moments: with the plus SQLite does not walk there from the newest row instead.
    rows = _rows().order_by(text("+diary.id DESC") if wish.day else diary.c.id.desc()).limit(limit)
    if before is not None:
        rows = rows.where(diary.c.id < before)
    if review_id is not None:
        rows = rows.where(diary.c.review_id == review_id)
    rows = rows.where(_TOLD if wish.kind is None else diary.c.kind == wish.kind)
    if wish.day is not None:
        begin = datetime.combine(wish.day, time()).astimezone()
        end = datetime.combine(wish.day + timedelta(days=1), time()).astimezone()
        rows = rows.where(diary.c.at >= begin, diary.c.at < end)
    return [_entry(row) for row in tx.execute(rows)]


def entries(tx: Tx, *, review_id: int | None = None, limit: int = 200) -> list[DiaryEntry]:
    """The newest `limit` rows, newest first."""
    rows = _rows().order_by(diary.c.id.desc()).limit(min(limit, MOST))
    if review_id is not None:
        rows = rows.where(diary.c.review_id == review_id)
    return [_entry(row) for row in tx.execute(rows)]


def since(tx: Tx, number: int, limit: int) -> tuple[list[DiaryEntry], int]:
    """The rows behind that one, in their order, and the number of the last of them."""
    rows = tx.execute(_rows().where(diary.c.id > number).order_by(diary.c.id).limit(limit)).all()
    return [_entry(row) for row in rows], rows[-1].id if rows else number


def _rows() -> Select[Any]:
    return select(diary, review.c.pub, review.c.author, review.c.words_kept).select_from(
        diary.outerjoin(review, review.c.id == diary.c.review_id)
    )


def _entry(row: Row[Any]) -> DiaryEntry:
    return DiaryEntry(
        at=row.at,
        what=row.what,
        by=row.by,
        account=row.account,
        review=row.pub,
        details=row.details or {},
        id=row.id,
        author=row.author,
        name_kept=row.words_kept is not False,
    )


def newest(tx: Tx) -> int:
    """The highest row number, 0 for an empty diary."""
    return int(tx.execute(select(func.coalesce(func.max(diary.c.id), 0))).scalar_one())
