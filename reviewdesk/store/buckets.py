"""Rate limits as rows, since desk, worker and `send` are several processes."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import bucket


def take(tx: Tx, name: str, *, size: float, per_second: float, now: datetime) -> float:
    """Take one from a leaking bucket; the answer is how many seconds to wait first (0 = go, taken).

    A clock that was set back drains nothing, but from then on the bucket drains by the new time.
    """
    row = tx.execute(select(bucket).where(bucket.c.name == name)).first()
    level = 0.0
    if row is not None:
        level = max(0.0, row.level - max(0.0, (now - row.at).total_seconds()) * per_second)
    wait = max(0.0, level + 1 - size) / per_second
    values = {"level": level if wait else level + 1, "at": now}
    put = insert(bucket).values(name=name, **values)
    tx.execute(put.on_conflict_do_update(index_elements=["name"], set_=values))
    return wait
