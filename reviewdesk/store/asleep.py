"""Reviews that the owner put off: skipped, or snoozed until a moment; and how they come back as they were."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from reviewdesk.store import diary, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.lines import State
from reviewdesk.store.tables import review
from reviewdesk.store.values import Known

_LOUD = (State.AGAIN, State.REFUSED, State.GONE)
"""States that would show through: put off, they are remembered instead."""
_PUT_OFF = (State.SNOOZED, State.SKIPPED)


def skip(tx: Tx, known: Known, reason: str) -> None:
    columns = {"skipped": reason, "snoozed_until": None, "snooze_why": None}
    reviews.update(tx, known.id, **columns, **_hushed(known))


def snooze(tx: Tx, known: Known, until: datetime, why: str | None) -> None:
    columns = {"snoozed_until": until, "snooze_why": why, "skipped": None}
    reviews.update(tx, known.id, **columns, **_hushed(known))


def back(tx: Tx, known: Known) -> None:
    columns = {"skipped": None, "snoozed_until": None, "snooze_why": None, "history": False, "back": True}
    if known.state in _PUT_OFF:
        columns |= _roused(_was(tx, known.id))
    elif known.state == State.WITHDRAWN:
        columns |= {"outcome": None}
    reviews.update(tx, known.id, **columns)


def wake(tx: Tx, now: datetime) -> int:
    """Snoozed reviews whose time has come wait again."""
    due = tx.execute(select(review.c.id, review.c.asleep).where(review.c.snoozed_until <= now)).all()
    for row in due:
        columns = {"snoozed_until": None, "snooze_why": None} | _roused(row.asleep)
        reviews.update(tx, row.id, **columns)
        diary.write(tx, now, "review.awake", review_id=row.id)
    return len(due)


def _hushed(known: Known) -> dict[str, Any]:
    if known.state in _PUT_OFF:
        return {}  # from one into the other: what it was before stays noted
    if known.state not in _LOUD:
        return {"asleep": None}
    if known.state == State.AGAIN:
        return {"asleep": known.state.value, "again": False}
    return {"asleep": known.state.value, "outcome": None}


def _roused(was: str | None) -> dict[str, Any]:
    if was is None:
        return {}
    columns: dict[str, Any] = {"again": True} if was == State.AGAIN else {"outcome": was}
    return columns | {"asleep": None}


def _was(tx: Tx, number: int) -> str | None:
    found: str | None = tx.execute(select(review.c.asleep).where(review.c.id == number)).scalar_one()
    return found


def anyone_due(tx: Tx, now: datetime) -> bool:
    """Whether a snooze is over."""
    due = select(review.c.id).where(review.c.snoozed_until <= now).limit(1)
    return tx.execute(due).first() is not None


_PLACE = (
    "skipped",
    "snoozed_until",
    "snooze_why",
    "history",
    "back",
    "asleep",
    "again",
    "outcome",
    "outcome_reason",
)
Place = tuple[object, ...]
"""Where a review was put, to put it there once more."""


def place(tx: Tx, number: int) -> Place:
    """Everything that putting off and bringing back change."""
    row = tx.execute(select(*(review.c[name] for name in _PLACE)).where(review.c.id == number)).one()
    return tuple(row)


def put(tx: Tx, number: int, where: Place) -> None:
    reviews.update(tx, number, **dict(zip(_PLACE, where, strict=True)))
