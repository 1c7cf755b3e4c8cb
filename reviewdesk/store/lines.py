"""A line of the inbox, what it may say, and which lines are asked for: all that the first paint needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewdesk.api import Rating


class State(StrEnum):
    """Where a review stands for the owner; in `state_of` the first that holds."""

    REMOVED = "removed"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    PARKED = "parked"
    CONFLICT = "conflict"
    HANDED_OFF = "handed_off"
    WITHDRAWING = "withdrawing"
    REFUSED = "refused"
    GONE = "gone"
    AGAIN = "again"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    HISTORY = "history"
    DRAFTED = "drafted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    NOT_ANSWERABLE = "not_answerable"
    UNANSWERED = "unanswered"


WAITING = frozenset({State.UNANSWERED, State.DRAFTED, State.AGAIN, State.REFUSED, State.GONE})
"""States in which a review stands in the inbox."""

ON_ITS_WAY = frozenset(
    {
        State.QUEUED,
        State.SENDING,
        State.SENT,
        State.UNKNOWN,
        State.PARKED,
        State.CONFLICT,
        State.HANDED_OFF,
        State.WITHDRAWING,
    }
)

TO_DECIDE = frozenset({State.PARKED, State.CONFLICT})
"""States that wait for the owner's decision."""


class Order(StrEnum):
    DESK = "desk"
    NEWEST = "newest"
    LOWEST = "lowest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which reviews, in which order."""

    order: Order = Order.DESK
    all: bool = False
    """Everything, not the inbox alone."""
    platform: str | None = None
    location: str | None = None
    half_stars: tuple[int, int] | None = None
    """Lowest and highest, in half stars; reviews without stars match no range."""
    state: State | None = None
    search: str | None = None
    late_before: datetime | None = None
    """Only those whose last word is older than this."""
    new_since: datetime | None = None
    unknown_replies: bool = False
    """Only those of which nobody knows whether a reply stands."""
    beside: tuple[int, ...] = ()
    """Pages whose reviews stand in a list of their own, and are left out of this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A review as one line of the list."""

    id: int
    pub: str
    platform: str
    half_stars: int | None
    rating: Rating | None
    author: str | None
    text: str
    """Its first words."""
    location: str
    last_word_at: datetime | date
    day: date
    state: State
    reply_known: bool
    words_kept: bool
    first_seen_at: datetime
    forgotten: bool = False
    """Name and words were taken out as asked: nothing brings them back."""
    due_at: datetime | None = None
    """When the queued answer goes out."""
    zone: str | None = None
    """The shop's, told with `due_at`."""
    on_word: bool = False
    """What its state says of an answer given by hand only the owner has seen there."""
    looked_at_there: bool = False
    """Published, but what was read last says that the platform still looks at it."""
