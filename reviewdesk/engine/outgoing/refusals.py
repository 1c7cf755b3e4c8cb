"""What was surely not applied: where the answer goes from there, and what the account learns of it."""

from datetime import timedelta

from reviewdesk.api import (
    AuthError,
    Held,
    May,
    NotApproved,
    NotSupported,
    PlatformError,
    RateLimited,
    Rejected,
)
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.outgoing import endings
from reviewdesk.store import accounts, replies
from reviewdesk.store.values import ReplyInfo

_BACKOFF = (15, 30, 60, 120, 300, 600)
"""Seconds until the next try."""
_WRITING = frozenset({May.REPLY, May.REPLACE, May.WITHDRAW})
_OF_NO_USE = (Held, NotApproved, NotSupported)


def not_applied(bench: Bench, held: ReplyInfo, error: PlatformError, *, writing: bool) -> ReplyInfo:
    """The platform, or the way to it, refused; nothing was changed there. `writing`: it refused the write."""
    if isinstance(error, NotApproved):
        lower(bench, held.account_id, error, writing=writing)
    elif isinstance(error, AuthError):
        note_problem(bench, held.account_id, error)
    if held.action == "withdraw":
        return _withdrawal(bench, held, error)
    if isinstance(error, Rejected):
        return endings.to_draft(bench, held, said(error), state="refused", code=error.code)
    if isinstance(error, _OF_NO_USE):
        return endings.to_draft(bench, held, said(error))
    return _once_more(bench, held, error, "queued", "reply.postponed")


def _withdrawal(bench: Bench, held: ReplyInfo, error: PlatformError) -> ReplyInfo:
    if isinstance(error, (Rejected, *_OF_NO_USE)):
        return still_published(bench, held, said(error))
    return _once_more(bench, held, error, "withdrawing", "withdrawal.postponed")


def still_published(bench: Bench, held: ReplyInfo, reason: str) -> ReplyInfo:
    """A withdrawal that can't be: the answer stands as before."""
    with bench.write() as tx:
        return replies.move(
            tx, held, "published", at=bench.clock.now(), told="withdrawal.refused", reason=reason
        )


def _once_more(bench: Bench, held: ReplyInfo, error: PlatformError, to: str, told: str) -> ReplyInfo:
    now = bench.clock.now()
    # A try that ended before the write is not counted yet.
    tries = held.attempts + (held.state == "queued" or held.tried_at is None)
    with bench.write() as tx:
        return replies.move(
            tx,
            held,
            to,
            at=now,
            told=told,
            due_at=now + timedelta(seconds=_pause(tries, error)),
            attempts=tries,
            tried_at=None,
            reason=said(error),
        )


def said(error: PlatformError) -> str:
    return f"{error.reason} {error.advice}".strip()


def _pause(tries: int, error: PlatformError) -> float:
    if isinstance(error, RateLimited) and error.retry_after is not None:
        return max(1.0, error.retry_after)
    return _BACKOFF[min(max(tries, 1), len(_BACKOFF)) - 1]


def lower(bench: Bench, account_id: int, error: NotApproved, *, writing: bool = False) -> None:
    """The platform never granted this: from now on by hand, told once and quietly.

    `writing`: it refused an answer; what it lets one read it may still let one read.
    """
    with bench.write() as tx:
        may = accounts.numbered(tx, account_id).may - _WRITING if writing else frozenset()
        accounts.change(
            tx, account_id, may=" ".join(sorted(may)), problem=said(error), problem_kind="not_approved"
        )


def note_problem(bench: Bench, account_id: int, error: PlatformError) -> None:
    kind = "auth" if isinstance(error, AuthError) else "unavailable"
    with bench.write() as tx:
        accounts.change(tx, account_id, problem=said(error), problem_kind=kind)
