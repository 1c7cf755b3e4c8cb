"""What reaches an owner without any API: words copied off a page, and the platform's mails."""

from dataclasses import dataclass, field
from datetime import date, datetime

from reviewdesk.api.review import Listing, Review, Skipped

__all__ = ["Bell", "Mail", "PasteHint", "Pasted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteHint:
    """What the desk knows about a text that was pasted."""

    today: date
    """The local day of the paste: pages say "3 days ago"."""
    platform: str | None = None
    """Name of the platform, if the owner said so."""
    listing: Listing | None = None
    """The page it comes from, if the owner said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """Text copied off a platform's page, as far as it was understood."""

    platform: str
    sure: float
    """0..1: the surest plugin wins, a tie is put to the owner."""
    rows: tuple[Review | Skipped, ...]
    """Without an id of the platform: `external_id` is a stable key of the plugin's own, `id_space` "paste".
    A relative date ("3 weeks ago") has precision day or month and is the best guess."""
    missing: tuple[tuple[str, ...], ...] = ()
    """For each row the names of `Review` fields that have to be asked for, e.g. ("created_at", "rating")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as plugins get it: decoded, without attachments."""

    sender: str
    """The address alone, lower case."""
    subject: str
    at: datetime
    """Aware UTC."""
    text: str
    """The plain part, or the words of the HTML part."""
    links: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """A mail tells of something new: never counted as a review, gone when the review arrives."""

    platform: str
    listing: str | None
    """The shop's name as the mail gives it."""
    at: datetime
    """Aware UTC."""
    told: dict[str, str] = field(default_factory=dict)
    """Whatever the mail says: author, stars, words, url."""
