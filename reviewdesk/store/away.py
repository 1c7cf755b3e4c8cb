"""Holidays: when nobody is at the desk, and what came in meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, and_, func, select

from reviewdesk.store import diary
from reviewdesk.store.database import Tx
from reviewdesk.store.lines import State
from reviewdesk.store.tables import away, review
from reviewdesk.store.values import AwayInfo

_LOW = 4
"""Up to so many half stars a review is a bad one."""
_SPANS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came in on one platform."""

    platform: str
    new: int
    low: int
    waiting: int


def newest(tx: Tx) -> AwayInfo | None:
    """The last one that was noted, whether it is over or not."""
    row = tx.execute(select(away).order_by(away.c.id.desc()).limit(1)).first()
    return _info(row) if row else None


def spans(tx: Tx) -> list[tuple[datetime, datetime]]:
    """The last ones, the newest first."""
    rows = tx.execute(select(away.c.since, away.c.until).order_by(away.c.since.desc()).limit(_SPANS))
    return [(row.since, row.until) for row in rows]


def note(tx: Tx, since: datetime, until: datetime, *, by: str, now: datetime) -> AwayInfo:
    """Note one; another that is not over yet is changed into it, but what has begun stays begun."""
    last = newest(tx)
    if last is not None and not last.over(now):
        since = min(since, last.since) if last.begun(now) else since
        tx.execute(away.update().where(away.c.id == last.id).values(since=since, until=until, seen_at=None))
    else:
        tx.execute(away.insert().values(since=since, until=until, by=by, made_at=now))
    diary.write(tx, now, "away.noted", by=by, since=_text(since), until=_text(until))
    found = newest(tx)
    assert found is not None
    return found


def end(tx: Tx, one: AwayInfo, *, by: str, now: datetime) -> None:
    """He is back, or stays after all."""
    if one.begun(now):
        tx.execute(away.update().where(away.c.id == one.id).values(until=now))
    else:
        tx.execute(away.delete().where(away.c.id == one.id))
    diary.write(tx, now, "away.ended", by=by)


def seen(tx: Tx, number: int, now: datetime) -> None:
    """What came in was read."""
    tx.execute(away.update().where(away.c.id == number, away.c.seen_at.is_(None)).values(seen_at=now))


def came(tx: Tx, since: datetime) -> list[Came]:
    """What is here first since then, by platform; history is nobody's work."""
    low = func.sum(func.cast(func.coalesce(review.c.half_stars, _LOW + 1) <= _LOW, Integer))
    waiting = func.sum(func.cast(review.c.inbox_key.is_not(None), Integer))
    rows = (
        select(review.c.platform, func.count().label("new"), low.label("low"), waiting.label("waiting"))
        .where(_in_since(since), review.c.history.is_(False))
        .group_by(review.c.platform)
        .order_by(func.count().desc(), review.c.platform)
    )
    return [
        Came(platform=row.platform, new=row.new, low=row.low or 0, waiting=row.waiting or 0)
        for row in tx.execute(rows)
    ]


def worst(tx: Tx, since: datetime, limit: int) -> list[int]:
    """Row numbers of the bad ones that came in since then and wait, the lowest and newest first."""
    rows = select(review.c.id).where(
        review.c.inbox_key.is_not(None), _in_since(since), review.c.half_stars <= _LOW
    )
    ordered = rows.order_by(review.c.half_stars, review.c.word_order.desc()).limit(limit)
    return list(tx.execute(ordered).scalars())


def _in_since(since: datetime) -> ColumnElement[bool]:
    """Written and come in since then: the past of a page that was added meanwhile is no news."""
    return and_(review.c.first_seen_at >= since, review.c.day >= since.astimezone().toordinal())


def in_states(tx: Tx, states: Sequence[State], limit: int) -> list[int]:
    """Row numbers of reviews in one of these states, the newest first."""
    rows = select(review.c.id).where(review.c.state.in_([each.value for each in states]))
    return list(tx.execute(rows.order_by(review.c.word_order.desc()).limit(limit)).scalars())


def awake_before(now: datetime, length: timedelta, gone: Sequence[tuple[datetime, datetime]]) -> datetime:
    """The moment that lies `length` before `now`, holidays not counted. `gone` begins with the newest."""
    moment, left = now, length
    for since, until in gone:
        if since >= moment:
            continue
        awake = moment - min(until, moment)
        if awake >= left:
            break
        left -= awake
        moment = since
    return moment - left


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _info(row: Row[Any]) -> AwayInfo:
    return AwayInfo(id=row.id, since=row.since, until=row.until, by=row.by, seen=row.seen_at is not None)
