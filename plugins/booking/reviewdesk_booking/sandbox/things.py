"""What there is in a world: properties, reviews, replies, messages. A change makes a new value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from reviewdesk.sandbox import Round, Verdict

__all__ = ["GuestReview", "Message", "OwnerReply", "Property"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    id: str
    title: str
    zone: str
    connected: bool = True
    """Whether it is connected to the machine account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerReply:
    text: str
    at: datetime
    """When it was handed in; once it is published, when that was."""
    round: Round
    published: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    id: str
    by_guest: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestReview:
    id: str
    handle: str
    """Its name in the scenario file."""
    place: str
    """The id of its property."""
    reservation: int
    checkout: date
    created_at: datetime
    changed_at: datetime
    turn: int = 0
    """The order of last changes, without gaps in its meaning: a cursor is one of these numbers."""
    score: float | None = None
    scores: Mapping[str, float | None] = field(default_factory=dict)
    headline: str | None = None
    positive: str | None = None
    negative: str | None = None
    language: str = "en"
    author: str | None = None
    country: str | None = None
    genius: bool = False
    reply: OwnerReply | None = None
    planned: Verdict | None = None
    """What the next reply's moderation comes to, above the rules."""
    planned_after: float | None = None
    messages: tuple[Message, ...] = ()

    @property
    def has_words(self) -> bool:
        return any(words and words.strip() for words in (self.headline, self.positive, self.negative))
