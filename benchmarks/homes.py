"""Homes of any size with the real schema: made once, kept in the temporary folder for the next run."""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.words import Words
from reviewdesk.api import Listing, Rating, Review, Standing, StandingReply
from reviewdesk.store import accounts, facts, ingest, listings, migrate, search
from reviewdesk.store.database import Database
from reviewdesk.store.identity import born
from reviewdesk.store.ids import public_id
from reviewdesk.store.moments import utc_text
from reviewdesk.store.standing import order_keys, settled
from reviewdesk.store.tables import review
from reviewdesk.store.values import ListingInfo

_UTC = ZoneInfo("UTC")
_BATCH = 20_000
_SHOPS = 3
_WAITING_OF = 20
"""One in so many has no answer."""


@lru_cache
def home(size: int) -> Path:
    """A home with `size` reviews in three shops, one every four minutes; to be read only."""
    folder = _root() / str(size)
    if not folder.exists():
        making = Path(tempfile.mkdtemp(prefix="making-", dir=_root()))
        _fill(making / "desk.db", size)
        making.rename(folder)
    return folder


def copy_of(size: int) -> Path:
    """The same, to be written to; gone when the machine clears its temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="copy-", dir=_root()))
    for part in home(size).iterdir():
        if part.is_file():
            shutil.copy2(part, folder / part.name)
    return folder


@cache
def _root() -> Path:
    here, store = Path(__file__), Path(migrate.__file__).parent
    made_by = [here, here.with_name("words.py"), store / "folding.py", store / "search.py"]
    made_by += sorted((store / "migrations" / "versions").glob("*.py"))
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in made_by)).hexdigest()[:12]
    root = Path(tempfile.gettempdir()) / f"reviewdesk-bench-{os.getuid()}"
    for old in root.glob("*"):
        if old.name != stamp:
            shutil.rmtree(old, ignore_errors=True)
    (root / stamp).mkdir(parents=True, exist_ok=True)
    return root / stamp


def _fill(path: Path, size: int) -> None:
    migrate.migrate(path, f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    now = datetime.now(UTC)
    with database.write() as tx:
        facts.put(tx, "begin", "all")
        owner = accounts.add(tx, "google", "google", settings={}, secrets={}, at=now)
        pages = [
            listings.adopt(
                tx, owner.id, "google", Listing(external_id=str(n), title=f"Shop {n}"), fetched=True, now=now
            )
            for n in range(_SHOPS)
        ]
        terms = ingest.Terms(now=now, zone=_UTC, fetched=True, replaceable=True, walk=1)
        ingest.take(tx, pages[0], [_pattern(now)], terms)
        base = dict(tx.execute(review.select()).mappings().one())
        tx.exec_driver_sql("DELETE FROM alias")
        tx.exec_driver_sql("DELETE FROM review")
    _pour(path, _rows(base, pages, size, now), list(base))
    while _indexed(database):
        pass
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _indexed(database: Database) -> int:
    with database.write() as tx:
        return search.fill(tx, _BATCH)


def _pour(path: Path, rows: Iterator[Sequence[Any]], names: list[str]) -> None:
    """All rows at once, the indexes after them: an eighth of the time."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'review' AND sql > ''"
        ).fetchall()
        for name, _sql in indexes:
            connection.execute(f"DROP INDEX {name}")
        asked = ", ".join("?" for _name in names)
        connection.executemany(f"INSERT INTO review ({', '.join(names)}) VALUES ({asked})", rows)
        for _name, sql in indexes:
            connection.execute(sql)
        connection.execute(
            "INSERT INTO alias (listing_id, id_space, external_id, review_id) "
            "SELECT listing_id, id_space, external_id, id FROM review"
        )
        connection.commit()


def _rows(
    base: dict[str, Any], pages: list[ListingInfo], size: int, now: datetime
) -> Iterator[Sequence[Any]]:
    words = Words()
    answered = {
        "standing": Standing.PUBLISHED.value,
        "standing_text": "Thank you, and welcome back.",
        "standing_origin": "platform",
    }
    plain = {name: utc_text(value) if isinstance(value, datetime) else value for name, value in base.items()}
    for n in range(size):
        at, stars, page = now - timedelta(minutes=4 * n + 1), n * 7 % 5 + 1, pages[n % _SHOPS]
        row = plain | (answered if n % _WAITING_OF else {})
        moment, author = utc_text(at), f"Guest {n}"
        row |= {"id": n + 1, "pub": public_id(n + 1), "external_id": f"r{n}", "author": author}
        row |= {"text": words.text(), "half_stars": 2 * stars, "rating_value": stars}
        row |= {"listing_id": page.id, "location_id": page.location_id, "created_at": moment}
        row |= {"last_word_at": moment, "born": born(at, author), "guessed": "en", "details": None}
        row |= order_keys(at, 2 * stars, _UTC)
        yield tuple((row | settled(row)).values())


def _pattern(now: datetime) -> Review:
    return Review(external_id="r", listing="0", created_at=now, rating=Rating(5, 5), text="x", author="Guest")


def fresh_review(n: int, now: datetime, listing: str, words: Words) -> Review:
    """One as a platform tells it."""
    at = now - timedelta(minutes=4 * n + 1)
    reply = StandingReply(text="Thank you.", at=at + timedelta(hours=5), standing=Standing.PUBLISHED)
    return Review(
        external_id=f"fresh{n}",
        listing=listing,
        created_at=at,
        rating=Rating(n * 7 % 5 + 1, 5),
        text=words.text(),
        author=f"Visitor {n}",
        reply=reply if n % _WAITING_OF else None,
    )
