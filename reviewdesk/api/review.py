"""Reviews, replies and listings as they cross the border."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from reviewdesk.api.rating import Rating

__all__ = [
    "Kind",
    "Listing",
    "Parts",
    "Precision",
    "Rating",
    "Reading",
    "ReplyPage",
    "ReplyReceipt",
    "Review",
    "ReviewPage",
    "Skipped",
    "Standing",
    "StandingReply",
]


class Precision(StrEnum):
    """How exactly a time is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"


class Kind(StrEnum):
    """What a row is."""

    REVIEW = "review"
    MENTION = "mention"
    """Words about the shop without a place to answer them."""


class Standing(StrEnum):
    """How a reply stands on its platform."""

    PUBLISHED = "published"
    PENDING = "pending"
    """Taken, waiting for moderation."""
    REJECTED = "rejected"
    UNTOLD = "untold"
    """It is there; the platform does not say whether guests see it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A review that was written in two fields (Booking.com): what was liked and what was not."""

    positive: str | None = None
    negative: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingReply:
    """The reply that stands on the platform, whoever wrote it."""

    text: str
    at: datetime | None = None
    """When it was last written, aware UTC; None where the source does not tell."""
    standing: Standing = Standing.UNTOLD
    reason: str | None = None
    """With REJECTED: why, in plain words."""
    code: str | None = None
    """With REJECTED: the platform's own word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The page of one shop on one platform."""

    external_id: str
    """The platform's id, the same for every account that can reach it."""
    title: str
    ref: str = ""
    """Whatever else the plugin needs to address it for THIS account; opaque to the core, not an identity."""
    address: str | None = None
    url: str | None = None
    """Its public page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a guest wrote, or a platform's mention of the shop."""

    external_id: str
    """The id in its `id_space`; never reused, not promised to be the same in another space."""
    listing: str
    """`external_id` of its listing."""
    created_at: datetime | date
    """Aware UTC datetime, or the bare local day where `precision` is day or month."""
    rating: Rating | None = None
    """None where the guest gave no stars."""
    text: str | None = None
    """The guest's own words; None when there are none."""
    title: str | None = None
    parts: Parts | None = None
    translation: str | None = None
    """What the platform added as a translation of `text`."""
    language: str | None = None
    """BCP 47, only if the platform tells it."""
    author: str | None = None
    """None for an anonymous guest."""
    updated_at: datetime | date | None = None
    """The platform's stamp of the last change, in the form of `created_at`; None when never changed."""
    precision: Precision = Precision.SECOND
    id_space: str = "api"
    """Ids of one source. Two reviews of one space are never the same; those of two spaces may be."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Ids in other spaces (space -> id) that surely name this same review."""
    ref: str = ""
    """Whatever else the plugin needs to address it; opaque to the core."""
    url: str | None = None
    """A page of this one review, or where to answer it, if the platform gives one."""
    answerable: bool = True
    reply: StandingReply | None = None
    reply_known: bool = True
    """False where the source does not tell whether a reply stands (excerpts, some imports)."""
    kind: Kind = Kind.REVIEW
    details: Mapping[str, str] = field(default_factory=dict)
    """Further facts for the eye: room, visit, sub-scores. Label -> value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row that can't be taken, with the reason in plain words."""

    reason: str
    external_id: str | None = None
    raw: str = ""
    """The row as it came, cut by the core; for `doctor` and for trying again."""
    place: str = ""
    """Where it stood: a file and its row."""
    known: bool = False
    """True for a mere repetition within the same source: nothing is lost by leaving it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One page of a walk through a listing's reviews."""

    reviews: tuple[Review | Skipped, ...]
    cursor: str | None
    """The plugin's own text, at most 4 KB: where to go on after this page, valid after a crash too."""
    complete: bool = False
    """True only on the last page of a walk that showed EVERY review of the listing."""
    total: int | None = None
    """How many reviews the platform says there are, for progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What stands on the platform right now."""

    review: Review | None
    """None = gone."""
    reply: StandingReply | None = None
    certain: bool = True
    """False where absence proves nothing (moderation hides it, a pool of the newest, excerpts)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReceipt:
    """The platform's answer to a reply it took."""

    text: str
    """As the platform stored it."""
    at: datetime | None = None
    standing: Standing = Standing.UNTOLD
    reason: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPage:
    """The nearest page on which a person answers this review by hand."""

    url: str
    exact: bool
    """True when it is the page of this one review."""
    hint: str = ""
    """How to find the review there: one plain sentence."""
