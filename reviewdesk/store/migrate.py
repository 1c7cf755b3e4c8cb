"""Bringing a database to the newest schema: after a copy, one process at a time, never backwards."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from reviewdesk.api import DeskError, _
from reviewdesk.store.first_page import HEAD, schema_of


def up_to_date(path: Path) -> bool:
    return schema_of(path) == HEAD


def migrate(path: Path, url: str) -> None:
    """Make or upgrade the database. Raises DeskError for one from the future."""
    _looked_at(path)
    if up_to_date(path):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{path}.upgrade.lock"):
        before = _looked_at(path)
        if before == HEAD:
            return
        if before is not None:
            copy(path, path.parent / "backups" / f"before-{HEAD}-{_stamp()}.db")
        _upgrade(url)


def _looked_at(path: Path) -> str | None:
    try:
        found = schema_of(path)
    except sqlite3.DatabaseError as error:
        from reviewdesk.store.database import told

        raise told(error) from error
    if found is not None and found > HEAD:
        raise DeskError(
            _(
                "A newer reviewdesk wrote this desk's database (schema {found}; this one knows {head})."
            ).format(found=found, head=HEAD),
            _("Update reviewdesk; nothing was changed."),
        )
    return found


def copy(path: Path, to: Path) -> None:
    """A whole, consistent copy by SQLite's own backup, also while others write."""
    to.parent.mkdir(parents=True, exist_ok=True)
    source, target = sqlite3.connect(path), sqlite3.connect(to)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S")


def _upgrade(url: str) -> None:
    from alembic import command
    from alembic.config import Config

    from reviewdesk.store.database import Database

    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    try:
        with database.write() as tx:
            config.attributes["connection"] = tx
            command.upgrade(config, HEAD)
    finally:
        database.close()
