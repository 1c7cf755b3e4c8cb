"""Giving goodwill: the budget is held, then the voucher issued; each in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from reviewdesk.api import DeskError, IssuedVoucher, _
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import contacts, limits, vouchers
from reviewdesk.store.goodwill.values import CaseInfo, OfferInfo, OverLimit, VoucherInfo, VoucherState

HELD_DAYS = 30
"""So long the budget waits for a guest who was told to get in touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person at the desk wants to give, and why it may be."""

    key: str
    by: str
    additional: str = ""
    """Why this case gets another one."""
    override: str = ""
    """Why it is given over a limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    voucher: VoucherInfo
    warnings: tuple[str, ...] = ()
    again: bool = False
    """The same form came twice: this is what the first one made."""


def prepare(
    tx: Tx,
    what: OfferInfo,
    why: CaseInfo,
    wish: Wish,
    *,
    house: str,
    zone: str,
    account_id: int | None,
    now: datetime,
) -> Given:
    """Hold the budget for one voucher; the same key gives the same one. Raises OverLimit, or DeskError."""
    there = vouchers.by_key(tx, wish.key, now)
    if there is not None:
        return Given(voucher=there, again=True)
    _refuse(tx, what, why, wish)
    month = _month(now, zone)
    warnings = _within(tx, what, why.id, month, wish, now, more=bool(wish.additional))
    cost = what.cost
    number = vouchers.insert(
        tx,
        case_id=why.id,
        offer_id=what.id,
        state="prepared",
        key=wish.key,
        external_id="",
        account_id=account_id,
        house=house,
        zone=zone,
        cost_minor=cost.minor if cost else None,
        cost_currency=cost.currency if cost else None,
        month=month,
        booked_at=now,
        additional=wish.additional or None,
        override=wish.override or None,
        prepared_at=now,
        prepared_by=wish.by,
        held_until=now + timedelta(days=HELD_DAYS),
        attempts=0,
    )
    made = vouchers.get(tx, number, now)
    vouchers.happened(
        tx,
        made,
        "prepared",
        at=now,
        by=wish.by,
        offer=f"{what.offer.name}@{what.offer.version}",
        reason=why.reason.value,
        additional=wish.additional or None,
        override=wish.override or None,
    )
    return Given(voucher=made, warnings=warnings)


def _refuse(tx: Tx, what: OfferInfo, why: CaseInfo, wish: Wish) -> None:
    if what.who and wish.by not in what.who:
        raise DeskError(
            _("The offer {name} may be given by {who} only.").format(
                name=what.offer.name, who=", ".join(what.who)
            ),
            _("Ask one of them."),
        )
    if vouchers.given(tx, why.id, why.review_id) and not wish.additional:
        raise DeskError(
            _("This case has got a voucher already."),
            _("If it is to get another one, say why (--additional REASON)."),
        )


def _month(now: datetime, zone: str) -> str:
    return f"{vouchers.local_day(now, zone):%Y-%m}"


def _within(
    tx: Tx,
    what: OfferInfo,
    case_id: int,
    month: str,
    wish: Wish,
    now: datetime,
    *,
    more: bool,
    but: int = 0,
) -> tuple[str, ...]:
    """What comes near a limit. Raises OverLimit where one is passed without a reason."""
    caps = limits.look(tx, what, case_id=case_id, month=month, by=wish.by, now=now, but=but, more=more)
    over = tuple(each for each in caps if each.over)
    if over and not wish.override:
        raise OverLimit(over)
    warnings = [each.words for each in caps if each.words]
    if what.cost is None and limits.current(tx).month_cost is not None:
        warnings.append(_("This offer has no cost price: it counts as nothing in the month's budget."))
    return tuple(warnings)


def renew(tx: Tx, one: VoucherInfo, wish: Wish, now: datetime) -> tuple[str, ...]:
    """The budget was held in vain and let go: it has to be there anew."""
    month = _month(now, one.zone)
    more = bool(one.additional)
    warnings = _within(tx, one.offer, one.case.id, month, wish, now, more=more, but=one.id)
    vouchers.amend(tx, one.id, month=month, booked_at=now, held_until=now + timedelta(days=HELD_DAYS))
    if wish.override:
        vouchers.amend(tx, one.id, override=wish.override)
    return warnings


def issue(
    tx: Tx, one: VoucherInfo, *, draw: Callable[[], tuple[str, str]], now: datetime, by: str
) -> VoucherInfo:
    """Out of the desk's own book: code and all in this transaction. `draw` gives a code and its signs."""
    code, signs = draw()
    while vouchers.taken(tx, signs):
        code, signs = draw()
    first = vouchers.local_day(now, one.zone)
    columns = _dates(one, first, first + timedelta(days=one.offer.offer.valid_days))
    return _issued(tx, one, ("prepared",), {"code": code, "signs": signs, **columns}, now=now, by=by)


def ask(tx: Tx, one: VoucherInfo, *, now: datetime, by: str, **lease: Any) -> VoucherInfo:
    """Written down before an issuer by network is asked: whatever happens then, this is known."""
    first = one.valid_from or vouchers.local_day(now, one.zone)
    last = one.expires_on or first + timedelta(days=one.offer.offer.valid_days)
    columns = {"valid_from": first, "expires_on": last, "issued_by": by, "tried_at": now, "problem": None}
    columns |= {"attempts": one.attempts + 1, **lease}
    if not vouchers.move(tx, one.id, ("prepared",), "issuing", columns):
        raise vouchers.Lost
    asked = vouchers.get(tx, one.id, now)
    vouchers.happened(tx, asked, "issuing", at=now, by=by)
    return asked


def came(tx: Tx, one: VoucherInfo, made: IssuedVoucher, signs: str, *, now: datetime) -> VoucherInfo:
    """The issuer by network gave it, or it was found there."""
    assert one.valid_from is not None
    assert one.expires_on is not None
    columns = _dates(one, one.valid_from, made.expires_on or one.expires_on)
    columns |= {"code": made.code, "signs": signs, "external_id": made.external_id, **_FREE}
    by = one.issued_by or ""
    return _issued(tx, one, ("issuing", "unknown"), columns, now=now, by=by, token=one.token)


def refused(tx: Tx, one: VoucherInfo, problem: str | None, *, now: datetime, told: str) -> VoucherInfo:
    """Surely none was made: the budget stays held, and it can be issued again under the same key."""
    held = max(one.held_until, now + timedelta(days=1))
    columns = {**_FREE, "problem": problem, "held_until": held, "valid_from": None, "expires_on": None}
    if not vouchers.move(tx, one.id, ("issuing", "unknown"), "prepared", columns, token=one.token):
        raise vouchers.Lost
    after = vouchers.get(tx, one.id, now)
    vouchers.happened(tx, after, told, at=now, by="", reason=problem)
    return after


def doubtful(tx: Tx, one: VoucherInfo, problem: str, *, settle_until: datetime, now: datetime) -> VoucherInfo:
    """Nobody knows whether one was made: looked for once the issuer must have made up its mind."""
    columns = {**_FREE, "problem": problem, "settle_until": settle_until}
    if not vouchers.move(tx, one.id, ("issuing",), "unknown", columns, token=one.token):
        raise vouchers.Lost
    after = vouchers.get(tx, one.id, now)
    vouchers.happened(tx, after, "unknown", at=now, by="", reason=problem)
    return after


_FREE: dict[str, Any] = {"token": None, "holder": None, "lease_until": None, "settle_until": None}


def _dates(one: VoucherInfo, first: date, last: date) -> dict[str, Any]:
    return {"valid_from": first, "expires_on": last, "contact_until": contacts.until(one, last)}


def _issued(
    tx: Tx,
    one: VoucherInfo,
    states: tuple[str, ...],
    columns: dict[str, Any],
    *,
    now: datetime,
    by: str,
    token: str | None = None,
) -> VoucherInfo:
    columns |= {"issued_at": now, "issued_by": by, "problem": None}
    if not vouchers.move(tx, one.id, states, "issued", columns, token=token):
        raise vouchers.Lost
    after = vouchers.get(tx, one.id, now)
    last = after.expires_on.isoformat() if after.expires_on else None
    vouchers.happened(tx, after, "issued", at=now, by=by, until=last)
    return after


def void(tx: Tx, one: VoucherInfo, reason: str, *, tell: bool, now: datetime, by: str) -> VoucherInfo:
    """Cancel one that was not used; its budget is free again."""
    if one.written is VoucherState.VOIDED:
        return one
    columns = {"voided_at": now, "to_tell": "void" if tell else None}
    if not vouchers.move(tx, one.id, ("prepared", "issued", "delivered"), "voided", columns):
        raise DeskError(_cannot_void(one), _("Nothing was changed."))
    contacts.mark(tx, one, now)
    after = vouchers.get(tx, one.id, now)
    vouchers.happened(tx, after, "voided", at=now, by=by, reason=reason)
    return after


def _cannot_void(one: VoucherInfo) -> str:
    if one.written is VoucherState.REDEEMED:
        return _("It was used already.")
    return _("The issuer has not answered yet whether it was made.")


def delivered(
    tx: Tx, one: VoucherInfo, channel: str, *, proof: str, certain: bool, now: datetime, by: str
) -> VoucherInfo:
    """It was brought to the guest by this channel; a second time is told too.

    Where it is not certain that he has it, that is noted, and the voucher stays where it is.
    """
    to = "delivered" if certain else one.written.value
    columns: dict[str, Any] = (
        {"channel": channel, "delivered_at": now} if certain else {"channel": one.channel}
    )
    if not vouchers.move(tx, one.id, ("issued", "delivered"), to, columns):
        raise DeskError(
            _("This voucher can't be delivered as it is now."), _("See `reviewdesk voucher show`.")
        )
    after = vouchers.get(tx, one.id, now)
    sure = None if certain else "no"
    vouchers.happened(
        tx, after, "delivered", at=now, by=by, channel=channel, proof=proof or None, certain=sure
    )
    return after
