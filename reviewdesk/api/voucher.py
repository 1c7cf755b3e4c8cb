"""Goodwill: what is offered to one guest for one failure, and how it reaches him privately."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from reviewdesk.api.review import Review

__all__ = [
    "Case",
    "CaseReason",
    "Channel",
    "Delivery",
    "IssuedVoucher",
    "Money",
    "Offer",
    "OfferKind",
    "PrivateMessage",
    "Redemption",
    "Voucher",
    "VoucherOrder",
]


class OfferKind(StrEnum):
    """What a guest gets."""

    ITEM = "item"
    """A thing: one margherita. The default: cheaper, more personal, outside the rules for money cards."""
    PERCENT = "percent"
    """So many per cent off."""
    AMOUNT = "amount"
    """So much money off; the card bears the disclosures of 12 CFR 1005.20(a)(4)."""


class CaseReason(StrEnum):
    """What went wrong: a failure of the house, never the stars."""

    LATE = "late"
    COLD = "cold"
    WRONG = "wrong"
    STAFF = "staff"
    BILLING = "billing"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in the currency's minor units (cents): never a float."""

    minor: int
    currency: str
    """ISO 4217, three capital letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The terms of one version of an offer; never changed once used."""

    name: str
    """The owner's own short name for it: margherita."""
    version: int
    title: str
    """What stands on the card: one margherita."""
    kind: OfferKind = OfferKind.ITEM
    percent: int | None = None
    """1..100, for PERCENT alone."""
    value: Money | None = None
    """For AMOUNT alone."""
    cost: Money | None = None
    """What it costs the house, for the budget; the value itself where none is told for AMOUNT."""
    valid_days: int = 60
    """Ends with the local day so many days after it was issued."""
    places: tuple[str, ...] = ()
    """Names of the shops where it counts; empty: all."""
    small_print: str = ""
    per_person: int = 1
    per_person_days: int = 180
    """At most `per_person` for one guest within so many days."""
    issuer: str = "book"
    """The plugin that issues it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Why goodwill is given: a review, or a complaint by phone or at the table."""

    id: str
    reason: CaseReason
    location: str
    guest: str | None = None
    """The name the guest goes by; None where nobody knows it."""
    review: Review | None = None
    """None for a complaint that was never a review."""
    platform: str | None = None
    told: str = ""
    """What happened, in the owner's words."""
    day: date | None = None
    """Of the visit, as the guest said when asked; local."""
    ordered: str = ""
    """What was ordered, as the guest said when asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherOrder:
    """What an issuer is asked to make."""

    offer: Offer
    case: Case
    valid_from: date
    expires_on: date
    """The last day it counts, in `zone`."""
    zone: str
    """IANA name of the shop's time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedVoucher:
    """What an issuer made."""

    code: str
    """As the guest shows it. The book's own: 10 signs without look-alikes and an ISO 7064 check sign."""
    external_id: str = ""
    """The issuer's own id, where it has one."""
    expires_on: date | None = None
    """Where the issuer's own last day differs from what was ordered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """One offer given to one guest for one case."""

    id: str
    code: str
    offer: Offer
    case: Case
    house: str
    """The business's name on the card."""
    issued_at: datetime
    valid_from: date
    expires_on: date
    zone: str
    places: tuple[str, ...] = field(default=())
    """The shops where it counts, by name."""
    contact: str = ""
    """How the guest reaches the house: phone or address on the card."""
    counter_url: str = ""
    """The address of the counter's page with this code, for the QR; empty: the bare code."""
    external_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redemption:
    """A voucher was used."""

    at: datetime
    place: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A private way to one guest."""

    name: str
    """card, picture, email, text, message, hand."""
    title: str
    open: bool
    until: datetime | None = None
    """When a window closes: Booking.com's for messages on a reservation."""
    why_not: str = ""
    """One plain sentence, where it is not open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateMessage:
    """What is said to the guest, and to nobody else."""

    text: str
    language: str
    """BCP 47."""
    subject: str = ""
    to: str = ""
    """An e-mail address, where the channel needs one and the guest gave it for this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What the channel did."""

    proof: str = ""
    """The platform's or server's own id of it; a file's name."""
    certain: bool = True
    """False where it can't be known whether it arrived."""
