"""Cases: why goodwill is given, and by what the same guest is known again."""

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select, true
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.api import CaseReason, DeskError, _
from reviewdesk.store import diary, facts
from reviewdesk.store.database import Tx
from reviewdesk.store.folding import fold
from reviewdesk.store.goodwill.tables import case, person
from reviewdesk.store.goodwill.values import CaseInfo
from reviewdesk.store.tables import location, review
from reviewdesk.store.values import Known

_SALT = "goodwill_salt"
"""Fact: without it the hashes of a stolen file could be guessed from a phone book."""

SHOWN = (
    location.c.name.label("location_name"),
    location.c.zone.label("location_zone"),
    review.c.pub.label("review_pub"),
    review.c.half_stars.label("review_half_stars"),
    review.c.author.label("review_author"),
    review.c.words_kept.label("review_words_kept"),
)
SOURCE = case.join(location, location.c.id == case.c.location_id).outerjoin(
    review, review.c.id == case.c.review_id
)


def selection() -> Select[Any]:
    return select(case, *SHOWN).select_from(SOURCE)


def of_review(tx: Tx, known: Known, reason: CaseReason, *, now: datetime, by: str) -> CaseInfo:
    """The case of this review: the one there is, or a new one. The reason last named is the reason."""
    found = tx.execute(selection().where(case.c.review_id == known.id).order_by(case.c.id)).first()
    if found is not None:
        if found.reason != reason.value:
            tx.execute(case.update().where(case.c.id == found.id).values(reason=reason.value))
            diary.write(tx, now, "case.changed", by=by, review_id=known.id, reason=reason.value)
        number = int(found.id)
    else:
        number = _insert(tx, reason, known.location_id, now, by, review_id=known.id, platform=known.platform)
        diary.write(tx, now, "case.added", by=by, review_id=known.id, case=pub(number), reason=reason.value)
    know(tx, number, _mark(known))
    return get(tx, number)


def _mark(known: Known) -> str:
    # A name is all that platforms tell of a guest; nameless ones are each a person of their own.
    who = fold(known.review.author) if known.review.author else f"#{known.pub}"
    return f"{known.platform}:{who}"


def person_of(tx: Tx, known: Known) -> str:
    """By what the guest of a review is known, as it is kept; nothing is written."""
    salt = facts.get(tx, _SALT)
    return _hash(salt, _mark(known)) if salt is not None else ""


def add(
    tx: Tx,
    reason: CaseReason,
    location_id: int,
    *,
    guest: str | None,
    told: str,
    now: datetime,
    by: str,
    **more: Any,
) -> CaseInfo:
    """A complaint by phone or at the table."""
    number = _insert(tx, reason, location_id, now, by, guest=guest, told=told, **more)
    diary.write(tx, now, "case.added", by=by, case=pub(number), reason=reason.value)
    return get(tx, number)


def _insert(tx: Tx, reason: CaseReason, location_id: int, now: datetime, by: str, /, **more: Any) -> int:
    done = tx.execute(
        case.insert().values(reason=reason.value, location_id=location_id, made_at=now, made_by=by, **more)
    )
    assert done.inserted_primary_key
    return int(done.inserted_primary_key[0])


def asked(tx: Tx, number: int, **told: Any) -> None:
    """What the guest said when asked; what was not said leaves what was known."""
    said = {name: value for name, value in told.items() if value}
    if said:
        tx.execute(case.update().where(case.c.id == number).values(said))


def know(tx: Tx, number: int, *marks: str) -> None:
    """Know the guest of this case by these marks, each kept as a salted hash."""
    for mark in marks:
        row = insert(person).values(case_id=number, person=hashed(tx, mark))
        tx.execute(row.on_conflict_do_nothing())


def hashed(tx: Tx, mark: str) -> str:
    salt = facts.get(tx, _SALT)
    if salt is None:
        salt = secrets.token_hex(16)
        facts.put(tx, _SALT, salt)
    return _hash(salt, mark)


def _hash(salt: str, mark: str) -> str:
    return hmac.new(salt.encode(), mark.encode(), hashlib.sha256).hexdigest()


def number_of(tx: Tx, review_id: int) -> int | None:
    """The case of a review, if there is one."""
    rows = select(case.c.id).where(case.c.review_id == review_id).order_by(case.c.id)
    number: int | None = tx.execute(rows).scalar()
    return number


def get(tx: Tx, number: int) -> CaseInfo:
    return info(tx.execute(selection().where(case.c.id == number)).one())


def find(tx: Tx, typed: str) -> CaseInfo:
    """A case by its id: c-7."""
    digits = typed.strip().lower().removeprefix("c-")
    row = None
    if is_id(typed):
        row = tx.execute(selection().where(case.c.id == int(digits))).first()
    if row is None:
        raise DeskError(
            _("There is no case {id}.").format(id=typed.strip()), _("See `reviewdesk case list`.")
        )
    return info(row)


def is_id(typed: str) -> bool:
    plain = typed.strip().lower()
    digits = plain.removeprefix("c-")
    return plain.startswith("c-") and digits.isascii() and digits.isdigit() and len(digits) < 15


def all_of(tx: Tx, *, search: str | None = None, limit: int = 500) -> list[CaseInfo]:
    """The newest first; `search`: a part of the guest's name."""
    rows = selection().order_by(case.c.id.desc()).limit(limit)
    if search:
        rows = rows.where(named_like(search))
    return [info(row) for row in tx.execute(rows)]


def named_like(search: str) -> Any:
    """A guest's name, the one he gave or the platform's, however accents and case were typed."""
    name = func.folded(func.coalesce(case.c.guest, "") + " " + func.coalesce(review.c.author, ""))
    words = (fold(search) or "").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").split()
    return and_(true(), *(name.like(f"%{word}%", escape="\\") for word in words))


def pub(number: int) -> str:
    """The id that is shown: with a hyphen, so that it is never taken for a review's."""
    return f"c-{number}"


def info(row: Row[Any], prefix: str = "") -> CaseInfo:
    number = int(getattr(row, f"{prefix}id"))

    def told(name: str) -> Any:
        return getattr(row, prefix + name)

    return CaseInfo(
        id=number,
        pub=pub(number),
        reason=CaseReason(told("reason")),
        location_id=told("location_id"),
        location=row.location_name,
        zone=row.location_zone,
        review_id=told("review_id"),
        review=row.review_pub,
        half_stars=row.review_half_stars,
        platform=told("platform"),
        guest=told("guest") or row.review_author,
        name_kept=row.review_words_kept is not False,
        told=told("told"),
        day=told("day"),
        ordered=told("ordered"),
        made_at=told("made_at"),
        made_by=told("made_by"),
    )
