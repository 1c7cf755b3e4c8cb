"""What there is in a world: accounts, locations, reviews, replies. A change makes a new value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reviewdesk.sandbox import Round, Verdict

__all__ = ["Account", "GuestReview", "OwnerReply", "Place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    id: str
    name: str
    type: str = "PERSONAL"
    role: str = "PRIMARY_OWNER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location."""

    id: str
    account: str
    title: str
    zone: str
    language: str = "en"
    store_code: str | None = None
    phone: str | None = None
    website: str | None = None
    address: Mapping[str, Any] = field(default_factory=dict)
    verified: bool = True
    access: bool = True
    """Whether the user has a role on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerReply:
    text: str
    updated_at: datetime
    round: Round
    """The moderation it is in, or went through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestReview:
    id: str
    handle: str
    """Its name in the scenario file."""
    location: str
    stars: int
    """1..5, or 0 where the platform tells none."""
    created_at: datetime
    updated_at: datetime
    nanos: str = ""
    """Three more digits, for stamps with nine."""
    text: str | None = None
    translation: str | None = None
    author: str | None = None
    anonymous: bool = False
    media: int = 0
    reply: OwnerReply | None = None
    lag: tuple[OwnerReply | None, float] | None = None
    """The reply that readers still see, and until when on the clock's `monotonic`."""
    planned: Verdict | None = None
    """What the next reply's moderation comes to, above the rules."""
    planned_after: float | None = None
