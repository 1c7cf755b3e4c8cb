"""Homes of any size, made once in a run."""

import tempfile
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from reviewdesk.api import Listing, Rating, Review, Standing, StandingReply
from reviewdesk.store import accounts, facts, ingest, listings, migrate
from reviewdesk.store.database import Database

_ROOT = Path(tempfile.mkdtemp(prefix="reviewdesk-bench-"))
_BATCH = 5000
_WORDS = ("pizza", "cold", "late", "warm", "friendly", "waiter", "window", "dough", "oven", "basil", "noise")


@lru_cache
def home(size: int, *, unanswered_of: int = 5) -> Path:
    """A home with `size` reviews in three shops, one in `unanswered_of` without an answer."""
    folder = _ROOT / str(size)
    folder.mkdir()
    path = folder / "desk.db"
    migrate.migrate(path, f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    now = datetime.now(UTC)
    terms = ingest.Terms(now=now, zone=ZoneInfo("UTC"), fetched=True, replaceable=True, walk=1)
    with database.write() as tx:
        facts.put(tx, "begin", "all")
        owner = accounts.add(tx, "google", "google", settings={}, secrets={}, at=now)
        pages = [
            listings.adopt(
                tx, owner.id, "google", Listing(external_id=str(n), title=f"Shop {n}"), fetched=True, now=now
            )
            for n in range(3)
        ]
    for start in range(0, size, _BATCH):
        with database.write() as tx:
            for page in pages:
                rows = [
                    _review(n, now, page.external_id, answered=n % unanswered_of != 0)
                    for n in range(start, min(size, start + _BATCH))
                    if n % 3 == pages.index(page)
                ]
                ingest.take(tx, page, rows, terms)
    database.close()
    return folder


def _review(n: int, now: datetime, listing: str, *, answered: bool) -> Review:
    at = now - timedelta(minutes=7 * n + 1)
    words = " ".join(_WORDS[(n * step) % len(_WORDS)] for step in range(1, 50))
    reply = StandingReply(text=f"Thank you, {n}.", at=at + timedelta(hours=5), standing=Standing.PUBLISHED)
    return Review(
        external_id=f"r{n}",
        listing=listing,
        created_at=at,
        rating=Rating(n * 7 % 5 + 1, 5),
        text=words,
        author=f"Guest {n}",
        reply=reply if answered else None,
    )
