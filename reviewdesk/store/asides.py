"""Rows that could not be taken: told, kept, and forgotten once they come in whole."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.api import Skipped
from reviewdesk.store.database import Tx
from reviewdesk.store.tables import aside, listing
from reviewdesk.store.values import Aside

_RAW_LIMIT = 4000


def put(tx: Tx, listing_id: int | None, source: str, row: Skipped, at: datetime) -> None:
    print_ = hashlib.sha256(f"{row.external_id}\0{row.raw}\0{row.reason}".encode("utf-8", "replace"))
    values = {
        "listing_id": listing_id,
        "source": source,
        "fingerprint": print_.hexdigest()[:32],
        "external_id": row.external_id,
        "reason": row.reason,
        "raw": row.raw[:_RAW_LIMIT],
        "at": at,
    }
    tx.execute(insert(aside).values(values).on_conflict_do_nothing())


def came_in(tx: Tx, listing_id: int, external_ids: list[str]) -> None:
    """These rows could be read this time."""
    mine = aside.c.listing_id == listing_id
    tx.execute(delete(aside).where(mine, aside.c.external_id.in_(external_ids)))


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
