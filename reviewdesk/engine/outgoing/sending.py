"""Sending one answer: read, then write; intent on the disk before a byte leaves."""

from datetime import datetime, timedelta

from reviewdesk.api import (
    DeskError,
    OutcomeUnknown,
    PlatformError,
    Reading,
    ReplyReceipt,
    Standing,
    StandingReply,
    _,
)
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.outgoing import endings, leases, standing
from reviewdesk.engine.outgoing.refusals import lower, not_applied, note_problem, still_published
from reviewdesk.engine.outgoing.road import Road, road
from reviewdesk.store import replies, reviews
from reviewdesk.store.identity import same_text
from reviewdesk.store.values import Known, ReplyInfo

__all__ = ["lower", "note_problem", "send", "settle_seconds", "to_unknown"]


def send(bench: Bench, reply: ReplyInfo) -> ReplyInfo | None:
    """Deliver one queued answer or withdrawal; None where another program has it in hand."""
    held = leases.claim(bench, reply)
    if held is None:
        return None
    with leases.kept(bench, held):
        return _send(bench, held)


def _send(bench: Bench, held: ReplyInfo) -> ReplyInfo:
    with bench.db.read() as tx:
        known = reviews.get(tx, held.review_id)
    try:
        way = road(bench, known)
        closed = way.why_by_hand
    except DeskError as error:
        return _no_way(bench, held, str(error))
    if closed:
        return _no_way(bench, held, closed)
    try:
        reading = standing.read(bench, way, known)
    except PlatformError as error:
        return not_applied(bench, held, error, writing=False)
    stopped = _stopped_by(bench, way, held, known, reading)
    if stopped is not None:
        return stopped
    return _write(bench, way, known, held)


def _no_way(bench: Bench, held: ReplyInfo, why: str) -> ReplyInfo:
    if held.action == "withdraw":
        return still_published(bench, held, why)
    return endings.to_draft(bench, held, why)


def _stopped_by(bench: Bench, way: Road, held: ReplyInfo, known: Known, reading: Reading) -> ReplyInfo | None:
    """What was read decides whether the write may follow."""
    if reading.review is None and reading.certain:
        return _review_gone(bench, held)
    if reading.reply is not None:
        met = _met(bench, way, held, reading.reply)
        if met is not None:
            return met
    if held.action == "withdraw":
        nothing_there = reading.reply is None and reading.certain
        return endings.to_withdrawn(bench, held) if nothing_there else None
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


def _met(bench: Bench, way: Road, held: ReplyInfo, there: StandingReply) -> ReplyInfo | None:
    """A reply stands there already: ours, one the owner knows of, or another's."""
    if held.action == "withdraw":
        ours = same_text(there.text, held.text) or standing.is_ours(bench, held, there.text)
        return None if ours else endings.to_elsewhere(bench, held, there)
    rejected = there.standing == Standing.REJECTED
    if same_text(there.text, held.text):
        return None if rejected else endings.to_sent(bench, held, there)
    known_there = standing.was_over(held, there.text) or standing.is_ours(bench, held, there.text)
    if known_there and (way.replaceable or rejected):
        return None
    return endings.to_conflict(bench, held, there)


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
        return to_unknown(bench, sending, settle_seconds(bench, way), error.reason)
    except PlatformError as error:
        return not_applied(bench, sending, error, writing=True)
    return _received(bench, way, sending, receipt)


def _received(bench: Bench, way: Road, sending: ReplyInfo, receipt: ReplyReceipt) -> ReplyInfo:
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
        # A list that lags behind must not tell that it was taken down.
        lag = timedelta(seconds=settle_seconds(bench, way))
        return endings.to_published(bench, sent, there, claimed_until=bench.clock.now() + lag)
    return sent


def to_unknown(
    bench: Bench, sending: ReplyInfo, settle: float, reason: str, since: datetime | None = None
) -> ReplyInfo:
    """Nobody knows whether it was applied: wait until the platform must have made up its mind."""
    now = bench.clock.now()
    with bench.write() as tx:
        return replies.move(
            tx,
            sending,
            "unknown",
            at=now,
            reason=reason,
            settle_until=(since or now) + timedelta(seconds=settle),
        )


def settle_seconds(bench: Bench, way: Road | None) -> float:
    """At least the call's deadline plus the platform's read-after-write lag."""
    named = bench.config.outbox.settle_seconds
    if named is not None:
        return named
    lag = way.rules.lag.total_seconds() if way else _LAG
    return bench.calls.deadline + lag


_LAG = 10.0
"""Seconds, where the platform's own can't be asked."""
