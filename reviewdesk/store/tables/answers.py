"""What the house writes: answers on their way, drafts, notes."""

from datetime import datetime

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from reviewdesk.store.columns import Utc
from reviewdesk.store.tables.core import table

LIVE = ("queued", "sending", "unknown", "parked", "conflict", "withdrawing", "handed_off", "sent")
"""States of an answer on its way: one per review."""

_LIVE_SQL = ", ".join(f"'{state}'" for state in LIVE)


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


reply = table(ReplyRow)
draft = table(DraftRow)
draft_version = table(DraftVersionRow)
note = table(NoteRow)
