"""What the first paint needs, with nothing but the standard library: sqlmodel costs half a second."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reviewdesk.api import Rating
from reviewdesk.store.lines import Line, State
from reviewdesk.store.moments import moment_of, utc_time

HEAD = "0002"
"""The newest schema. A test holds it equal to the newest migration."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The top of the inbox as it stands on the disk."""

    lines: tuple[Line, ...]
    waiting: int
    shops: int


def schema_of(path: Path) -> str | None:
    """The schema number in the file; None where there is no database yet."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    with _opened(path) as connection:
        row = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        ).fetchone()
        if row is None:
            return None
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(found[0]) if found else None


def first_page(path: Path, limit: int = 60) -> FirstPage | None:
    """The first lines of the inbox, or None where there is no database of this schema."""
    try:
        if schema_of(path) != HEAD:
            return None
        with _opened(path) as connection:
            connection.row_factory = sqlite3.Row
            mixed = f" AND listing_id NOT IN ({_APART})" if connection.execute(_APART).fetchone() else ""
            lines = tuple(_line(row) for row in connection.execute(_LINES.format(mixed=mixed), (limit,)))
            counted = f"SELECT count(*) FROM review WHERE inbox_key IS NOT NULL{mixed}"  # noqa: S608
            waiting = connection.execute(counted).fetchone()[0]
            shops = connection.execute("SELECT count(DISTINCT location_id) FROM listing").fetchone()[0]
    except sqlite3.Error:
        return None
    return FirstPage(lines, waiting, shops)


class _opened:  # noqa: N801 - reads as a verb where it is used
    """A connection that is closed again; sqlite3's own `with` only commits."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, *_error: object) -> None:
        self._connection.close()


_APART = """
SELECT listing.id FROM listing JOIN account ON account.id = listing.account_id WHERE account.apart
"""
_LINES = """
SELECT review.id, pub, platform, half_stars, rating_value, rating_scale, author,
       substr(coalesce(text, title, ''), 1, 400) AS words, location.name AS location,
       last_word_at, day, state, reply_known, words_kept, first_seen_at,
       NOT words_kept AND EXISTS (SELECT 1 FROM forgotten WHERE review_id = review.id) AS forgotten
FROM review JOIN location ON location.id = review.location_id
WHERE inbox_key IS NOT NULL{mixed}
ORDER BY inbox_key DESC, word_order DESC, review.id DESC LIMIT ?
"""


def _line(row: sqlite3.Row) -> Line:
    last_word = moment_of(row["last_word_at"])
    assert last_word is not None
    return Line(
        id=row["id"],
        pub=row["pub"],
        platform=row["platform"],
        half_stars=row["half_stars"],
        rating=None if row["rating_value"] is None else Rating(row["rating_value"], row["rating_scale"]),
        author=row["author"],
        text=row["words"],
        location=row["location"],
        last_word_at=last_word,
        day=date.fromordinal(row["day"]),
        state=State(row["state"]),
        reply_known=bool(row["reply_known"]),
        words_kept=bool(row["words_kept"]),
        first_seen_at=utc_time(row["first_seen_at"]),
        forgotten=bool(row["forgotten"]),
    )
