"""The tables of goodwill. What was used or has happened is never changed: triggers see to it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from reviewdesk.store.columns import JsonText, Moment, Utc

LIVING = ("issued", "delivered")
"""States in which a voucher can be used."""


class OfferRow(SQLModel, table=True):
    """One version of the terms; never changed once a voucher stands on it."""

    __tablename__ = "offer"
    __table_args__ = (Index("offer_identity", "name", "version", unique=True),)
    id: int | None = Field(default=None, primary_key=True)
    name: str
    version: int
    title: str
    kind: str
    percent: int | None
    value_minor: int | None
    value_currency: str | None
    cost_minor: int | None
    cost_currency: str | None
    valid_days: int
    places: str
    """Names of shops, a line each; empty: all."""
    small_print: str
    per_person: int
    per_person_days: int
    issuer: str
    month_limit: int | None
    """At most so many in a month."""
    who: str
    """Persons who may issue it, a line each; empty: all."""
    made_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    made_by: str
    retired_at: datetime | None = Field(default=None, sa_column=Column(Utc))


class CaseRow(SQLModel, table=True):
    """Why goodwill is given."""

    __tablename__ = "goodwill_case"
    id: int | None = Field(default=None, primary_key=True)
    review_id: int | None = Field(default=None, foreign_key="review.id", index=True)
    location_id: int = Field(foreign_key="location.id")
    reason: str
    platform: str | None = None
    guest: str | None = None
    """The name the guest gave to the house; a reviewer's public name stays with the review."""
    told: str = ""
    day: date | None = Field(default=None, sa_column=Column(Moment))
    ordered: str = ""
    made_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    made_by: str


class PersonRow(SQLModel, table=True):
    """Salted hashes by which the same guest is known again."""

    __tablename__ = "goodwill_person"
    case_id: int = Field(primary_key=True, foreign_key="goodwill_case.id")
    person: str = Field(primary_key=True, index=True)


class VoucherRow(SQLModel, table=True):
    __tablename__ = "voucher"
    __table_args__ = (
        Index("voucher_signs", "signs", unique=True, sqlite_where=text("account_id IS NULL")),
        Index("voucher_typed", "signs"),
        Index("voucher_state", "state"),
        Index("voucher_month", "month"),
        Index("voucher_contact", "contact_until", sqlite_where=text("contact_until IS NOT NULL")),
    )
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="goodwill_case.id", index=True)
    offer_id: int = Field(foreign_key="offer.id", index=True)
    state: str
    key: str = Field(unique=True)
    """Of the form that was filled in: sent twice it gives the same voucher. Also the issuer's key."""
    code: str | None
    signs: str | None
    """The code as it is compared with what is typed."""
    external_id: str
    account_id: int | None = Field(foreign_key="account.id")
    """The account at the issuer; None: the desk's own book."""
    house: str
    zone: str
    cost_minor: int | None
    cost_currency: str | None
    month: str
    """In whose budget it stands: 2026-11, by the shop's calendar."""
    booked_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    additional: str | None
    """Why this case got another one."""
    override: str | None
    """Why it was given over a limit."""
    prepared_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    prepared_by: str
    held_until: datetime = Field(sa_column=Column(Utc, nullable=False))
    issued_at: datetime | None = Field(sa_column=Column(Utc))
    issued_by: str | None
    valid_from: date | None = Field(sa_column=Column(Moment))
    expires_on: date | None = Field(sa_column=Column(Moment))
    channel: str | None
    delivered_at: datetime | None = Field(sa_column=Column(Utc))
    redeemed_at: datetime | None = Field(sa_column=Column(Utc))
    """When it was noted as used."""
    redeemed_on: date | None = Field(sa_column=Column(Moment))
    """The day on which it was used."""
    redeemed_place: str | None
    redeemed_by: str | None
    voided_at: datetime | None = Field(sa_column=Column(Utc))
    email: str | None
    phone: str | None
    contact_until: datetime | None = Field(sa_column=Column(Utc))
    """When e-mail and phone have to go."""
    to_tell: str | None
    """redeem or void: what the issuer by network has not heard yet."""
    token: str | None
    holder: str | None
    lease_until: datetime | None = Field(sa_column=Column(Utc))
    tried_at: datetime | None = Field(sa_column=Column(Utc))
    settle_until: datetime | None = Field(sa_column=Column(Utc))
    attempts: int
    problem: str | None


class EventRow(SQLModel, table=True):
    """Append-only: what happened to a voucher."""

    __tablename__ = "voucher_event"
    id: int | None = Field(default=None, primary_key=True)
    voucher_id: int = Field(foreign_key="voucher.id", index=True)
    at: datetime = Field(sa_column=Column(Utc, nullable=False))
    what: str
    by: str
    details: dict[str, Any] | None = Field(default=None, sa_column=Column(JsonText))


class BudgetRow(SQLModel, table=True):
    """How much goodwill a month may bring; one row."""

    __tablename__ = "budget"
    id: int | None = Field(default=None, primary_key=True)
    month_count: int | None
    month_cost: int | None
    """In minor units of `currency`."""
    currency: str
    person_count: int | None
    """At most so many a month by one person of the house."""
    set_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    set_by: str


class ContactLineRow(SQLModel, table=True):
    """Whom a guest asks for and how, for the public answers of a shop."""

    __tablename__ = "contact_line"
    id: int | None = Field(default=None, primary_key=True)
    location_id: int = Field(foreign_key="location.id", index=True)
    platform: str
    """A platform's short name; empty: all that have no line of their own."""
    ask_for: str
    reach: str


_tables = SQLModel.metadata.tables
offer = _tables["offer"]
case = _tables["goodwill_case"]
person = _tables["goodwill_person"]
voucher = _tables["voucher"]
event = _tables["voucher_event"]
budget = _tables["budget"]
contact_line = _tables["contact_line"]
