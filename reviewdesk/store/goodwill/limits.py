"""The limits of goodwill: looked at in the very transaction that gives something."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from reviewdesk.api import Money, _
from reviewdesk.store import diary
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill.amounts import shown
from reviewdesk.store.goodwill.tables import budget, offer, person, voucher
from reviewdesk.store.goodwill.values import Budget, Cap, OfferInfo


def current(tx: Tx) -> Budget:
    row = tx.execute(select(budget)).first()
    if row is None:
        return Budget()
    cost = None if row.month_cost is None else Money(row.month_cost, row.currency)
    return Budget(month_count=row.month_count, month_cost=cost, person_count=row.person_count)


def put(tx: Tx, wanted: Budget, *, now: datetime, by: str) -> None:
    cost = wanted.month_cost
    tx.execute(budget.delete())
    tx.execute(
        budget.insert().values(
            month_count=wanted.month_count,
            month_cost=cost.minor if cost else None,
            currency=cost.currency if cost else "",
            person_count=wanted.person_count,
            set_at=now,
            set_by=by,
        )
    )
    diary.write(
        tx,
        now,
        "budget.set",
        by=by,
        month_count=wanted.month_count,
        month_cost=f"{cost.minor} {cost.currency}" if cost else None,
        person_count=wanted.person_count,
    )


def counted(now: datetime) -> ColumnElement[bool]:
    """What takes of the budget: all but what was cancelled, or prepared and never asked for."""
    lapsed = and_(voucher.c.state == "prepared", voucher.c.held_until <= now)
    return and_(voucher.c.state != "voided", ~lapsed)


def look(
    tx: Tx,
    terms: OfferInfo,
    *,
    case_id: int | None,
    month: str,
    by: str,
    now: datetime,
    but: int = 0,
    more: bool = False,
    who: str = "",
) -> list[Cap]:
    """Every limit that is set, with this one more counted in.

    `but`: a voucher that is not counted. `more`: this case is meant to get another one, with a reason.
    `who`: by what the guest is known, where there is no case yet.
    """
    limits = current(tx)
    base = and_(counted(now), voucher.c.id != but)
    this_month = and_(base, voucher.c.month == month)
    caps = []
    if case_id is not None:
        earlier = and_(base, voucher.c.case_id != case_id) if more else base
        marks = select(person.c.person).where(person.c.case_id == case_id)
        known = or_(person.c.person.in_(marks), person.c.case_id == case_id)
        caps.append(_person(tx, terms, known, case_id, earlier, now))
    elif who:
        caps.append(_person(tx, terms, person.c.person == who, 0, base, now))
    if limits.month_count is not None:
        caps.append(Cap(name="month_count", used=_count(tx, this_month) + 1, limit=limits.month_count))
    if limits.month_cost is not None:
        caps.append(_cost(tx, terms, this_month, limits.month_cost))
    if terms.month_limit is not None:
        same = select(offer.c.id).where(offer.c.name == terms.offer.name)
        used = _count(tx, and_(this_month, voucher.c.offer_id.in_(same)))
        caps.append(Cap(name="offer", used=used + 1, limit=terms.month_limit))
    if limits.person_count is not None:
        used = _count(tx, and_(this_month, voucher.c.prepared_by == by))
        caps.append(Cap(name="issuer", used=used + 1, limit=limits.person_count))
    return [_said(each, terms, by) for each in caps]


def _person(
    tx: Tx,
    terms: OfferInfo,
    known: ColumnElement[bool],
    case_id: int,
    base: ColumnElement[bool],
    now: datetime,
) -> Cap:
    days = terms.offer.per_person_days
    same = select(person.c.case_id).where(known)
    mine = or_(voucher.c.case_id.in_(same), voucher.c.case_id == case_id)
    since = now - timedelta(days=min(days, 36500))
    used = _count(tx, and_(base, mine, voucher.c.booked_at > since))
    return Cap(name="person", used=used + 1, limit=terms.offer.per_person)


def _cost(tx: Tx, terms: OfferInfo, this_month: ColumnElement[bool], limit: Money) -> Cap:
    used = _sum(tx, this_month, limit.currency)
    cost = terms.cost
    # Another currency can't be weighed against this budget: it must not slip past it.
    foreign = cost is not None and cost.currency != limit.currency
    used = max(used, limit.minor) + 1 if foreign else used + (cost.minor if cost else 0)
    return Cap(name="month_cost", used=used, limit=limit.minor, currency=limit.currency)


def spent(tx: Tx, month: str, currency: str, now: datetime) -> int:
    """What a month has promised so far, at cost price."""
    return _sum(tx, and_(counted(now), voucher.c.month == month), currency)


def _sum(tx: Tx, where: ColumnElement[bool], currency: str) -> int:
    total = func.coalesce(func.sum(voucher.c.cost_minor), 0)
    return int(tx.execute(select(total).where(where, voucher.c.cost_currency == currency)).scalar_one())


def _count(tx: Tx, where: ColumnElement[bool]) -> int:
    return int(tx.execute(select(func.count()).select_from(voucher).where(where)).scalar_one())


def _said(cap: Cap, terms: OfferInfo, by: str) -> Cap:
    if not (cap.over or cap.near):
        return cap
    words = (_over() if cap.over else _near())[cap.name].format(
        used=_shown(cap, cap.used),
        limit=_shown(cap, cap.limit),
        name=terms.offer.name,
        days=terms.offer.per_person_days,
        who=by,
    )
    return replace(cap, words=words)


def _over() -> dict[str, str]:
    return {
        "person": _("This guest has had goodwill in the last {days} days."),
        "month_count": _("The month's budget is used up: {limit} vouchers."),
        "month_cost": _("The month's budget is used up: {limit}."),
        "offer": _("The offer {name} is used up for this month: {limit}."),
        "issuer": _("{who} has given this month's {limit} vouchers."),
    }


def _near() -> dict[str, str]:
    return {
        "month_count": _("With this one {used} of the month's {limit} vouchers are given."),
        "month_cost": _("With this one {used} of the month's {limit} are promised."),
        "offer": _("With this one {used} of the month's {limit} of the offer {name} are given."),
        "issuer": _("With this one {who} has given {used} of {limit} this month."),
    }


def _shown(cap: Cap, amount: int) -> str:
    return shown(Money(amount, cap.currency)) if cap.currency else str(amount)
