"""What the store gives of goodwill: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from reviewdesk.api import Case, CaseReason, DeskError, Money, Offer, Voucher, _

BOOK = "book"
"""The issuer of what this desk issues by itself."""


class VoucherState(StrEnum):
    """Where a voucher stands; `expired` is never written, only seen when one looks."""

    PREPARED = "prepared"
    """The budget is held, nothing is given yet."""
    ISSUING = "issuing"
    """Asked of an issuer by network."""
    UNKNOWN = "unknown"
    """The issuer's answer was lost."""
    ISSUED = "issued"
    DELIVERED = "delivered"
    REDEEMED = "redeemed"
    VOIDED = "voided"
    EXPIRED = "expired"


class Outcome(StrEnum):
    """What a code typed at the counter, or off a card in the evening, turned out to be."""

    USED = "used"
    """Noted as used, just now."""
    AGAIN = "again"
    """Used before."""
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    """It counts in another shop."""
    VOIDED = "voided"
    NOT_YET = "not_yet"
    """Nothing was issued under it yet, or only after the day that was named."""
    MISTYPED = "mistyped"
    NOT_OURS = "not_ours"
    SEVERAL = "several"
    """The last signs fit more than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferInfo:
    """One version of an offer, with what the house keeps for itself."""

    id: int
    offer: Offer
    month_limit: int | None
    who: tuple[str, ...]
    """Persons who may issue it; empty: all."""
    made_at: datetime
    made_by: str
    retired_at: datetime | None
    used: int
    """Vouchers that stand on this version."""

    @property
    def cost(self) -> Money | None:
        """What one costs the house, as far as is known."""
        return self.offer.cost or self.offer.value


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInfo:
    id: int
    pub: str
    reason: CaseReason
    location_id: int
    location: str
    zone: str | None
    review_id: int | None
    review: str | None
    """The desk's id of the review."""
    half_stars: int | None
    platform: str | None
    guest: str | None
    """The name the guest gave, else the one the platform shows."""
    name_kept: bool
    """False where the platform lets no one keep it."""
    told: str
    day: date | None
    ordered: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherInfo:
    """A voucher and all around it."""

    id: int
    pub: str
    state: VoucherState
    """As it is now: `expired` where the last day is over."""
    written: VoucherState
    """As it stands in the book."""
    key: str
    offer: OfferInfo
    case: CaseInfo
    code: str | None
    external_id: str
    account_id: int | None
    house: str
    zone: str
    cost: Money | None
    month: str
    booked_at: datetime
    additional: str | None
    override: str | None
    prepared_at: datetime
    prepared_by: str
    held_until: datetime
    held: bool
    """Prepared, and its budget still held."""
    issued_at: datetime | None
    issued_by: str | None
    valid_from: date | None
    expires_on: date | None
    channel: str | None
    delivered_at: datetime | None
    redeemed_at: datetime | None
    redeemed_on: date | None
    redeemed_place: str | None
    redeemed_by: str | None
    voided_at: datetime | None
    email: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    to_tell: str | None
    token: str | None
    holder: str | None
    lease_until: datetime | None
    tried_at: datetime | None
    settle_until: datetime | None
    attempts: int
    problem: str | None

    @property
    def living(self) -> bool:
        """It can be used."""
        return self.state in (VoucherState.ISSUED, VoucherState.DELIVERED)

    def as_case(self, review: "object | None" = None) -> Case:
        """The case as it crosses the border; `review` where it came from one."""
        from reviewdesk.api import Review

        return Case(
            id=self.case.pub,
            reason=self.case.reason,
            location=self.case.location,
            guest=self.case.guest,
            review=review if isinstance(review, Review) else None,
            platform=self.case.platform,
            told=self.case.told,
            day=self.case.day,
            ordered=self.case.ordered,
        )

    def as_voucher(
        self, review: "object | None" = None, *, contact: str = "", counter_url: str = ""
    ) -> Voucher:
        """The voucher as it crosses the border. Only for one that was issued."""
        assert self.code is not None
        assert self.issued_at is not None
        assert self.valid_from is not None
        assert self.expires_on is not None
        return Voucher(
            id=self.pub,
            code=self.code,
            offer=self.offer.offer,
            case=self.as_case(review),
            house=self.house,
            issued_at=self.issued_at,
            valid_from=self.valid_from,
            expires_on=self.expires_on,
            zone=self.zone,
            places=self.offer.offer.places,
            contact=contact,
            counter_url=counter_url,
            external_id=self.external_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInfo:
    at: datetime
    what: str
    by: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much goodwill a month may bring; None: no limit."""

    month_count: int | None = None
    month_cost: Money | None = None
    person_count: int | None = None
    """At most so many a month by one person of the house."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """One limit and how far it is used, this voucher included."""

    name: str
    """person, month_count, month_cost, offer or issuer."""
    used: int
    limit: int
    currency: str = ""
    words: str = ""
    """One plain sentence; empty while there is plenty of room."""

    @property
    def over(self) -> bool:
        return self.used > self.limit

    @property
    def near(self) -> bool:
        """Four fifths are used up. One guest's own limit is small by nature: no warning there."""
        return not self.over and self.name != "person" and self.used * 5 >= self.limit * 4


class OverLimit(DeskError):
    """A limit is reached: only the owner's word, with a reason, goes beyond it."""

    def __init__(self, caps: tuple[Cap, ...]) -> None:
        super().__init__(
            " ".join(each.words for each in caps),
            _("Leave it, or say why you go beyond it (--override REASON)."),
        )
        self.caps = caps


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A part of the report: how many, and what they cost."""

    name: str
    count: int = 0
    used: int = 0
    promised: int = 0
    """Still to be used."""
    ended: int = 0
    voided: int = 0
    cost: Mapping[str, int] = field(default_factory=dict)
    """Of those that were used: currency -> minor units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """How many of the reviews with so many stars led to a voucher: a pattern here looks like buying."""

    name: str
    reviews: int
    vouchers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of goodwill, from one day to another, by the day on which it was given."""

    since: date | None
    until: date | None
    total: Line
    held: int
    """Prepared, the budget held."""
    held_cost: Mapping[str, int]
    promised_cost: Mapping[str, int]
    """What is still to be used, at cost price."""
    by_reason: tuple[Line, ...]
    by_channel: tuple[Line, ...]
    by_place: tuple[Line, ...]
    """The shop where it went wrong."""
    by_month: tuple[Line, ...]
    returned: int
    """Guests who came back and used one."""
    twice: int
    """Codes that were used more than once on paper."""
    bands: tuple[Band, ...]
    without_review: int
    """Vouchers for complaints that never were a review."""
    overrides: int
