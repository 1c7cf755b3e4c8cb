"""Offers, cases and vouchers as JSON: public keys, added to and never renamed."""

from collections.abc import Mapping
from typing import Any

from reviewdesk.api import Money
from reviewdesk.cli.json_review import moment_json
from reviewdesk.store.goodwill import amounts
from reviewdesk.store.goodwill.values import (
    Budget,
    CaseInfo,
    EventInfo,
    Line,
    OfferInfo,
    Report,
    VoucherInfo,
)

__all__ = [
    "budget_json",
    "case_json",
    "event_json",
    "money_json",
    "offer_json",
    "report_json",
    "voucher_json",
]


def money_json(money: Money | None) -> dict[str, Any] | None:
    """The amount as text: a float would lose cents."""
    return {"amount": amounts.plain(money), "currency": money.currency} if money else None


def _sums(sums: Mapping[str, int]) -> list[dict[str, Any] | None]:
    return [money_json(Money(minor, currency)) for currency, minor in sums.items()]


def offer_json(one: OfferInfo) -> dict[str, Any]:
    terms = one.offer
    return {
        "name": terms.name,
        "version": terms.version,
        "title": terms.title,
        "kind": terms.kind.value,
        "percent": terms.percent,
        "value": money_json(terms.value),
        "cost": money_json(terms.cost),
        "valid_days": terms.valid_days,
        "places": list(terms.places),
        "small_print": terms.small_print or None,
        "per_person": terms.per_person,
        "per_person_days": terms.per_person_days,
        "month_limit": one.month_limit,
        "who": list(one.who),
        "issuer": terms.issuer,
        "used": one.used,
        "retired_at": moment_json(one.retired_at),
    }


def case_json(one: CaseInfo) -> dict[str, Any]:
    return {
        "id": one.pub,
        "reason": one.reason.value,
        "location": one.location,
        "review": one.review,
        "platform": one.platform,
        "guest": one.guest,
        "told": one.told or None,
        "day": moment_json(one.day),
        "ordered": one.ordered or None,
        "made_at": moment_json(one.made_at),
        "by": one.made_by,
    }


def voucher_json(one: VoucherInfo) -> dict[str, Any]:
    used = None
    if one.redeemed_at is not None:
        used = {
            "at": moment_json(one.redeemed_at),
            "on": moment_json(one.redeemed_on),
            "place": one.redeemed_place,
            "by": one.redeemed_by,
        }
    return {
        "id": one.pub,
        "state": one.state.value,
        "code": one.code,
        "issuer": one.offer.offer.issuer,
        "external_id": one.external_id or None,
        "offer": {"name": one.offer.offer.name, "version": one.offer.offer.version},
        "title": one.offer.offer.title,
        "case": case_json(one.case),
        "cost": money_json(one.cost),
        "prepared_at": moment_json(one.prepared_at),
        "prepared_by": one.prepared_by,
        "held": one.held,
        "held_until": moment_json(one.held_until),
        "issued_at": moment_json(one.issued_at),
        "issued_by": one.issued_by,
        "valid_until": moment_json(one.expires_on),
        "zone": one.zone,
        "channel": one.channel,
        "delivered_at": moment_json(one.delivered_at),
        "used": used,
        "voided_at": moment_json(one.voided_at),
        "email": one.email,
        "phone": one.phone,
        "additional": one.additional,
        "override": one.override,
        "problem": one.problem,
    }


def event_json(one: EventInfo) -> dict[str, Any]:
    return {"at": moment_json(one.at), "what": one.what, "by": one.by, "details": dict(one.details)}


def budget_json(one: Budget) -> dict[str, Any]:
    return {
        "month_count": one.month_count,
        "month_cost": money_json(one.month_cost),
        "person_count": one.person_count,
    }


def report_json(one: Report) -> dict[str, Any]:
    return {
        "since": moment_json(one.since),
        "until": moment_json(one.until),
        "total": _line(one.total),
        "held": one.held,
        "held_cost": _sums(one.held_cost),
        "promised_cost": _sums(one.promised_cost),
        "by_reason": [_line(each) for each in one.by_reason],
        "by_channel": [_line(each) for each in one.by_channel],
        "by_place": [_line(each) for each in one.by_place],
        "by_month": [_line(each) for each in one.by_month],
        "returned": one.returned,
        "used_twice": one.twice,
        "stars": [
            {"stars": each.name, "reviews": each.reviews, "vouchers": each.vouchers} for each in one.bands
        ],
        "without_review": one.without_review,
        "over_limit": one.overrides,
    }


def _line(one: Line) -> dict[str, Any]:
    return {
        "name": one.name,
        "given": one.count,
        "used": one.used,
        "promised": one.promised,
        "ended": one.ended,
        "voided": one.voided,
        "used_cost": _sums(one.cost),
    }
