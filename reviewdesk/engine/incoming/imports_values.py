"""What the imports room tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reviewdesk.api import Skipped
from reviewdesk.store.values import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file in Downloads that looks like something to import."""

    path: Path
    title: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress:
    listing: str
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLook:
    """What a file is, before anything is taken."""

    path: Path
    format: str
    title: str
    platform: str
    listings: tuple[str, ...]
    refused: str | None
    mapping: Mapping[str, str]
    """Column -> field, where they had to be guessed."""
    asks: tuple[str, ...]
    """What the owner has to say before rows can be taken."""
    columns: tuple[str, ...] = ()
    """All columns of a table."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What was said of the last file with these columns: its `platform`, and its page as `as_listing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Every row accounted for: taken, known, repeated within the file, or skipped with its reason."""

    title: str
    platform: str
    account: str
    listings: tuple[str, ...] = ()
    taken: Taken = field(default_factory=Taken)
    to_answer: int = 0
    answered: int = 0
    not_answerable: int = 0
    wordless: int = 0
    """Of those to answer: stars without words."""
    unknown_replies: int = 0
    repeated: int = 0
    skipped: Sequence[Skipped] = field(default_factory=tuple)

    @property
    def rows(self) -> int:
        """All rows of the file."""
        return (
            self.taken.new
            + self.taken.changed
            + self.taken.known
            + self.taken.joined
            + self.repeated
            + len(self.skipped)
        )
