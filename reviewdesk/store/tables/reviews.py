"""What guests wrote, the ids under which sources know it, and the orders in which it is read."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from reviewdesk.store.columns import JsonText, Moment, Utc
from reviewdesk.store.tables.core import table


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


review = table(ReviewRow)
alias = table(AliasRow)
version = table(VersionRow)

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
