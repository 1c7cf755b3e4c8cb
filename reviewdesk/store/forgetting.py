"""One person in all that is kept: found by name, and taken out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from reviewdesk.store import keeping
from reviewdesk.store.database import Tx
from reviewdesk.store.folding import fold
from reviewdesk.store.tables import aside, bell, draft, note, reply, review

__all__ = ["Traces", "forget", "named", "own_texts", "traces"]


@dataclass(frozen=True, slots=True)
class Traces:
    """Where else than in reviews and goodwill a name stands."""

    bells: tuple[int, ...] = ()
    asides: tuple[int, ...] = ()


def named(tx: Tx, name: str) -> list[int]:
    """The reviews under this very name, however accents and case were typed."""
    plain = fold(name.strip())
    if not plain:
        return []
    rows = select(review.c.id).where(func.folded(review.c.author) == plain).order_by(review.c.id)
    return list(tx.execute(rows).scalars())


def traces(tx: Tx, name: str) -> Traces:
    """Mails that told of this guest, and rows set aside in which the name stands."""
    plain = fold(name.strip())
    if not plain:
        return Traces()
    bells = [row.id for row in tx.execute(select(bell.c.id, bell.c.told)) if _tells(row.told, plain)]
    rows = select(aside.c.id).where(func.folded(aside.c.raw).like(*_part(plain), escape="\\"))
    return Traces(tuple(bells), tuple(tx.execute(rows).scalars()))


def own_texts(tx: Tx, numbers: list[int], name: str) -> int:
    """How many of the house's own answers, drafts and notes on these reviews name the guest: these stay."""
    first = (fold(name.strip()) or "").split()
    if not first or not numbers:
        return 0
    found = 0
    for table in (reply, draft, note):
        there = func.folded(table.c.text).like(*_part(first[0]), escape="\\")
        rows = select(func.count()).select_from(table).where(table.c.review_id.in_(numbers), there)
        found += int(tx.execute(rows).scalar_one())
    standing = func.folded(func.coalesce(review.c.standing_text, "")).like(*_part(first[0]), escape="\\")
    here = or_(review.c.standing_origin != "here", review.c.standing_origin.is_(None))
    rows = select(func.count()).select_from(review).where(review.c.id.in_(numbers), standing, here)
    return found + int(tx.execute(rows).scalar_one())


def forget(tx: Tx, numbers: list[int], where: Traces, now: datetime) -> None:
    """Reviews stay without words and name, mails without what they told; rows set aside go."""
    keeping.let_go(tx, numbers, now)
    for number in where.bells:
        tx.execute(bell.update().where(bell.c.id == number).values(told={}, gone_at=now))
    for number in where.asides:
        tx.execute(aside.delete().where(aside.c.id == number))


def _tells(told: dict[str, Any] | None, plain: str) -> bool:
    return any((fold(str(each)) or "") == plain for each in (told or {}).values())


def _part(plain: str) -> tuple[str]:
    safe = plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return (f"%{safe}%",)
