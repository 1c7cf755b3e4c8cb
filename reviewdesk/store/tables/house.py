"""The house: its accounts, shops and pages, and what its programs share."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from reviewdesk.store.columns import JsonText, Utc
from reviewdesk.store.tables.core import table


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
    """Space-separated words of `May`."""
    keep_seconds: int | None = None
    """How long guests' words from its API may be kept; None = without end."""
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


class BucketRow(SQLModel, table=True):
    """A rate limit, shared by all processes of this home."""

    __tablename__ = "bucket"
    name: str = Field(primary_key=True)
    level: float
    at: datetime = Field(sa_column=Column(Utc, nullable=False))


fact = table(FactRow)
account = table(AccountRow)
location = table(LocationRow)
listing = table(ListingRow)
joined_page = table(JoinedPageRow)
bucket = table(BucketRow)
