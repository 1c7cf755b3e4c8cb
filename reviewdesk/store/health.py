"""Whether the database is in good health."""

from datetime import datetime

from sqlalchemy import func, select, text

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import diary, review


def trouble(tx: Tx) -> str | None:
    """What SQLite's own quick check complains about, if anything."""
    found = str(tx.execute(text("PRAGMA quick_check(1)")).scalar_one())
    return None if found == "ok" else found


def reviews(tx: Tx) -> int:
    return int(tx.execute(select(func.count()).select_from(review)).scalar_one())


def latest(tx: Tx) -> datetime | None:
    """The newest entry of the diary."""
    found: datetime | None = tx.execute(select(diary.c.at).order_by(diary.c.id.desc()).limit(1)).scalar()
    return found
