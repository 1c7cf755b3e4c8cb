"""Files that an owner can export from a platform or a tool."""

from collections.abc import Iterator
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
    whole: bool = False
    """True when the file holds every review of its listings."""
