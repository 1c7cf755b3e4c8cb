"""What there is in a world: the owner, his pages, reviews, answers. A change makes a new value."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Business", "GuestReview", "Owner", "Response"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    id: str
    first_name: str
    last_name: str
    email: str
    position: str = "OWNER"

    @property
    def signature(self) -> str:
        return f"{self.first_name} {self.last_name[:1]}.".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    id: str
    alias: str
    name: str
    zone: str
    language: str = "en"
    phone: str = ""
    address: tuple[str, ...] = ()
    city: str = ""
    state: str = "CA"
    country: str = "US"
    claimed: bool = True
    subscribed: bool = True
    """Whether Respond to Reviews is open for it."""
    permitted: bool = True
    """Whether the person who signed in may answer for it."""
    comments: bool = True
    """Whether public answers are switched on."""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    text: str
    at: datetime
    by: str
    role: str = "OWNER"
    mine: bool = True
    """Whether the person who signed in wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestReview:
    id: str
    handle: str
    """Its name in the scenario file."""
    business: str
    user: str
    by: str
    stars: int
    text: str
    at: datetime
    language: str = "en"
    recommended: bool = True
    response: Response | None = None
    hidden_until: float = 0.0
    """On the clock's `monotonic`: until then readers do not see the response."""
