"""What there is in a world: places, reviews, the owners' responses. A change makes a new value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reviewdesk.sandbox import Round, Verdict

__all__ = ["GuestReview", "OwnerResponse", "Place", "Version"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    id: int
    geo_id: int
    geo: str
    title: str
    zone: str
    category: str = "RESTAURANT"
    country: str = ""
    street: str = ""
    city: str = ""
    postal_code: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    website: str | None = None
    status: str = "OPEN"

    @property
    def kind(self) -> str:
        return {"HOTEL": "Hotel", "ATTRACTION": "Attraction"}.get(self.category, "Restaurant")

    @property
    def slug(self) -> str:
        return f"{_dashed(self.title)}-{_dashed(self.geo)}"


@dataclass(frozen=True, slots=True)
class Version:
    """A text in one more language."""

    language: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerResponse:
    text: str
    at: datetime
    round: Round
    """The moderation it is in, or went through."""
    by: str
    connection: str = "owner"
    language: str = "en"
    author: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestReview:
    id: int
    handle: str
    """Its name in the scenario file."""
    location: int
    stars: int
    title: str
    text: str
    language: str
    published_at: datetime
    versions: tuple[Version, ...] = ()
    """What Tripadvisor translated."""
    author: str | None = None
    home: str | None = None
    trip: str = "NONE"
    travel_date: str = ""
    subratings: Mapping[str, int] = field(default_factory=dict)
    photos: int = 0
    response: OwnerResponse | None = None
    planned: Verdict | None = None
    """What the next response's moderation comes to, above the rules."""
    planned_after: float | None = None


def _dashed(words: str) -> str:
    return "_".join("".join(sign for sign in word if sign.isalnum()) for word in words.split())
