"""Files that an owner can export from a platform or a tool."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reviewdesk.api.review import Listing, Review, Skipped

__all__ = ["Export", "ExportOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What the owner said about the file."""

    format: str | None = None
    """Only this format, by its name."""
    as_listing: str | None = None
    """The title to use where the file names no listing."""
    platform: str | None = None
    """The platform the reviews come from, where the file does not say."""
    mapping: Mapping[str, str] | None = None
    """Column -> field, as the owner said or as it was remembered for a file with these columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that was recognised. Opening it reads little; `rows` reads on as it is walked.

    A row's `Review.listing` names one of `listings`. Broken places inside come as `Skipped` rows: `rows`
    raises only when nothing more can be read.
    """

    format: str
    """The name of the format, e.g. ``google-takeout``."""
    title: str
    """The format as people call it."""
    sure: float
    """0..1: the surest plugin wins."""
    platform: str
    """Name of the platform the reviews come from."""
    listings: tuple[Listing, ...] = ()
    rows: Iterator[Review | Skipped] = field(default_factory=lambda: iter(()))
    refused: str | None = None
    """Set when the file is recognised but must not be imported: one sentence that says what it is."""
    mapping: Mapping[str, str] | None = None
    """Column -> field, where it was guessed or given: shown to the owner and remembered."""
    columns: tuple[str, ...] = ()
    """The file's columns, by which a mapping is remembered."""
    asks: tuple[str, ...] = ()
    """What the owner has to say before rows can be taken: `platform`, `as_listing`, or names of fields."""
    whole: bool = False
    """True when the file holds every review of its listings."""
