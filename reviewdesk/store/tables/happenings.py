"""What happened, what rings, and what could not be taken."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from reviewdesk.store.columns import JsonText, Utc
from reviewdesk.store.tables.core import table


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


diary = table(DiaryRow)
away = table(AwayRow)
aside = table(AsideRow)
bell = table(BellRow)
alert = table(AlertRow)

Index("diary_at", diary.c.at)
Index("diary_kind", diary.c.kind, diary.c.id)
Index("diary_told", diary.c.id, sqlite_where=text("kind <> 'quiet'"))
