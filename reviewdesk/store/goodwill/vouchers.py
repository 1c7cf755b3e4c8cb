"""Vouchers: found, listed, moved from state to state; what happened to each is never changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Row, Select, func, or_, select

from reviewdesk.api import DeskError, _
from reviewdesk.store import diary
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import cases, offers
from reviewdesk.store.goodwill.tables import LIVING, case, event, offer, voucher
from reviewdesk.store.goodwill.values import EventInfo, VoucherInfo, VoucherState
from reviewdesk.store.tables import location, review

TAIL = 4
"""The last signs of a code, enough where only one living voucher fits."""
_OF_LATE = 20
"""Events: one row written with a clock far ahead must not be believed for ever."""
_OWN = 11
"""Signs of a code of the book."""
_PLAIN = (
    "key", "code", "external_id", "account_id", "house", "zone", "month", "booked_at", "additional",
    "override", "prepared_at", "prepared_by", "held_until", "issued_at", "issued_by", "valid_from",
    "expires_on", "channel", "delivered_at", "redeemed_at", "redeemed_on", "redeemed_place", "redeemed_by",
    "voided_at", "email", "phone", "to_tell", "token", "holder", "lease_until", "tried_at", "settle_until",
    "attempts", "problem",
)  # fmt: skip


class Lost(Exception):
    """Somebody else moved this voucher meanwhile: nothing was changed."""


def selection() -> Select[Any]:
    source = voucher.join(case, case.c.id == voucher.c.case_id).join(offer, offer.c.id == voucher.c.offer_id)
    source = source.join(location, location.c.id == case.c.location_id)
    source = source.outerjoin(review, review.c.id == case.c.review_id)
    of_case = [column.label(f"case_{column.name}") for column in case.c]
    of_offer = [column.label(f"offer_{column.name}") for column in offer.c]
    own = [column.label(f"own_{column.name}") for column in voucher.c]
    return select(*own, *of_case, *of_offer, *cases.SHOWN).select_from(source)


def value(row: Row[Any], now: datetime) -> VoucherInfo:
    told = {name: getattr(row, f"own_{name}") for name in _PLAIN}
    written = VoucherState(row.own_state)
    return VoucherInfo(
        id=row.own_id,
        pub=pub(row.own_id),
        state=_shown(written, told["expires_on"], local_day(now, told["zone"])),
        written=written,
        offer=offers.info(row, "offer_"),
        case=cases.info(row, "case_"),
        cost=offers.money(row.own_cost_minor, row.own_cost_currency),
        held=written is VoucherState.PREPARED and told["held_until"] > now,
        **told,
    )


def _shown(written: VoucherState, last: date | None, today: date) -> VoucherState:
    over = last is not None and today > last
    return VoucherState.EXPIRED if written.value in LIVING and over else written


def local_day(now: datetime, zone: str) -> date:
    """The day in the shop: a voucher ends with that day, wherever this program runs."""
    try:
        return now.astimezone(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now.astimezone().date()


def pub(number: int) -> str:
    """The id that is shown: with a hyphen, so that it is never taken for a review's."""
    return f"v-{number}"


def is_id(typed: str) -> bool:
    plain = typed.strip().lower()
    digits = plain.removeprefix("v-")
    return plain.startswith("v-") and digits.isascii() and digits.isdigit() and len(digits) < 15


def get(tx: Tx, number: int, now: datetime) -> VoucherInfo:
    return value(tx.execute(selection().where(voucher.c.id == number)).one(), now)


def by_key(tx: Tx, key: str, now: datetime) -> VoucherInfo | None:
    row = tx.execute(selection().where(voucher.c.key == key)).first()
    return value(row, now) if row else None


def by_signs(tx: Tx, signs: str, now: datetime) -> list[VoucherInfo]:
    """All that a code can mean, as its signs are compared: whole, or without the house's name before it."""
    several = {signs, signs[-_OWN:]}
    rows = tx.execute(selection().where(voucher.c.signs.in_(several)).order_by(voucher.c.id))
    return [value(row, now) for row in rows]


def by_tail(tx: Tx, signs: str, now: datetime, *, living: bool = True) -> list[VoucherInfo]:
    """The vouchers whose code ends like this, the living ones or those that had a code at all."""
    rows = selection().where(func.substr(voucher.c.signs, -len(signs)) == signs).order_by(voucher.c.id)
    if living:
        rows = rows.where(voucher.c.state.in_(LIVING))
    return [each for each in (value(row, now) for row in tx.execute(rows)) if each.living or not living]


def taken(tx: Tx, signs: str) -> bool:
    return tx.execute(select(voucher.c.id).where(voucher.c.signs == signs)).first() is not None


def find(tx: Tx, typed: str, signs: str, now: datetime) -> VoucherInfo:
    """A voucher by its id (v-7), its code however typed, or the last signs of a living one."""
    if is_id(typed):
        row = tx.execute(selection().where(voucher.c.id == int(typed.strip()[2:]))).first()
        found = [value(row, now)] if row else []
    else:
        found = by_signs(tx, signs, now) if signs else []
        if not found and TAIL <= len(signs) < _OWN:
            found = by_tail(tx, signs, now)
    if not found:
        raise DeskError(
            _("There is no voucher {id}.").format(id=typed.strip()), _("See `reviewdesk voucher list --all`.")
        )
    if len(found) > 1:
        raise DeskError(
            _("{id} fits more than one voucher.").format(id=typed.strip()), _("Type the whole code.")
        )
    return found[0]


def find_any(tx: Tx, typed: str, signs: str, now: datetime) -> VoucherInfo:
    """As `find`; the last signs may be those of one that was used."""
    if not is_id(typed) and TAIL <= len(signs) < _OWN:
        found = by_tail(tx, signs, now, living=False)
        if len(found) == 1:
            return found[0]
    return find(tx, typed, signs, now)


def listed(
    tx: Tx,
    now: datetime,
    *,
    states: Iterable[VoucherState] | None = None,
    search: str | None = None,
    review_id: int | None = None,
    case_id: int | None = None,
    limit: int = 100_000,
) -> list[VoucherInfo]:
    """The newest first. `search`: a part of the guest's name."""
    rows = selection().order_by(voucher.c.id.desc()).limit(limit)
    if states is not None:
        wanted = {each.value for each in states}
        rows = rows.where(voucher.c.state.in_(wanted | (set(LIVING) if "expired" in wanted else set())))
    if search:
        rows = rows.where(cases.named_like(search))
    if review_id is not None:
        rows = rows.where(case.c.review_id == review_id)
    if case_id is not None:
        rows = rows.where(voucher.c.case_id == case_id)
    found = [value(row, now) for row in tx.execute(rows)]
    return found if states is None else [each for each in found if each.state in set(states)]


def given(tx: Tx, case_id: int, review_id: int | None) -> int:
    """How many this case has got already, those that were cancelled aside."""
    same = voucher.c.case_id == case_id
    if review_id is not None:
        same = or_(same, case.c.review_id == review_id)
    source = voucher.join(case, case.c.id == voucher.c.case_id)
    rows = select(func.count()).select_from(source).where(same, voucher.c.state != "voided")
    return int(tx.execute(rows).scalar_one())


def marks(tx: Tx, now: datetime) -> dict[int, VoucherState]:
    """Row number of a review -> where its newest voucher stands; what was cancelled leaves no mark."""
    source = voucher.join(case, case.c.id == voucher.c.case_id)
    rows = select(case.c.review_id, voucher.c.state, voucher.c.expires_on, voucher.c.zone)
    rows = rows.select_from(source).where(case.c.review_id.is_not(None), voucher.c.state != "voided")
    return {
        row.review_id: _shown(VoucherState(row.state), row.expires_on, local_day(now, row.zone))
        for row in tx.execute(rows.order_by(voucher.c.id))
    }


def insert(tx: Tx, **columns: Any) -> int:
    done = tx.execute(voucher.insert().values(**columns))
    assert done.inserted_primary_key
    return int(done.inserted_primary_key[0])


def move(
    tx: Tx,
    number: int,
    states: Sequence[str],
    to: str,
    columns: Mapping[str, Any],
    *,
    token: str | None = None,
) -> bool:
    """Move a voucher out of one of these states; false, and nothing changed, where it is in none of them."""
    where = (voucher.c.id == number) & voucher.c.state.in_(list(states))
    if token is not None:
        where &= voucher.c.token == token
    return tx.execute(voucher.update().where(where).values(state=to, **columns)).rowcount == 1


def amend(tx: Tx, number: int, **columns: Any) -> None:
    """Change what is noted beside a voucher that stays where it is."""
    tx.execute(voucher.update().where(voucher.c.id == number).values(**columns))


def untold(tx: Tx, now: datetime) -> list[VoucherInfo]:
    """What issuers by network have not heard yet, as far as it is time to tell it."""
    due = or_(voucher.c.settle_until.is_(None), voucher.c.settle_until <= now)
    rows = selection().where(voucher.c.to_tell.is_not(None), due).order_by(voucher.c.id)
    return [value(row, now) for row in tx.execute(rows)]


def claim_telling(tx: Tx, number: int, lease: Mapping[str, Any], now: datetime) -> bool:
    """Take it in hand; false where somebody else is telling it, or it was taken back."""
    free = or_(voucher.c.token.is_(None), voucher.c.lease_until <= now)
    mine = (voucher.c.id == number) & voucher.c.to_tell.is_not(None) & free
    return tx.execute(voucher.update().where(mine).values(**lease)).rowcount == 1


def happened(
    tx: Tx, one: VoucherInfo, what: str, *, at: datetime, by: str, **details: str | int | None
) -> None:
    """An event of the voucher, and a row in the diary: both for good."""
    told = {key: str(told) for key, told in details.items() if told is not None}
    tx.execute(event.insert().values(voucher_id=one.id, at=at, what=what, by=by, details=told or None))
    about: dict[str, Any] = {"voucher": one.pub, **told}
    diary.write(tx, at, f"voucher.{what}", by=by, review_id=one.case.review_id, **about)


def events(tx: Tx, number: int) -> list[EventInfo]:
    rows = select(event).where(event.c.voucher_id == number).order_by(event.c.id)
    return [
        EventInfo(at=row.at, what=row.what, by=row.by, details=row.details or {}) for row in tx.execute(rows)
    ]


def latest_event(tx: Tx) -> datetime | None:
    """The latest moment at which something was written of late, by the clocks of then."""
    last = select(event.c.at).order_by(event.c.id.desc()).limit(_OF_LATE).subquery()
    found: datetime | None = tx.execute(select(func.max(last.c.at, type_=event.c.at.type))).scalar()
    return found
