"""Answers on their way: every move is guarded by the state and the lease's token."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, false, func, or_, select

from reviewdesk.api import DeskError, Standing, _
from reviewdesk.store import diary
from reviewdesk.store.database import Tx
from reviewdesk.store.reviews import resettle
from reviewdesk.store.tables import LIVE, listing, location, reply, review
from reviewdesk.store.values import ReplyInfo

_later = reply.alias()
_ENDS = {"refused": "refused", "gone": "gone", "withdrawn": "withdrawn", "published": None, "elsewhere": None}
"""How an ended answer shows on its review."""


class Lost(Exception):
    """Somebody else moved this answer meanwhile: nothing was changed."""


@cache
def selection() -> Select[Any]:
    joined = reply.join(review, review.c.id == reply.c.review_id)
    joined = joined.join(location, location.c.id == review.c.location_id)
    there = (review.c.claimed_until, review.c.standing)
    columns = (review.c.pub, review.c.platform, review.c.author, review.c.words_kept, location.c.zone)
    return select(reply, *columns, *there).select_from(joined)


def value(row: Row[Any]) -> ReplyInfo:
    published = row.state == "published"
    return ReplyInfo(
        id=row.id,
        review_id=row.review_id,
        review=row.pub,
        account_id=row.account_id,
        platform=row.platform,
        author=row.author,
        name_kept=row.words_kept,
        action=row.action,
        text=row.text,
        key=row.key,
        state=row.state,
        by=row.by,
        over=row.over,
        seen=row.seen,
        replace=row.replace,
        token=row.token,
        holder=row.holder,
        lease_until=row.lease_until,
        due_at=row.due_at,
        attempts=row.attempts,
        reason=row.reason,
        code=row.code,
        found=row.found,
        settle_until=row.settle_until,
        tried_at=row.tried_at,
        looked_at=row.looked_at,
        made_at=row.made_at,
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        confirmed_by=row.confirmed_by,
        zone=row.zone,
        on_word=published and row.confirmed_by is not None and row.claimed_until is not None,
        looked_at_there=published and row.standing == Standing.PENDING.value,
    )


def get(tx: Tx, number: int) -> ReplyInfo:
    return value(tx.execute(selection().where(reply.c.id == number)).one())


def live(tx: Tx, review_id: int) -> ReplyInfo | None:
    row = tx.execute(selection().where(reply.c.review_id == review_id, reply.c.state.in_(LIVE))).first()
    return value(row) if row else None


def on_their_way(tx: Tx, states: Iterable[str] = LIVE, account_id: int | None = None) -> list[ReplyInfo]:
    """The earliest due first."""
    rows = selection().where(reply.c.state.in_(list(states)))
    if account_id is not None:
        rows = rows.where(reply.c.account_id == account_id)
    return [value(row) for row in tx.execute(rows.order_by(reply.c.due_at, reply.c.id))]


def last(tx: Tx, review_id: int) -> ReplyInfo | None:
    rows = selection().where(reply.c.review_id == review_id).order_by(reply.c.id.desc()).limit(1)
    row = tx.execute(rows).first()
    return value(row) if row else None


def of_review(tx: Tx, review_id: int) -> list[ReplyInfo]:
    rows = selection().where(reply.c.review_id == review_id).order_by(reply.c.id)
    return [value(row) for row in tx.execute(rows)]


def begin(  # noqa: PLR0913 - what is fixed when an answer sets out
    tx: Tx,
    *,
    review_id: int,
    text: str,
    state: str,
    by: str,
    seen: str,
    at: datetime,
    due_at: datetime | None = None,
    action: str = "post",
    over: str | None = None,
    replace: bool = False,
    found: str | None = None,
) -> ReplyInfo:
    """An answer sets out: text and key are fixed from here on. One per review at a time."""
    if live(tx, review_id) is not None:
        raise DeskError(
            _("An answer to this review is on its way already."),
            _("See `reviewdesk outbox`, or call it back."),
        )
    owner = select(listing.c.account_id).join(review, review.c.listing_id == listing.c.id)
    account_id = tx.execute(owner.where(review.c.id == review_id)).scalar_one()
    done = tx.execute(
        reply.insert().values(
            review_id=review_id,
            account_id=account_id,
            action=action,
            text=text,
            key=secrets.token_hex(16),
            state=state,
            by=by,
            over=over,
            seen=seen,
            replace=replace,
            found=found,
            due_at=due_at,
            attempts=0,
            made_at=at,
        )
    )
    assert done.inserted_primary_key
    number = int(done.inserted_primary_key[0])
    _show(tx, review_id, state)
    diary.write(tx, at, f"reply.{state}", by=by, review_id=review_id, reply_id=number, action=action)
    return get(tx, number)


def move(
    tx: Tx,
    before: ReplyInfo,
    to: str,
    *,
    at: datetime,
    by: str = "",
    told: str | None = None,
    keep_lease: bool = False,
    **changes: Any,
) -> ReplyInfo:
    """Move an answer from the state and token it was read with. Raises `Lost` if it is not there any more.

    `told` is the diary's word for it where the state's name is not enough.
    """
    if not keep_lease:
        changes |= {"token": None, "holder": None, "lease_until": None}
    if to not in LIVE:
        changes["ended_at"] = at
    guard = (reply.c.id == before.id) & (reply.c.state == before.state)
    done = tx.execute(reply.update().where(guard, _same_token(before)).values(state=to, **changes))
    if done.rowcount != 1:
        raise Lost
    _show(tx, before.review_id, to, changes.get("reason"))
    diary.write(
        tx,
        at,
        told or f"reply.{to}",
        by=by,
        review_id=before.review_id,
        reply_id=before.id,
        reason=changes.get("reason"),
        code=changes.get("code"),
    )
    return get(tx, before.id)


def amend(tx: Tx, before: ReplyInfo, **changes: Any) -> ReplyInfo:
    """Change what is noted beside an answer that stays where it is."""
    guard = (reply.c.id == before.id) & (reply.c.state == before.state) & _same_token(before)
    if tx.execute(reply.update().where(guard).values(changes)).rowcount != 1:
        raise Lost
    return get(tx, before.id)


def _same_token(before: ReplyInfo) -> ColumnElement[bool]:
    return reply.c.token.is_(None) if before.token is None else reply.c.token == before.token


def _show(tx: Tx, review_id: int, state: str, reason: str | None = None) -> None:
    """What the review shows of its answer."""
    change: dict[str, Any] = {"live": state if state in LIVE else None}
    if state in _ENDS:
        change |= {"outcome": _ENDS[state], "outcome_reason": reason if _ENDS[state] else None}
        change |= {"skipped": None, "snoozed_until": None} if state == "published" else {}
    elif state == "undone":
        change["outcome_reason"] = reason
    elif state in LIVE:
        change |= {"again": False, "snoozed_until": None, "skipped": None, "history": False, "back": True}
        change |= {"outcome": None, "outcome_reason": None} if state != "withdrawing" else {}
    tx.execute(review.update().where(review.c.id == review_id).values(change))
    resettle(tx, [review_id])


_UNCHANGED = ("state", "due_at", "attempts", "tried_at", "settle_until")
"""If one of these differs, somebody had it in hand since: what was due then need not be due now."""


def claim(
    tx: Tx,
    before: ReplyInfo,
    *,
    holder: str,
    now: datetime,
    seconds: float,
    alive: Callable[[str], bool],
) -> ReplyInfo | None:
    """Take the lease of an answer, if nobody living holds it; None if somebody does."""
    row = tx.execute(selection().where(reply.c.id == before.id)).first()
    if row is None or any(getattr(row, name) != getattr(before, name) for name in _UNCHANGED):
        return None
    if row.token is not None and not lease_over(value(row), now, seconds, alive):
        return None
    until = now + timedelta(seconds=seconds)
    change = {"token": secrets.token_hex(8), "holder": holder, "lease_until": until}
    tx.execute(reply.update().where(reply.c.id == before.id).values(change))
    return get(tx, before.id)


def lease_over(row: ReplyInfo, now: datetime, seconds: float, alive: Callable[[str], bool]) -> bool:
    """Past its end; further ahead than it can be (the clock was set back); or its holder is dead."""
    if row.lease_until is None or row.lease_until <= now:
        return True
    if row.lease_until > now + timedelta(seconds=seconds):
        return True
    return row.holder is not None and not alive(row.holder)


def renew_lease(tx: Tx, held: ReplyInfo, now: datetime, seconds: float) -> bool:
    until = now + timedelta(seconds=seconds)
    mine = (reply.c.id == held.id) & (reply.c.token == held.token)
    return tx.execute(reply.update().where(mine).values(lease_until=until)).rowcount == 1


def holds(tx: Tx, held: ReplyInfo) -> bool:
    """Whether the lease is still ours: asked right before the request leaves."""
    mine = (reply.c.id == held.id) & (reply.c.token == held.token) & (reply.c.state == held.state)
    return tx.execute(select(reply.c.id).where(mine)).first() is not None


def release(tx: Tx, held: ReplyInfo) -> None:
    mine = (reply.c.id == held.id) & (reply.c.token == held.token)
    tx.execute(reply.update().where(mine).values(token=None, holder=None, lease_until=None))


def due(tx: Tx, before: datetime, *, postponed: bool = False) -> list[ReplyInfo]:
    """Queued answers due before that moment; `postponed`: those that wait for another try too."""
    rows = selection().where(reply.c.state == "queued")
    time_has_come = [reply.c.due_at.is_(None), reply.c.due_at <= before]
    rows = rows.where(or_(*time_has_come, reply.c.reason.is_not(None) if postponed else false()))
    return [value(row) for row in tx.execute(rows.order_by(reply.c.due_at, reply.c.id))]


def ever_sent(tx: Tx, account_id: int) -> bool:
    """Whether an answer ever went out from this account."""
    sent = (reply.c.account_id == account_id) & reply.c.state.in_(("sent", "published", "handed_off"))
    return tx.execute(select(reply.c.id).where(sent).limit(1)).first() is not None


def own_texts(tx: Tx, review_id: int) -> list[str]:
    """All that was ever sent, or tried, from here."""
    return list(tx.execute(select(reply.c.text).where(reply.c.review_id == review_id)).scalars())


def taken_down(tx: Tx) -> list[ReplyInfo]:
    """Published answers that a fetch found gone, their text not given back yet."""
    return [value(row) for row in tx.execute(_taken_down())]


@cache
def _taken_down() -> Select[Any]:
    newest = select(func.max(_later.c.id)).where(_later.c.review_id == review.c.id).scalar_subquery()
    return selection().where(review.c.state == "gone", reply.c.state == "published", reply.c.id == newest)


def nothing_out(tx: Tx) -> bool:
    """Whether no answer is on its way: asked twice a second, so it costs one look."""
    return tx.execute(_live()).first() is None


def anything_queued(tx: Tx) -> bool:
    """Whether an answer waits for its time."""
    return tx.execute(select(reply.c.id).where(reply.c.state == "queued").limit(1)).first() is not None


@cache
def _live() -> Select[Any]:
    return select(reply.c.id).where(reply.c.state.in_(LIVE)).limit(1)
