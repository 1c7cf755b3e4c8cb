"""Alerts: what is to be told by which road, each once, whichever program tells it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.store.database import MOST, Tx
from reviewdesk.store.inbox import WAITING
from reviewdesk.store.tables import account, alert, diary, review

_OPEN = ("waiting", "sending")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to be told by one road."""

    id: int
    kind: str
    subject: str
    road: str
    review_id: int | None
    account_id: int | None
    at: datetime
    due_at: datetime
    loud: bool
    state: str
    attempts: int
    sent_at: datetime | None
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A row of the diary that may be worth telling, with its review as it stands."""

    number: int
    what: str
    by: str
    at: datetime
    review_id: int
    reply_id: int | None
    half_stars: int | None
    waiting: bool
    words: str
    last_word_at: datetime | date


def put(
    tx: Tx,
    *,
    kind: str,
    subject: str,
    roads: Iterable[str],
    now: datetime,
    due_at: datetime,
    review_id: int | None = None,
    account_id: int | None = None,
    loud: bool = False,
) -> int:
    """Note it for these roads, unless it was noted before; gives how many rows are new."""
    rows = [
        {
            "kind": kind,
            "subject": subject,
            "road": road,
            "review_id": review_id,
            "account_id": account_id,
            "at": now,
            "due_at": due_at,
            "loud": loud,
            "state": "waiting",
            "attempts": 0,
        }
        for road in roads
    ]
    return sum(tx.execute(insert(alert).values(row).on_conflict_do_nothing()).rowcount for row in rows)


def is_noted(tx: Tx, kind: str, subject: str) -> bool:
    """Whether this was noted before, for whichever road."""
    same = select(alert.c.id).where(alert.c.kind == kind, alert.c.subject == subject)
    return tx.execute(same.limit(1)).first() is not None


def claim(
    tx: Tx, road: str, *, holder: str, now: datetime, seconds: float, alive: Callable[[str], bool]
) -> list[Alert]:
    """Take all of this road that is due; what a dead program had in hand is taken over."""
    rows = tx.execute(_due(road, now)).all()
    mine = [row for row in rows if row.state == "waiting" or _over(row, now, seconds, alive)]
    if mine:
        until = now + timedelta(seconds=seconds)
        held = alert.update().where(alert.c.id.in_([row.id for row in mine]))
        tx.execute(held.values(state="sending", holder=holder, lease_until=until))
    return [_alert(row) for row in mine]


def anything_due(tx: Tx, now: datetime) -> bool:
    """Whether a look is worth a transaction."""
    due = select(alert.c.id).where(alert.c.state.in_(_OPEN), alert.c.due_at <= now).limit(1)
    return tx.execute(due).first() is not None


def _due(road: str, now: datetime) -> Select[Any]:
    mine = select(alert).where(alert.c.road == road, alert.c.state.in_(_OPEN), alert.c.due_at <= now)
    return mine.order_by(alert.c.id)


def _over(row: Row[Any], now: datetime, seconds: float, alive: Callable[[str], bool]) -> bool:
    """The program that had it in hand died, or takes far too long; or the clock was set back."""
    if row.lease_until is None or not now < row.lease_until <= now + timedelta(seconds=seconds):
        return True
    return row.holder is not None and not alive(row.holder)


def end(tx: Tx, numbers: Iterable[int], state: str, now: datetime, problem: str | None = None) -> None:
    """sent, dropped or failed: it is not looked at again."""
    _set(tx, numbers, state=state, sent_at=now, problem=problem, holder=None, lease_until=None)


def put_off(tx: Tx, numbers: Iterable[int], until: datetime, problem: str | None = None) -> None:
    """Later; with a problem it counts as one try."""
    tried = {"attempts": alert.c.attempts + 1, "problem": problem} if problem else {}
    _set(tx, numbers, state="waiting", due_at=until, holder=None, lease_until=None, **tried)


def _set(tx: Tx, numbers: Iterable[int], **values: Any) -> None:
    tx.execute(alert.update().where(alert.c.id.in_(list(numbers))).values(values))


def forget_roads(tx: Tx, roads: Iterable[str], now: datetime) -> int:
    """What waits for a road that the owner took out of the settings is not told any more."""
    gone = alert.c.state.in_(_OPEN) & alert.c.road.not_in(list(roads))
    return tx.execute(alert.update().where(gone).values(state="dropped", sent_at=now)).rowcount


def forget_older(tx: Tx, before: datetime) -> None:
    """Long told, they have nothing more to keep from being told twice."""
    tx.execute(alert.delete().where(alert.c.state.not_in(_OPEN), alert.c.sent_at < before))


def newest(tx: Tx, limit: int) -> list[Alert]:
    rows = select(alert).order_by(alert.c.id.desc()).limit(min(limit, MOST))
    return [_alert(row) for row in tx.execute(rows)]


def last_ended(tx: Tx, road: str) -> Alert | None:
    """How the last try by this road ended, or how it is going."""
    tried = (alert.c.state.in_(("sent", "failed"))) | (alert.c.attempts > 0)
    mine = select(alert).where(alert.c.road == road, tried)
    row = tx.execute(mine.order_by(func.coalesce(alert.c.sent_at, alert.c.at).desc()).limit(1)).first()
    return _alert(row) if row else None


def last_sent(tx: Tx, road: str) -> datetime | None:
    """When the last message left by this road."""
    mine = select(func.max(alert.c.sent_at)).where(alert.c.road == road, alert.c.state == "sent")
    found: datetime | None = tx.execute(mine).scalar()
    return found


def waiting(tx: Tx) -> int:
    return int(tx.execute(select(func.count()).where(alert.c.state.in_(_OPEN))).scalar_one())


def _alert(row: Row[Any]) -> Alert:
    return Alert(**{name: getattr(row, name) for name in Alert.__slots__})


# --- what may be worth telling -----------------------------------------------------------------------


def happened(tx: Tx, after: int, whats: Iterable[str], limit: int) -> tuple[list[Happened], int]:
    """Rows of the diary behind that one, and the number to go on from."""
    last = int(tx.execute(select(func.coalesce(func.max(diary.c.id), 0))).scalar_one())
    rows = (
        select(
            diary.c.id.label("number"),
            diary.c.what,
            diary.c.by,
            diary.c.at,
            diary.c.review_id,
            diary.c.reply_id,
            review.c.half_stars,
            review.c.inbox_key.is_not(None).label("waiting"),
            review.c.words,
            review.c.last_word_at,
        )
        .join(review, review.c.id == diary.c.review_id)
        .where(diary.c.id > after, diary.c.id <= last, diary.c.what.in_(list(whats)))
        .order_by(diary.c.id)
        .limit(limit)
    )
    found = [Happened(**row._mapping) for row in tx.execute(rows)]  # noqa: SLF001 - SQLAlchemy's public name
    return found, found[-1].number if len(found) == limit else last


def waiting_since(tx: Tx, since: datetime, before: datetime) -> list[Row[Any]]:
    """Waiting reviews whose last word lies in that time, which are here since before it was over."""
    # Text order: a bare day sorts before every moment of that day.
    columns = (review.c.id, review.c.last_word_at, review.c.day, review.c.precision, review.c.location_id)
    mine = select(*columns, review.c.first_seen_at, review.c.words).where(
        WAITING, review.c.last_word_at >= since, review.c.last_word_at <= before
    )
    return list(tx.execute(mine.order_by(review.c.last_word_at)))


def signed_out(tx: Tx) -> list[Row[Any]]:
    """Accounts whose sign-in is dead."""
    mine = select(account.c.id, account.c.checked_at).where(account.c.problem_kind == "auth")
    return list(tx.execute(mine))


# --- what the summary tells --------------------------------------------------------------------------


def new_since(tx: Tx, since: datetime) -> list[int]:
    """Reviews that a fetch or a file brought in since then and that are no history, the lowest first."""
    mine = select(review.c.id).where(
        review.c.first_seen_at > since,
        review.c.last_word_at >= since - timedelta(days=14),
        review.c.removed_at.is_(None),
        or_(review.c.history.is_(False), review.c.inbox_key.is_not(None)),
        review.c.kind == "review",
    )
    return list(tx.execute(mine.order_by(review.c.low_key.desc(), review.c.word_order.desc())).scalars())
