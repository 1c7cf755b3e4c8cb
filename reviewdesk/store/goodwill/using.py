"""Used at the counter, or noted from paper in the evening: once, and told where it was not once."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_

from reviewdesk.api import DeskError, _
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import contacts, vouchers
from reviewdesk.store.goodwill.tables import LIVING, voucher
from reviewdesk.store.goodwill.values import Outcome, VoucherInfo, VoucherState


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Where, when and by whom it was taken."""

    place: str
    by: str
    on: date | None = None
    """The day on a card of paper; None: now, at the counter."""
    anyway: bool = False
    """The guest had it all the same, after its end or in another shop: in doubt, give it."""


def redeem(tx: Tx, one: VoucherInfo, use: Use, *, tell: bool, now: datetime) -> Outcome:
    """Note it as used: one conditional update, its row count looked at, the event beside it."""
    today = vouchers.local_day(now, one.zone)
    day = use.on or today
    if one.offer.offer.places and use.place not in one.offer.offer.places and not use.anyway:
        return _not_used(tx, one, use, now=now, day=day, outside=True)
    guard = (voucher.c.id == one.id) & voucher.c.state.in_(LIVING)
    if not use.anyway:
        guard &= voucher.c.expires_on >= day
    if use.on is not None:
        guard &= or_(voucher.c.valid_from.is_(None), voucher.c.valid_from <= day)
    columns = {
        "state": "redeemed",
        "redeemed_at": now,
        "redeemed_on": day,
        "redeemed_place": use.place,
        "redeemed_by": use.by,
        "to_tell": "redeem" if tell else None,
    }
    if tx.execute(voucher.update().where(guard).values(columns)).rowcount != 1:
        return _not_used(tx, one, use, now=now, day=day)
    contacts.mark(tx, one, now)
    vouchers.happened(
        tx,
        one,
        "redeemed",
        at=now,
        by=use.by,
        place=use.place,
        on=day.isoformat(),
        paper="yes" if use.on else None,
        anyway="yes" if use.anyway else None,
    )
    return Outcome.USED


def _not_used(
    tx: Tx, one: VoucherInfo, use: Use, *, now: datetime, day: date, outside: bool = False
) -> Outcome:
    there = vouchers.get(tx, one.id, now)
    if there.written is VoucherState.REDEEMED:
        if use.on is not None:
            # A card of paper was there twice: shown to the owner for good, never hidden.
            vouchers.happened(tx, there, "used_again", at=now, by=use.by, place=use.place, on=day.isoformat())
        return Outcome.AGAIN
    if there.written is VoucherState.VOIDED:
        return Outcome.VOIDED
    if there.written.value not in LIVING or (there.valid_from and use.on and day < there.valid_from):
        return Outcome.NOT_YET
    return Outcome.ELSEWHERE if outside else Outcome.ENDED


def undo(tx: Tx, one: VoucherInfo, reason: str, *, now: datetime, by: str) -> VoucherInfo:
    """Take back what was noted as used, on the same day, with a reason."""
    if one.written is not VoucherState.REDEEMED or one.redeemed_at is None:
        raise DeskError(_("This voucher is not noted as used."), _("Nothing was changed."))
    if vouchers.local_day(one.redeemed_at, one.zone) != vouchers.local_day(now, one.zone):
        raise DeskError(
            _("It was noted as used on another day: that can be taken back on the same day only."),
            _("If the guest is still owed something, give a new one with a reason."),
        )
    if one.account_id is not None and one.to_tell is None:
        raise DeskError(_("The issuer knows already that it was used."), _("Give a new one with a reason."))
    to = "delivered" if one.delivered_at else "issued"
    blank = dict.fromkeys(("redeemed_at", "redeemed_on", "redeemed_place", "redeemed_by", "to_tell"))
    guard = (voucher.c.id == one.id) & (voucher.c.state == "redeemed")
    guard &= (voucher.c.redeemed_at == one.redeemed_at) & voucher.c.token.is_(None)
    if tx.execute(voucher.update().where(guard).values(state=to, **blank)).rowcount != 1:
        raise vouchers.Lost
    if one.expires_on is not None:
        vouchers.amend(tx, one.id, contact_until=contacts.until(one, one.expires_on))
    after = vouchers.get(tx, one.id, now)
    vouchers.happened(tx, after, "undone", at=now, by=by, reason=reason, was=one.redeemed_place or "")
    return after
