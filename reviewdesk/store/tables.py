"""The tables. `table=True` does not validate: everything comes through the border first."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index, Integer, Table, text
from sqlmodel import Field, SQLModel

from reviewdesk.store.columns import JsonText, Moment, Utc
from reviewdesk.store.goodwill import tables as _goodwill

LIVE = ("queued", "sending", "unknown", "parked", "conflict", "withdrawing", "handed_off", "sent")
"""States of an answer on its way: one per review."""

_LIVE_SQL = ", ".join(f"'{state}'" for state in LIVE)


class FactRow(SQLModel, table=True):
    """Small facts of the desk itself: the owner's beginning, when it was last alive."""

    __tablename__ = "fact"
    name: str = Field(primary_key=True)
    value: str


class AccountRow(SQLModel, table=True):
    __tablename__ = "account"
    id: int | None = Field(default=None, primary_key=True)
    platform: str
    name: str = Field(unique=True)
    settings: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))
    secrets: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))
    """Sources of secrets, never a secret."""
    identity: str | None = None
    may: str = ""
    keep_seconds: int | None = None
    """How long guests' words from its API may be kept; None = without end."""
    """Space-separated words of `May`."""
    problem: str | None = None
    problem_kind: str | None = None
    added_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    checked_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    apart: bool = False
    """Its reviews stand in a list of their own, never among others."""
    fetched_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    """When it was last fetched from: some platforms take money for each request."""


class LocationRow(SQLModel, table=True):
    __tablename__ = "location"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    zone: str | None = None
    """IANA name; None = this machine's zone."""
    hours: str | None = None


class ListingRow(SQLModel, table=True):
    __tablename__ = "listing"
    __table_args__ = (Index("listing_identity", "platform", "external_id", unique=True),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    location_id: int = Field(foreign_key="location.id", index=True)
    platform: str
    external_id: str
    ref: str = ""
    title: str
    address: str | None = None
    url: str | None = None
    page: str | None = None
    """An address the owner gave with `adopt --page`."""
    ignored: bool = False
    fetched: bool = False
    """Seen by the platform's API, not only in a file."""
    cursor: str | None = None
    walk: int = 0
    """The number of the walk under way or last finished."""
    walking: bool = False
    full: bool = False
    """Whether the walk under way began at the very top, so that it may find removals."""
    walked_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    full_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    imported_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    problem: str | None = None


class JoinedPageRow(SQLModel, table=True):
    """A page that was joined into another: whatever names it later means that one."""

    __tablename__ = "joined_page"
    platform: str = Field(primary_key=True)
    external_id: str = Field(primary_key=True)
    title: str
    listing_id: int = Field(foreign_key="listing.id", index=True)


class ReviewRow(SQLModel, table=True):
    __tablename__ = "review"
    id: int | None = Field(default=None, primary_key=True)
    pub: str = Field(unique=True)
    platform: str
    kind: str
    listing_id: int = Field(foreign_key="listing.id")
    location_id: int = Field(foreign_key="location.id")
    external_id: str
    id_space: str
    ref: str
    url: str | None
    half_stars: int | None
    rating_value: float | None
    rating_scale: int | None
    author: str | None
    title: str | None
    text: str | None
    positive: str | None
    negative: str | None
    translation: str | None
    language: str | None
    guessed: str | None
    """The language as this program guessed it; '' = tried, unsure; None = not tried yet."""
    details: dict[str, Any] | None = Field(sa_column=Column(JsonText))
    precision: str
    created_at: datetime | date = Field(sa_column=Column(Moment, nullable=False))
    updated_at: datetime | date | None = Field(sa_column=Column(Moment))
    last_word_at: datetime | date = Field(sa_column=Column(Moment, nullable=False))
    born: str
    """Creation to the second (or day) and the normalised name: joins what two sources tell."""
    content: str
    """Hash of all that came from the platform: unchanged rows are not written again."""
    words: str
    """Hash of stars and text alone: what the guest said."""
    answerable: bool
    reply_known: bool
    words_kept: bool
    words_until: datetime | None = Field(sa_column=Column(Utc))
    """When words, title and name have to go; None = never."""
    damaged: bool
    """NUL or lone surrogates were replaced."""
    standing_text: str | None
    standing_at: datetime | None = Field(sa_column=Column(Utc))
    standing: str | None
    standing_origin: str | None
    """here or platform."""
    standing_by: str | None
    standing_reason: str | None
    claimed_until: datetime | None = Field(sa_column=Column(Utc))
    """It stands on the owner's word: until then its absence proves nothing."""
    state: str
    live: str | None
    """State of the answer on its way."""
    outcome: str | None
    """refused, gone or withdrawn: how the last answer ended."""
    outcome_reason: str | None
    drafted: bool
    again: bool
    history: bool
    back: bool
    """Brought in by the owner: never history again."""
    skipped: str | None
    snoozed_until: datetime | None = Field(sa_column=Column(Utc))
    snooze_why: str | None
    asleep: str | None
    """What a skipped or snoozed review was before, where its other columns no longer tell."""
    removed_at: datetime | None = Field(sa_column=Column(Utc))
    missing_at: datetime | None = Field(sa_column=Column(Utc))
    """When a read first found nothing."""
    same_as: int | None
    """Maybe the same review as this other one: held before sending."""
    seen_walk: int
    first_seen_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    day: int
    """Local date of the last word, as `date.toordinal`."""
    word_order: int
    """Local wall-clock microseconds of the last word: a bare day needs no UTC."""
    desk_key: int
    low_key: int
    inbox_key: int | None
    """desk_key while it waits in the inbox, else null."""
    indexed: int
    """Its place in the full-text index, later ones are newer; 0 = not in it yet."""


class AliasRow(SQLModel, table=True):
    """All ids under which sources know one review."""

    __tablename__ = "alias"
    listing_id: int = Field(primary_key=True, foreign_key="listing.id")
    id_space: str = Field(primary_key=True)
    external_id: str = Field(primary_key=True)
    review_id: int = Field(foreign_key="review.id", index=True)


class VersionRow(SQLModel, table=True):
    """What a review said before the guest changed it."""

    __tablename__ = "version"
    id: int | None = Field(default=None, primary_key=True)
    review_id: int = Field(foreign_key="review.id", index=True)
    until: datetime | date = Field(sa_column=Column(Moment, nullable=False))
    half_stars: int | None
    title: str | None
    text: str | None


class ReplyRow(SQLModel, table=True):
    """Something on its way, or the record of how it ended."""

    __tablename__ = "reply"
    __table_args__ = (
        Index("reply_live", "review_id", unique=True, sqlite_where=text(f"state IN ({_LIVE_SQL})")),
        Index("reply_due", "state", "due_at", sqlite_where=text(f"state IN ({_LIVE_SQL})")),
    )
    id: int | None = Field(default=None, primary_key=True)
    review_id: int = Field(foreign_key="review.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    action: str
    """post or withdraw."""
    text: str
    key: str
    state: str
    by: str
    over: str | None
    """Our older text that stood when this was queued: standing still, it means not applied."""
    seen: str
    """`words` of the review as the owner saw it."""
    replace: bool
    """The owner has seen another's text there and wants it replaced."""
    token: str | None
    holder: str | None
    lease_until: datetime | None = Field(sa_column=Column(Utc))
    due_at: datetime | None = Field(sa_column=Column(Utc))
    attempts: int
    reason: str | None
    code: str | None
    found: str | None
    """With a conflict: the text that stands there."""
    settle_until: datetime | None = Field(sa_column=Column(Utc))
    tried_at: datetime | None = Field(sa_column=Column(Utc))
    looked_at: datetime | None = Field(sa_column=Column(Utc))
    made_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    sent_at: datetime | None = Field(sa_column=Column(Utc))
    ended_at: datetime | None = Field(sa_column=Column(Utc))
    confirmed_by: str | None
    """The person on whose word it counts as published."""


class DraftRow(SQLModel, table=True):
    __tablename__ = "draft"
    review_id: int = Field(primary_key=True, foreign_key="review.id")
    person: str = Field(primary_key=True)
    text: str
    saved_at: datetime = Field(sa_column=Column(Utc, nullable=False))


class DraftVersionRow(SQLModel, table=True):
    __tablename__ = "draft_version"
    id: int | None = Field(default=None, primary_key=True)
    review_id: int = Field(foreign_key="review.id", index=True)
    person: str
    text: str
    saved_at: datetime = Field(sa_column=Column(Utc, nullable=False))


class NoteRow(SQLModel, table=True):
    __tablename__ = "note"
    id: int | None = Field(default=None, primary_key=True)
    review_id: int = Field(foreign_key="review.id", index=True)
    at: datetime = Field(sa_column=Column(Utc, nullable=False))
    by: str
    text: str
    changed: bool = False


class DiaryRow(SQLModel, table=True):
    """Append-only: who did what, when, in which account."""

    __tablename__ = "diary"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=Column(Utc, nullable=False))
    what: str
    kind: str
    """What it is about, the first part of `what`; `quiet` for what nobody need read."""
    by: str = ""
    account: str | None = None
    review_id: int | None = Field(default=None, foreign_key="review.id", index=True)
    reply_id: int | None = None
    details: dict[str, Any] | None = Field(default=None, sa_column=Column(JsonText))


class AwayRow(SQLModel, table=True):
    """Holidays: the owner is not at the desk."""

    __tablename__ = "away"
    id: int | None = Field(default=None, primary_key=True)
    since: datetime = Field(sa_column=Column(Utc, nullable=False))
    until: datetime = Field(sa_column=Column(Utc, nullable=False))
    """The first moment of the day on which he is back, or when he ended it."""
    by: str
    made_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    seen_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    """When he read what came in meanwhile."""


class AsideRow(SQLModel, table=True):
    """A row that could not be taken: told by `doctor`, tried again at the next fetch or import."""

    __tablename__ = "aside"
    __table_args__ = (Index("aside_identity", "listing_id", "fingerprint", unique=True),)
    id: int | None = Field(default=None, primary_key=True)
    listing_id: int | None = Field(default=None, foreign_key="listing.id")
    source: str
    fingerprint: str
    external_id: str | None = None
    reason: str
    raw: str
    at: datetime = Field(sa_column=Column(Utc, nullable=False))


class BellRow(SQLModel, table=True):
    """A mail that told of something new; kept after it is gone, so that no mail rings twice."""

    __tablename__ = "bell"
    __table_args__ = (Index("bell_open", "platform", sqlite_where=text("gone_at IS NULL")),)
    id: int | None = Field(default=None, primary_key=True)
    platform: str
    listing: str | None
    """The shop's name as the mail gave it."""
    at: datetime = Field(sa_column=Column(Utc, nullable=False))
    told: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))
    """What the mail said; empty once it is gone."""
    mail: str = Field(unique=True)
    gone_at: datetime | None = Field(default=None, sa_column=Column(Utc))


class AlertRow(SQLModel, table=True):
    """One thing to be told by one road, once; which program tells it is settled here."""

    __tablename__ = "alert"
    __table_args__ = (
        Index("alert_identity", "kind", "subject", "road", unique=True),
        Index("alert_due", "due_at", sqlite_where=text("state IN ('waiting', 'sending')")),
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str
    """What it is about: the same thing is told once."""
    road: str
    review_id: int | None = None
    account_id: int | None = None
    at: datetime = Field(sa_column=Column(Utc, nullable=False))
    due_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    loud: bool = False
    """It does not wait for the end of the quiet hours."""
    state: str
    """waiting, sending, sent, dropped or failed."""
    holder: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=Column(Utc))
    attempts: int = 0
    sent_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    problem: str | None = None


class BucketRow(SQLModel, table=True):
    """A rate limit, shared by all processes of this home."""

    __tablename__ = "bucket"
    name: str = Field(primary_key=True)
    level: float
    at: datetime = Field(sa_column=Column(Utc, nullable=False))


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: hot reads and bulk writes cost a fifth of the ORM's."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


review = table(ReviewRow)
reply = table(ReplyRow)
listing = table(ListingRow)
joined_page = table(JoinedPageRow)
location = table(LocationRow)
account = table(AccountRow)
alias = table(AliasRow)
version = table(VersionRow)
draft = table(DraftRow)
draft_version = table(DraftVersionRow)
note = table(NoteRow)
diary = table(DiaryRow)
away = table(AwayRow)
aside = table(AsideRow)
bell = table(BellRow)
alert = table(AlertRow)
bucket = table(BucketRow)
fact = table(FactRow)

_ORDERS = {
    "desk": ("inbox_key", "word_order", "id"),
    "newest": ("word_order", "id"),
    "lowest": ("low_key", "word_order", "id"),
}
for _name, _keys in _ORDERS.items():
    _waiting = text("inbox_key IS NOT NULL")
    _columns = [review.c[key].desc() for key in _keys]
    Index(f"inbox_{_name}", *_columns, sqlite_where=_waiting)
    Index(f"inbox_{_name}_at", review.c.location_id, *_columns, sqlite_where=_waiting)
Index("diary_at", diary.c.at)
Index("diary_kind", diary.c.kind, diary.c.id)
Index("diary_told", diary.c.id, sqlite_where=text("kind <> 'quiet'"))
_told = (review.c.last_word_at, review.c.precision, review.c.day, review.c.listing_id)
Index("inbox_late", *_told, sqlite_where=_waiting)
# What a list is narrowed by stands in the index too: a million rows are not looked up for it.
_narrowed = (review.c.location_id, review.c.half_stars, review.c.platform, review.c.listing_id)
Index("review_desk", review.c.desk_key.desc(), review.c.word_order.desc(), review.c.id.desc(), *_narrowed)
Index("review_newest", review.c.word_order.desc(), review.c.id.desc())
Index("review_lowest", review.c.low_key.desc(), review.c.word_order.desc(), review.c.id.desc())
Index("review_state", review.c.state, review.c.word_order.desc())
# The only index that begins with the listing: by another one SQLite would walk through all of its rows.
Index("review_born", review.c.listing_id, review.c.born)
Index("review_same", review.c.same_as, sqlite_where=text("same_as IS NOT NULL"))
Index("review_author", review.c.location_id, review.c.author)
Index("review_indexed", review.c.indexed)
Index("review_unsure", review.c.state, review.c.kind, sqlite_where=text("reply_known = 0"))
Index("review_unguessed", review.c.id, sqlite_where=text("guessed IS NULL"))
Index("review_words", review.c.words_until, sqlite_where=text("words_until IS NOT NULL"))
Index("review_snoozed", review.c.snoozed_until, sqlite_where=text("snoozed_until IS NOT NULL"))
assert isinstance(review.c.id.type, Integer)
assert _goodwill.voucher.metadata is review.metadata
