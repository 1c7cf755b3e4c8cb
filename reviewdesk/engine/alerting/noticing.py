"""What has happened that is to be told: found in the diary, by the clock, and in the accounts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from reviewdesk.engine.bench import Bench, local_zone
from reviewdesk.store import alerts, away, diary, facts
from reviewdesk.store.alerts import Happened
from reviewdesk.store.database import Tx

__all__ = ["begin", "notice"]

_SEEN = "alerts.seen"
"""Fact: the last row of the diary that was looked at. What is older is never told."""
_GUESTS = ("review.new", "review.edited")
_ANSWERS = ("reply.refused", "reply.gone", "reply.parked", "reply.conflict", "reply.edited", "reply.undone")
_AT_ONCE = 500
_GATHER = timedelta(seconds=10)
"""A fetch brings several pages one after the other: what comes together is told together."""
_STALE = timedelta(days=2)
"""What nobody told for so long is left to the desk and the summary."""
_OLD = timedelta(days=14)
"""An old review that a platform shows late is no news."""
_REMEMBERED = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    kind: str
    subject: str
    review_id: int | None = None
    account_id: int | None = None
    half_stars: int | None = None


def begin(bench: Bench) -> None:
    """From here on: nothing that happened before anybody listened is told."""
    with bench.db.read() as tx:
        if facts.get(tx, _SEEN) is not None:
            return
    with bench.db.write() as tx:
        if facts.get(tx, _SEEN) is None:
            facts.put(tx, _SEEN, str(diary.newest(tx)))


def notice(bench: Bench, roads: Sequence[str], *, at_once: bool = False) -> int:
    """Note for these roads what happened since the last look, each thing once. Gives how many are new."""
    begin(bench)
    now = bench.clock.now()
    with bench.db.read() as tx:
        seen = int(facts.get(tx, _SEEN) or 0)
        rows, upto = alerts.happened(tx, seen, (*_GUESTS, *_ANSWERS), _AT_ONCE)
        wanted = _wanted(bench, tx, rows, now) if roads else []
        # What lasts, a dead sign-in, is met at every look.
        found = [each for each in wanted if not alerts.is_noted(tx, each.kind, each.subject)]
    if upto == seen and not found:
        return 0
    loud = bench.config.alerts.quiet_stars * 2
    with bench.db.write() as tx:
        new = sum(
            alerts.put(
                tx,
                kind=each.kind,
                subject=each.subject,
                roads=roads,
                now=now,
                due_at=now if at_once else now + _GATHER,
                review_id=each.review_id,
                account_id=each.account_id,
                loud=each.kind == "review" and 0 < (each.half_stars or 0) <= loud,
            )
            for each in found
        )
        # Another program may have looked further meanwhile.
        facts.put(tx, _SEEN, str(max(upto, int(facts.get(tx, _SEEN) or 0))))
        alerts.forget_older(tx, now - _REMEMBERED)
    return new


def _wanted(bench: Bench, tx: Tx, rows: Sequence[Happened], now: datetime) -> list[_Found]:
    wish = bench.config.alerts
    gone = away.newest(tx)
    left = wish.while_away if gone is not None and gone.begun(now) and not gone.over(now) else "all"
    found: list[_Found] = []
    if left == "all":
        found += [_guest(row) for row in rows if row.what in _GUESTS and _bad(row, wish.stars * 2, now)]
        found += _soon_late(bench, tx, now)
    if left != "none" and wish.trouble:
        found += [_answer(row) for row in rows if row.what in _ANSWERS and _not_his_own(row, now)]
        found += [
            _Found(kind="account", subject=f"{row.id}:{row.checked_at or ''}", account_id=row.id)
            for row in alerts.signed_out(tx)
        ]
    return found


def _guest(row: Happened) -> _Found:
    subject = f"{row.review_id}:{row.words}" if row.what == "review.edited" else f"{row.review_id}"
    return _Found(kind="review", subject=subject, review_id=row.review_id, half_stars=row.half_stars)


def _answer(row: Happened) -> _Found:
    return _Found(
        kind="answer", subject=f"{row.reply_id or row.review_id}:{row.what}", review_id=row.review_id
    )


def _bad(row: Happened, limit: float, now: datetime) -> bool:
    few = row.half_stars is not None and row.half_stars <= limit
    return few and row.waiting and now - row.at < _STALE and _age(row.last_word_at, now) < _OLD


def _not_his_own(row: Happened, now: datetime) -> bool:
    """An answer that he called back himself is no news to him."""
    return now - row.at < _STALE and not (row.what == "reply.undone" and row.by)


def _age(moment: datetime | date, now: datetime) -> timedelta:
    return now - moment if isinstance(moment, datetime) else now.date() - moment


def _soon_late(bench: Bench, tx: Tx, now: datetime) -> Iterator[_Found]:
    """Waiting ones that are late soon, and were here before that was so."""
    lead = timedelta(minutes=bench.config.alerts.target_minutes)
    length = timedelta(hours=bench.config.late_hours)
    if not lead or not length:
        return
    spans = away.spans(tx)
    late, soon = (away.awake_before(moment, length, spans) for moment in (now, now + lead))
    for row in alerts.waiting_since(tx, late - timedelta(days=2), soon):
        was_soon = away.awake_before(row.first_seen_at + lead, length, spans)
        if not _is_late(row, late) and _is_late(row, soon) and not _is_late(row, was_soon):
            yield _Found(kind="late", subject=f"{row.id}:{row.words}", review_id=row.id)


def _is_late(row: Any, before: datetime) -> bool:
    """As the inbox counts it: a bare day is late once it is over, never by the hour."""
    if row.precision in ("second", "minute"):
        return bool(row.last_word_at < before)
    return bool(row.day < before.astimezone(local_zone()).date().toordinal())
