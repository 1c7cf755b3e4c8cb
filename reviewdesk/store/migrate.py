"""Bringing a database to the newest schema: after a copy, one process at a time, never backwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from reviewdesk.api import DeskError, _
from reviewdesk.store.first_page import HEAD, schema_of

_SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Schema:
    """Which schema is the newest, and where the steps to it lie."""

    head: str = HEAD
    scripts: Path = _SCRIPTS


def migrate(path: Path, url: str, schema: Schema | None = None, now: datetime | None = None) -> None:
    """Make or upgrade the database. Raises DeskError for one from the future, or of another program."""
    schema = schema or Schema()
    with _plain_words():
        if _looked_at(path, schema) == schema.head:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.upgrade.lock"):
            before = _looked_at(path, schema)
            if before == schema.head:
                return
            if before is not None:
                stamp = (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S")
                copy(path, path.parent / "backups" / f"before-{schema.head}-{stamp}.db")
            _upgrade(url, schema)


@contextmanager
def _plain_words() -> Iterator[None]:
    from reviewdesk.store.database import told

    try:
        yield
    except sqlite3.Error as error:
        raise told(error) from error
    except OSError as error:
        raise DeskError(
            _("The desk's database can't be made here: {why}.").format(why=error.strerror or error),
            _("Check the rights of the folder, and the room on the disk."),
        ) from error


def _looked_at(path: Path, schema: Schema) -> str | None:
    found = schema_of(path)
    if found is None and _holds_something_else(path):
        # Another reviewdesk may have made its tables between these two looks.
        found = schema_of(path)
    if found is None and _holds_something_else(path):
        raise DeskError(
            _("{path} is the database of another program.").format(path=path),
            _("Nothing was changed. Choose another file with --db."),
        )
    if found is not None and found > schema.head:
        raise DeskError(
            _(
                "A newer reviewdesk wrote this desk's database (schema {found}; this one knows {head})."
            ).format(found=found, head=schema.head),
            _("Update reviewdesk; nothing was changed."),
        )
    return found


def _holds_something_else(path: Path) -> bool:
    """Whether there are tables, none of which we made."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table'").fetchone() is not None


def copy(path: Path, to: Path) -> None:
    """A whole, consistent copy by SQLite's own backup, also while others write."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        try:
            source.backup(target)
        except sqlite3.Error:
            # Half a copy would be taken for a whole one in an hour of need.
            target.close()
            to.unlink(missing_ok=True)
            raise


def _upgrade(url: str, schema: Schema) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    from reviewdesk.store.database import Database

    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    try:
        with database.write() as tx:
            config.attributes["connection"] = tx
            command.upgrade(config, schema.head)
    except CommandError as error:
        raise DeskError(
            _("The way from this database's schema to {head} is not known.").format(head=schema.head),
            _("Nothing was changed. Update reviewdesk, or bring back a copy from the folder backups."),
        ) from error
    finally:
        database.close()
