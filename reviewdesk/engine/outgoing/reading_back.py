"""Lost answers: wait the settle, look, and only then decide. Nothing is sent from here."""

from datetime import datetime, timedelta

from reviewdesk.api import AuthError, DeskError, PlatformError, Reading, Standing, WriteKind, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.outgoing import endings, leases, standing
from reviewdesk.engine.outgoing.refusals import note_problem, said
from reviewdesk.engine.outgoing.road import Road, road
from reviewdesk.engine.outgoing.sending import settle_seconds, to_unknown
from reviewdesk.store import replies, reviews
from reviewdesk.store.identity import same_text
from reviewdesk.store.values import Known, ReplyInfo

_LOOK_AGAIN, _LONGEST = 60.0, 3600.0
"""Seconds between looks at an answer that may still show up: more and more, up to an hour."""
_VISIBLE = timedelta(days=30)
"""Where the platform's own can't be asked."""


def orphans(bench: Bench) -> list[ReplyInfo]:
    """Answers between request and record: somebody is at them, or died there."""
    with bench.db.read() as tx:
        between = replies.on_their_way(tx, ("sending", "withdrawing"))
    return [each for each in between if each.tried_at is not None]


def adopt(bench: Bench, before: ReplyInfo) -> ReplyInfo | None:
    """The program died between request and record: nobody knows what became of it."""
    held = leases.claim(bench, before)
    if held is None:
        return None
    with bench.db.read() as tx:
        known = reviews.get(tx, held.review_id)
    # A lease that ran out ended then; one whose holder died is over only since we know it.
    now = bench.clock.now()
    ended = min(now, before.lease_until) if before.lease_until else now
    settle = settle_seconds(bench, _way(bench, known))
    return to_unknown(bench, held, settle, _("The program stopped while this was on its way."), ended)


def settled(bench: Bench) -> list[ReplyInfo]:
    """Unknown answers past their settle."""
    now = bench.clock.now()
    with bench.db.read() as tx:
        unknown = replies.on_their_way(tx, ("unknown",))
    return [each for each in unknown if _over(bench, each, now)]


def _over(bench: Bench, reply: ReplyInfo, now: datetime) -> bool:
    if reply.settle_until is None or reply.settle_until <= now:
        return True
    longest = timedelta(seconds=max(_LONGEST, settle_seconds(bench, None)))
    if reply.settle_until > now + longest:
        # The clock was set back: a whole settle from now on is long enough, whenever it began.
        with bench.write() as tx:
            replies.amend(tx, reply, settle_until=now + timedelta(seconds=settle_seconds(bench, None)))
    return False


def look(bench: Bench, reply: ReplyInfo) -> ReplyInfo | None:
    """See what stands there and draw the conclusion; None where another program has it in hand."""
    held = leases.claim(bench, reply)
    if held is None:
        return None
    with leases.kept(bench, held):
        return _look(bench, held)


def _look(bench: Bench, held: ReplyInfo) -> ReplyInfo:
    with bench.db.read() as tx:
        known = reviews.get(tx, held.review_id)
    way = _way(bench, known)
    if way is None:
        return _later(bench, held, None, held.reason)
    try:
        reading = standing.read(bench, way, known)
    except PlatformError as error:
        if isinstance(error, AuthError):
            note_problem(bench, held.account_id, error)
        return _later(bench, held, way, said(error))
    if held.action == "withdraw":
        return _withdrawal(bench, held, way, reading)
    return _posting(bench, held, way, reading)


def _way(bench: Bench, known: Known) -> Road | None:
    """None where the platform's plugin can't be used: that stops nobody else's answers."""
    try:
        return road(bench, known)
    except DeskError:
        return None


def _posting(bench: Bench, held: ReplyInfo, way: Road, reading: Reading) -> ReplyInfo:
    there = reading.reply
    if there is not None and same_text(there.text, held.text):
        if there.standing == Standing.REJECTED:
            return endings.to_draft(bench, held, there.reason, state="refused", code=there.code)
        return endings.to_sent(bench, held, there)
    if there is not None and not (
        standing.was_over(held, there.text) or standing.is_ours(bench, held, there.text)
    ):
        return endings.to_conflict(bench, held, there)
    if reading.review is None and reading.certain:
        return endings.to_draft(bench, held, _("The review is no longer on the platform."))
    if reading.certain and way.rules.write == WriteKind.REPLACE:
        now = bench.clock.now()
        with bench.write() as tx:
            return replies.move(tx, held, "queued", at=now, told="reply.not_applied", due_at=now, reason=None)
    return _later(bench, held, way, held.reason)


def _withdrawal(bench: Bench, held: ReplyInfo, way: Road, reading: Reading) -> ReplyInfo:
    there = reading.reply
    if there is None:
        if reading.certain:
            return endings.to_withdrawn(bench, held)
        return _later(bench, held, way, held.reason)
    if not (same_text(there.text, held.text) or standing.is_ours(bench, held, there.text)):
        return endings.to_elsewhere(bench, held, there)
    now = bench.clock.now()
    reason = _("It still stands there: the withdrawal did not arrive.")
    with bench.write() as tx:
        moved = replies.move(tx, held, "published", at=now, told="withdrawal.failed", reason=reason)
        standing.note_standing(tx, held, there, now=now)
    return moved


def _later(bench: Bench, held: ReplyInfo, way: Road | None, reason: str | None) -> ReplyInfo:
    """Not to be seen yet: look again, until it would have to be visible; then the owner decides."""
    now = bench.clock.now()
    out = now - (held.tried_at or held.made_at)
    if out >= (way.rules.visible_within if way else _VISIBLE):
        parked = _("It can't be seen whether this answer arrived. Look on the page and decide.")
        with bench.write() as tx:
            return replies.move(tx, held, "parked", at=now, reason=parked, looked_at=now)
    named = bench.config.outbox.settle_seconds
    pause = named if named is not None else min(max(_LOOK_AGAIN, out.total_seconds() / 2), _LONGEST)
    with bench.write() as tx:
        return replies.amend(
            tx,
            held,
            settle_until=now + timedelta(seconds=pause),
            looked_at=now,
            reason=reason,
            token=None,
            holder=None,
            lease_until=None,
        )
