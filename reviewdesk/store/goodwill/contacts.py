"""E-mail and phone of guests: on vouchers alone, and not for long."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, or_, select

from reviewdesk.store import diary
from reviewdesk.store.database import Tx
from reviewdesk.store.folding import fold
from reviewdesk.store.goodwill import cases
from reviewdesk.store.goodwill.tables import case, person, voucher
from reviewdesk.store.goodwill.values import VoucherInfo


def until(one: VoucherInfo, last: date) -> datetime | None:
    """The end of the voucher's last day, where there is anything to remove."""
    if one.email is None and one.phone is None:
        return None
    try:
        zone: ZoneInfo | None = ZoneInfo(one.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    return datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)


def put(tx: Tx, one: VoucherInfo, *, email: str, phone: str, now: datetime) -> None:
    """Keep how the guest can be reached; the hashes by which he is known again stay with the case."""
    columns = {name: told for name, told in (("email", email), ("phone", phone)) if told}
    if not columns:
        return
    end = max(one.held_until, now)
    tx.execute(voucher.update().where(voucher.c.id == one.id).values(**columns, contact_until=end))
    cases.know(tx, one.case.id, *marks(email=email, phone=phone))


def marks(*, email: str = "", phone: str = "") -> list[str]:
    """By what the same guest is known again, however he wrote it."""
    told = [f"email:{email.strip().casefold()}"] if email.strip() else []
    digits = "".join(sign for sign in phone if sign.isdigit())
    # The last nine digits: with and without the country's code it is the same phone.
    return [*told, f"phone:{digits[-9:]}"] if digits else told


def mark(tx: Tx, one: VoucherInfo, ended: datetime) -> None:
    """It was used or cancelled: from here on the days count."""
    there = or_(voucher.c.email.is_not(None), voucher.c.phone.is_not(None))
    tx.execute(voucher.update().where(voucher.c.id == one.id, there).values(contact_until=ended))


def anyone_over(tx: Tx, now: datetime, days: float) -> bool:
    """Whether any voucher ended more than so many days ago with a contact still on it."""
    over = voucher.c.contact_until <= now - timedelta(days=days)
    return tx.execute(select(voucher.c.id).where(over).limit(1)).first() is not None


def purge(tx: Tx, now: datetime, days: float) -> int:
    """Let go of those whose time is over; the answer is how many vouchers that were."""
    over = voucher.c.contact_until <= now - timedelta(days=days)
    gone = {"email": None, "phone": None, "contact_until": None}
    done = tx.execute(voucher.update().where(over).values(gone)).rowcount
    if done:
        diary.write(tx, now, "voucher.contacts_gone", vouchers=done)
    return done


def forget(tx: Tx, who: str, *, now: datetime, by: str) -> int:
    """Take a person out of all goodwill: by name, e-mail or phone. Times and money stay.

    The answer is in how many cases he stood. The name that a platform shows stands with the review.
    """
    return forget_cases(tx, of_person(tx, who), now=now, by=by)


def of_person(tx: Tx, who: str) -> list[int]:
    """The cases in which a person stands: by the name he gave, by e-mail or phone."""
    known = [cases.hashed(tx, mark) for mark in marks(email=who if "@" in who else "", phone=who)]
    by_mark = select(person.c.case_id).where(person.c.person.in_(known))
    named = func.folded(func.coalesce(case.c.guest, "")) == (fold(who.strip()) or "-")
    rows = select(case.c.id).where(or_(named, case.c.id.in_(by_mark)))
    return list(tx.execute(rows).scalars())


def of_reviews(tx: Tx, review_ids: list[int]) -> list[int]:
    """The cases of these reviews."""
    return list(tx.execute(select(case.c.id).where(case.c.review_id.in_(review_ids))).scalars())


def vouchers_of(tx: Tx, numbers: list[int]) -> list[int]:
    """The vouchers given in these cases."""
    return list(tx.execute(select(voucher.c.id).where(voucher.c.case_id.in_(numbers))).scalars())


def forget_cases(tx: Tx, numbers: list[int], *, now: datetime, by: str) -> int:
    if not numbers:
        return 0
    blank = {"guest": None, "told": "", "day": None, "ordered": ""}
    tx.execute(case.update().where(case.c.id.in_(numbers)).values(blank))
    gone = {"email": None, "phone": None, "contact_until": None}
    tx.execute(voucher.update().where(voucher.c.case_id.in_(numbers)).values(gone))
    tx.execute(person.delete().where(person.c.case_id.in_(numbers)))
    diary.write(tx, now, "case.forgotten", by=by, cases=len(numbers))
    return len(numbers)
