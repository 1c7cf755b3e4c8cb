"""What the store gives: frozen values that the desk, the screen and the command line read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from reviewdesk.api import Review
from reviewdesk.store.lines import State


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountInfo:
    id: int
    platform: str
    name: str
    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    identity: str | None
    may: frozenset[str]
    keep: timedelta | None
    """How long guests' words from its API may be kept; None = without end."""
    problem: str | None
    problem_kind: str | None
    checked_at: datetime | None
    apart: bool = False
    """Its reviews stand in a list of their own."""
    fetched_at: datetime | None = None

    @property
    def by_hand(self) -> bool:
        """It signs in nowhere, and its platform lets it do nothing without."""
        return not self.secrets and not self.may


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationInfo:
    id: int
    name: str
    zone: str | None
    hours: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingInfo:
    id: int
    account_id: int
    account: str
    platform: str
    external_id: str
    ref: str
    title: str
    address: str | None
    url: str | None
    page: str | None
    ignored: bool
    fetched: bool
    location_id: int
    location: str
    zone: str | None
    cursor: str | None
    walk: int
    walking: bool
    full: bool
    walked_at: datetime | None
    full_at: datetime | None
    imported_at: datetime | None
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    text: str
    saved_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteInfo:
    at: datetime
    by: str
    text: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInfo:
    """What a review said before the guest changed it."""

    until: datetime | date
    half_stars: int | None
    title: str | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    at: datetime
    what: str
    by: str
    account: str | None
    review: str | None
    details: Mapping[str, str]
    id: int = 0
    author: str | None = None
    """The guest's name."""
    name_kept: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryWish:
    """Which part of the diary: everything that is told, or less."""

    review: str | None = None
    kind: str | None = None
    day: date | None = None
    """By this machine's calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayInfo:
    """Holidays, from the first moment on, to the moment of being back."""

    id: int
    since: datetime
    until: datetime
    by: str
    seen: bool

    def over(self, now: datetime) -> bool:
        return self.until <= now

    def begun(self, now: datetime) -> bool:
        return self.since <= now


WAITS_THERE = "waits_for_approval"
"""The code of a hand-off that the owner saw there, not yet approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyInfo:
    """An answer on its way, or how one ended."""

    id: int
    review_id: int
    review: str
    account_id: int
    platform: str
    author: str | None
    name_kept: bool = True
    """False where the platform lets no one keep the review's words, the name with them."""
    action: str
    text: str
    key: str
    state: str
    by: str
    over: str | None
    seen: str
    replace: bool
    token: str | None
    holder: str | None
    lease_until: datetime | None
    due_at: datetime | None
    attempts: int
    reason: str | None
    code: str | None
    found: str | None
    settle_until: datetime | None
    tried_at: datetime | None
    looked_at: datetime | None
    made_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    confirmed_by: str | None
    zone: str | None = None
    """The shop's time zone by name; None = this machine's."""
    on_word: bool = False
    """Published on the owner's word alone: nothing that was read since shows it."""
    looked_at_there: bool = False
    """Published, but what was read last says that the platform still looks at it."""

    @property
    def waits_there(self) -> bool:
        """Published by hand; on the owner's word it waits there for its approval."""
        return self.state == State.HANDED_OFF and self.code == WAITS_THERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A review as the desk knows it: the platform's facts in `review`, the desk's beside them."""

    id: int
    pub: str
    platform: str
    account: str
    account_id: int
    listing_id: int
    listing: str
    location_id: int
    location: str
    zone: str | None
    review: Review
    fetched: bool
    """Known to the platform's API under this id: only then can a reply be posted by API."""
    guessed_language: str | None
    last_word_at: datetime | date
    day: date
    state: State
    standing_origin: str | None
    standing_by: str | None
    outcome_reason: str | None
    reply: ReplyInfo | None
    """The answer on its way, or the last one that ended."""
    draft: DraftInfo | None
    snoozed_until: datetime | None
    snooze_why: str | None
    skipped: str | None
    same_as: str | None
    removed_at: datetime | None
    missing_at: datetime | None
    words: str
    damaged: bool
    words_kept: bool
    waiting: bool
    forgotten: bool = False
    """Name and words were taken out as asked: nothing brings them back."""

    @property
    def half_stars(self) -> int | None:
        return self.review.rating.half_stars if self.review.rating else None

    @property
    def language(self) -> str | None:
        return self.review.language or self.guessed_language or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    waiting: int
    late: int
    to_decide: int
    on_its_way: int
    unknown_replies: int
    total: int
    """All reviews, whatever their state."""
    apart: Mapping[str, int] = field(default_factory=dict)
    """Platform -> how many wait in a list of its own; none of `waiting`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BellInfo:
    """A mail told of something new; the review itself is not here yet."""

    id: int
    platform: str
    title: str
    """The platform's name as people write it."""
    listing: str | None
    at: datetime
    told: Mapping[str, str]
    url: str | None
    """The page to look at: the one the mail names, else the shop's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A row that could not be taken."""

    source: str
    listing: str | None
    external_id: str | None
    reason: str
    raw: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a batch of rows."""

    new: int = 0
    changed: int = 0
    known: int = 0
    joined: int = 0
    """New to this source, but the same review as one known from another."""
    aside: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            known=self.known + other.known,
            joined=self.joined + other.joined,
            aside=self.aside + other.aside,
        )
