"""Sending one answer: read, then write; intent on the disk before a byte leaves."""

import logging
from datetime import datetime, timedelta

from reviewdesk.api import (
    AuthError,
    DeskError,
    Held,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Reading,
    Rejected,
    ReplyReceipt,
    Standing,
    StandingReply,
    _,
)
from reviewdesk.engine import endings, leases, standing
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.road import Road, road
from reviewdesk.store import accounts, replies, reviews
from reviewdesk.store.identity import same_text
from reviewdesk.store.replies import Lost
from reviewdesk.store.values import Known, ReplyInfo

log = logging.getLogger("reviewdesk.outbox")

_BACKOFF = (15, 30, 60, 120, 300, 600)
"""Seconds until the next try of what was surely not applied."""


def send(bench: Bench, reply: ReplyInfo) -> ReplyInfo | None:
    """Deliver one queued answer or withdrawal; None where another program has it in hand."""
    held = leases.claim(bench, reply)
    if held is None:
        return None
    try:
        with leases.kept(bench, held):
            return _send(bench, held)
    except Lost:
        return None


def _send(bench: Bench, held: ReplyInfo) -> ReplyInfo:
    with bench.db.read() as tx:
        known = reviews.get(tx, held.review_id)
    try:
        way = road(bench, known)
    except DeskError as error:
        return endings.to_draft(bench, held, str(error))
    if not way.by_api:
        return endings.to_draft(bench, held, way.why_by_hand)
    try:
        reading = standing.read(bench, way, known)
    except PlatformError as error:
        return _not_applied(bench, held, error)
    stopped = _stopped_by(bench, held, known, reading)
    if stopped is not None:
        return stopped
    return _write(bench, way, known, held)


def _stopped_by(bench: Bench, held: ReplyInfo, known: Known, reading: Reading) -> ReplyInfo | None:
    """What was read decides whether the write may follow."""
    there = reading.reply
    if reading.review is None and reading.certain:
        return _review_gone(bench, held)
    if there is not None and there.standing != Standing.REJECTED:
        met = _met(bench, held, there)
        if met is not None:
            return met
    if held.action == "withdraw":
        return endings.to_withdrawn(bench, held) if there is None and reading.certain else None
    if standing.edited_since(reading, held):
        who = known.review.author or _("The guest")
        return endings.to_draft(
            bench, held, _("{who} changed the review. Read it again.").format(who=who), told="reply.edited"
        )
    return None


def _review_gone(bench: Bench, held: ReplyInfo) -> ReplyInfo:
    if held.action == "withdraw":
        return endings.to_withdrawn(bench, held)
    return endings.to_draft(bench, held, _("The review is no longer on the platform."))


def _met(bench: Bench, held: ReplyInfo, there: StandingReply) -> ReplyInfo | None:
    """A reply stands there already: ours, an older one of ours, or another's."""
    if held.action == "withdraw":
        ours = same_text(there.text, held.text) or standing.is_ours(bench, held, there.text)
        return None if ours else endings.to_elsewhere(bench, held, there.text)
    if same_text(there.text, held.text):
        return endings.to_sent(bench, held, there)
    if standing.is_ours(bench, held, there.text):
        return None
    if held.replace and same_text(there.text, held.found):
        return None
    return _conflict(bench, held, there)


def _conflict(bench: Bench, held: ReplyInfo, there: StandingReply) -> ReplyInfo:
    reason = _("Another answer stands there already.")
    with bench.write() as tx:
        return replies.move(
            tx, held, "conflict", at=bench.clock.now(), found=there.text, reason=reason, replace=False
        )


def _write(bench: Bench, way: Road, known: Known, held: ReplyInfo) -> ReplyInfo:
    now = bench.clock.now()
    to = "withdrawing" if held.action == "withdraw" else "sending"
    with bench.write() as tx:
        sending = replies.move(
            tx, held, to, at=now, keep_lease=True, tried_at=now, attempts=held.attempts + 1, reason=None
        )

    def permit() -> bool:
        with bench.db.read() as tx:
            return replies.holds(tx, sending)

    try:
        if held.action == "withdraw":
            bench.calls.withdraw(way.connection, known.review, permit)
            return endings.to_withdrawn(bench, sending)
        receipt = bench.calls.post(way.connection, known.review, held.text, held.key, permit)
    except OutcomeUnknown as error:
        return to_unknown(bench, sending, way, error)
    except PlatformError as error:
        return _not_applied(bench, sending, error)
    return _received(bench, sending, receipt)


def _received(bench: Bench, sending: ReplyInfo, receipt: ReplyReceipt) -> ReplyInfo:
    there = StandingReply(
        text=receipt.text or sending.text,
        at=receipt.at,
        standing=receipt.standing,
        reason=receipt.reason,
        code=receipt.code,
    )
    if receipt.standing == Standing.REJECTED:
        return endings.to_draft(bench, sending, receipt.reason, state="refused", code=receipt.code)
    sent = endings.to_sent(bench, sending, there)
    if receipt.standing == Standing.PUBLISHED:
        return endings.to_published(bench, sent, there)
    return sent


def to_unknown(
    bench: Bench, sending: ReplyInfo, way: Road, error: PlatformError, since: datetime | None = None
) -> ReplyInfo:
    """Nobody knows whether it was applied: wait until the platform must have made up its mind."""
    now = bench.clock.now()
    with bench.write() as tx:
        return replies.move(
            tx,
            sending,
            "unknown",
            at=now,
            reason=error.reason,
            settle_until=(since or now) + timedelta(seconds=settle_seconds(bench, way)),
        )


def settle_seconds(bench: Bench, way: Road) -> float:
    """At least the call's deadline plus the platform's read-after-write lag."""
    named = bench.config.outbox.settle_seconds
    return bench.calls.deadline + way.rules.lag.total_seconds() if named is None else named


def _not_applied(bench: Bench, held: ReplyInfo, error: PlatformError) -> ReplyInfo:
    """The platform, or the way to it, refused; nothing was changed there."""
    if held.action == "withdraw":
        return _keep_withdrawing(bench, held, error)
    if isinstance(error, Rejected):
        return endings.to_draft(bench, held, _said(error), state="refused", code=error.code)
    if isinstance(error, Held | NotApproved | NotSupported):
        if isinstance(error, NotApproved):
            lower(bench, held.account_id, error)
        return endings.to_draft(bench, held, _said(error))
    if isinstance(error, AuthError):
        note_problem(bench, held.account_id, error)
    now = bench.clock.now()
    with bench.write() as tx:
        return replies.move(
            tx,
            held,
            "queued",
            at=now,
            told="reply.postponed",
            due_at=now + timedelta(seconds=_pause(held, error)),
            reason=_said(error),
        )


def _keep_withdrawing(bench: Bench, held: ReplyInfo, error: PlatformError) -> ReplyInfo:
    now = bench.clock.now()
    final = isinstance(error, Rejected | Held | NotApproved | NotSupported)
    with bench.write() as tx:
        if final:
            return replies.move(tx, held, "published", at=now, told="withdrawal.refused", reason=_said(error))
        return replies.move(
            tx,
            held,
            "withdrawing",
            at=now,
            told="withdrawal.postponed",
            due_at=now + timedelta(seconds=_pause(held, error)),
            tried_at=None,
            reason=_said(error),
        )


def _said(error: PlatformError) -> str:
    return f"{error.reason} {error.advice}".strip()


def _pause(held: ReplyInfo, error: PlatformError) -> float:
    if isinstance(error, RateLimited) and error.retry_after is not None:
        return max(1.0, error.retry_after)
    return _BACKOFF[min(held.attempts, len(_BACKOFF) - 1)]


def lower(bench: Bench, account_id: int, error: NotApproved) -> None:
    """The platform never granted this: from now on by hand, told once and quietly."""
    with bench.write() as tx:
        accounts.change(tx, account_id, may="", problem=_said(error), problem_kind="not_approved")


def note_problem(bench: Bench, account_id: int, error: PlatformError) -> None:
    kind = "auth" if isinstance(error, AuthError) else "unavailable"
    with bench.write() as tx:
        accounts.change(tx, account_id, problem=_said(error), problem_kind=kind)
