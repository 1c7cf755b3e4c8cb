"""Opening the database: settings, transactions, and plain words for what can go wrong with a file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.pool import QueuePool

from reviewdesk.api import DeskError, _
from reviewdesk.store.folding import fold, search_words
from reviewdesk.store.location_of import sqlite_file

Tx = Connection
"""A transaction under way: handed from the engine to the store's functions, never looked into."""

MOST = 2**63 - 1
"""SQLite takes no larger limit."""
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000")


class Database:
    """One database file, opened and up to date."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = _engine(url)

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """A consistent look; nothing is written."""
        with _plain_words(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """One transaction: all of it, or nothing."""
        with _plain_words(), self._engine.connect() as connection:
            connection.info["write"] = True
            try:
                with connection.begin():
                    yield connection
            finally:
                connection.info.pop("write", None)

    def close(self) -> None:
        self._engine.dispose()


def _engine(url: str) -> Engine:
    path = sqlite_file(url)
    # Not as text: a folder's name may hold signs that mean something in a URL.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # Python's own transaction handling begins too late and too weakly: ours is written out in _on_begin.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("folded", 1, fold, deterministic=True)
    connection.create_function("search_words", -1, search_words, deterministic=True)


def _on_begin(connection: Connection) -> None:
    # A write that begins as a read can meet "database is locked" in its middle, whatever the timeout.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("write") else "BEGIN")


@contextmanager
def _plain_words() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise told(error.orig or error) from error
    except sqlite3.Error as error:
        raise told(error) from error


def told(error: BaseException) -> Exception:
    """The database's own complaint as a sentence for the owner; bugs of ours stay bugs."""
    words = str(error).lower()
    if "disk is full" in words or "disk i/o" in words:
        return DeskError(
            _("The disk is full or out of order: the last change was not saved, everything before it is."),
            _("Make room on the disk and try again."),
        )
    if "readonly" in words or "unable to open" in words:
        return DeskError(
            _("The desk's database can't be written."), _("Check the rights of the folder and of desk.db.")
        )
    if "locked" in words or "busy" in words:
        return DeskError(
            _("Another program holds the desk's database for too long."), _("Close it and try again.")
        )
    if "malformed" in words or "not a database" in words:
        return DeskError(
            _("The desk's database is damaged."),
            _("Keep the file as it is and bring back a copy from the folder backups."),
        )
    return error if isinstance(error, DatabaseError) else RuntimeError(str(error))
