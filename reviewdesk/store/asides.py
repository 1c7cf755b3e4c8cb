"""Rows that could not be taken: told, kept, and forgotten once they come in whole."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select

from reviewdesk.api import Skipped
from reviewdesk.store.database import Tx
from reviewdesk.store.tables import aside, listing
from reviewdesk.store.values import Aside

_RAW_LIMIT = 4000


def put(tx: Tx, listing_id: int | None, source: str, row: Skipped, at: datetime) -> None:
    """Keep a row, or note that it is still not right."""
    told = f"{source}\0{row.external_id}\0{row.place}\0{row.raw}\0{row.reason}"
    print_ = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
    mine = _of(listing_id) & (aside.c.fingerprint == print_)
    if tx.execute(aside.update().where(mine).values(at=at)).rowcount:
        return
    tx.execute(
        aside.insert().values(
            listing_id=listing_id,
            source=source,
            fingerprint=print_,
            external_id=row.external_id,
            reason=f"{row.place}: {row.reason}" if row.place else row.reason,
            raw=row.raw[:_RAW_LIMIT],
            at=at,
        )
    )


def came_in(tx: Tx, listing_id: int | None, external_ids: Sequence[str]) -> None:
    """These rows could be read this time."""
    if external_ids:
        tx.execute(delete(aside).where(_of(listing_id), aside.c.external_id.in_(external_ids)))


def forget_older(tx: Tx, listing_id: int | None, at: datetime, sources: str | None = None) -> None:
    """Forget what all has been looked through since and was not met again; `sources` begin with this."""
    old = delete(aside).where(_of(listing_id), aside.c.at < at)
    if sources is not None:
        old = old.where(aside.c.source.startswith(sources, autoescape=True))
    tx.execute(old)


def _of(listing_id: int | None) -> ColumnElement[bool]:
    return aside.c.listing_id.is_(None) if listing_id is None else aside.c.listing_id == listing_id


def count(tx: Tx) -> int:
    return int(tx.execute(select(func.count()).select_from(aside)).scalar_one())


def latest(tx: Tx, limit: int = 50) -> list[Aside]:
    joined = aside.outerjoin(listing, listing.c.id == aside.c.listing_id)
    rows = select(aside, listing.c.title).select_from(joined).order_by(aside.c.id.desc()).limit(limit)
    return [
        Aside(
            source=row.source,
            listing=row.title,
            external_id=row.external_id,
            reason=row.reason,
            raw=row.raw,
            at=row.at,
        )
        for row in tx.execute(rows)
    ]
