"""Where the desk lives on this machine."""

import getpass
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from reviewdesk.api import DeskError, _
from reviewdesk.engine.config import Config, load
from reviewdesk.store import place

SETTINGS = "config.toml"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder with everything of one desk, and its database."""

    path: Path
    db_url: str
    config: Config

    @classmethod
    def choose(cls, home: str | None = None, db: str | None = None) -> "Home":
        """From what was said, else the environment, else this machine's custom."""
        path = place.folder(home)
        if path.exists() and not path.is_dir():
            raise DeskError(_("{path} is no folder.").format(path=path), _("Choose another with --home."))
        url = db or os.environ.get("REVIEWDESK_DB") or _url_of(path / "desk.db")
        return cls(path, url, load(path / SETTINGS))

    @property
    def settings_file(self) -> Path:
        return self.path / SETTINGS

    @property
    def database(self) -> Path:
        """The database file."""
        from reviewdesk.store.location_of import sqlite_file

        return sqlite_file(self.db_url)

    @property
    def person(self) -> str:
        """Who works here, unless said otherwise."""
        return self.config.person or _user()

    def person_words(self, by: str) -> str:
        """Who it was, on a screen: the computer's user name, where nobody gave another, names no one."""
        return "" if not self.config.person and by == _user() else by

    def make(self) -> None:
        """Make the folder, for its owner's eyes alone."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise DeskError(
                _("The desk's folder {path} can't be made: {why}.").format(
                    path=self.path, why=error.strerror or error
                ),
                _("Choose another with --home."),
            ) from error
        if not self.path.is_dir():
            raise DeskError(
                _("{path} is no folder.").format(path=self.path), _("Choose another with --home.")
            )


def _url_of(file: Path) -> str:
    """A folder's name may hold signs that mean something in a URL."""
    return "sqlite:///" + quote(str(file), safe="/\\: ")


def _user() -> str:
    """As the computer calls who works at it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "owner"
