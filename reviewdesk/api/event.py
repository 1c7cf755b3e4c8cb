"""Something that happened, as told to observers after it was committed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of the diary."""

    at: datetime
    """Aware UTC."""
    what: str
    """A stable word such as ``reply.sent`` or ``review.new``."""
    by: str = ""
    """Who did it; empty for the program itself."""
    account: str | None = None
    review: str | None = None
    """The desk's id of the review."""
    details: Mapping[str, str] = field(default_factory=dict)
