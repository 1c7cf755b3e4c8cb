"""Lost answers: wait the settle, look, and only then decide. Nothing is sent from here."""

from datetime import timedelta

from reviewdesk.api import OutcomeUnknown, PlatformError, Reading, Standing, WriteKind, _
from reviewdesk.engine import endings, leases, standing
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.road import Road, road
from reviewdesk.engine.sending import settle_seconds, to_unknown
from reviewdesk.store import replies, reviews
from reviewdesk.store.identity import same_text
from reviewdesk.store.replies import Lost
from reviewdesk.store.values import ReplyInfo

_LOOK_AGAIN = 60
"""Seconds between looks at an answer that may still show up."""


def orphans(bench: Bench) -> int:
    """Answers whose program died between request and record: nobody knows what became of them."""
    with bench.db.read() as tx:
        left = [
            each for each in replies.on_their_way(tx, ("sending", "withdrawing")) if each.tried_at is not None
        ]
    found = 0
    for each in left:
        held = leases.claim(bench, each)
        if held is None:
            continue
        found += _orphan(bench, each, held)
    return found


def _orphan(bench: Bench, before: ReplyInfo, held: ReplyInfo) -> int:
    with bench.db.read() as tx:
        way = road(bench, reviews.get(tx, held.review_id))
    # A lease that ran out ended then; one whose holder died is over only since we know it.
    now = bench.clock.now()
    ended = min(now, before.lease_until) if before.lease_until else now
    reason = OutcomeUnknown(_("The program stopped while this was on its way."))
    try:
        to_unknown(bench, held, way, reason, since=ended)
    except Lost:
        return 0
    return 1


def reconcile(bench: Bench) -> list[ReplyInfo]:
    """Look after every unknown answer past its settle; the answer is what became of those."""
    now = bench.clock.now()
    with bench.db.read() as tx:
        unknown = replies.on_their_way(tx, ("unknown",))
    done = []
    for each in unknown:
        if each.settle_until is not None and each.settle_until > now:
            continue
        held = leases.claim(bench, each)
        if held is None:
            continue
        try:
            with leases.kept(bench, held):
                done.append(_look(bench, held))
        except Lost:
            continue
    return done


def _look(bench: Bench, held: ReplyInfo) -> ReplyInfo:
    with bench.db.read() as tx:
        known = reviews.get(tx, held.review_id)
    way = road(bench, known)
    try:
        reading = standing.read(bench, way, known)
    except PlatformError as error:
        return _later(bench, held, way, f"{error.reason} {error.advice}".strip())
    if held.action == "withdraw":
        return _withdrawal(bench, held, way, reading)
    return _posting(bench, held, way, reading)


def _posting(bench: Bench, held: ReplyInfo, way: Road, reading: Reading) -> ReplyInfo:
    there = reading.reply
    if there is not None and same_text(there.text, held.text):
        if there.standing == Standing.REJECTED:
            return endings.to_draft(bench, held, there.reason, state="refused", code=there.code)
        return endings.to_sent(bench, held, there)
    if there is not None and not standing.is_ours(bench, held, there.text):
        seen_before = held.replace and same_text(there.text, held.found)
        if not seen_before:
            reason = _("Another answer stands there already.")
            with bench.write() as tx:
                return replies.move(
                    tx, held, "conflict", at=bench.clock.now(), found=there.text, reason=reason, replace=False
                )
    if reading.review is None and reading.certain:
        return endings.to_draft(bench, held, _("The review is no longer on the platform."))
    if reading.certain and way.rules.write == WriteKind.REPLACE:
        now = bench.clock.now()
        with bench.write() as tx:
            return replies.move(tx, held, "queued", at=now, told="reply.not_applied", due_at=now, reason=None)
    return _later(bench, held, way, held.reason)


def _withdrawal(bench: Bench, held: ReplyInfo, way: Road, reading: Reading) -> ReplyInfo:
    if reading.reply is None:
        if reading.certain:
            return endings.to_withdrawn(bench, held)
        return _later(bench, held, way, held.reason)
    if standing.is_ours(bench, held, reading.reply.text):
        with bench.write() as tx:
            reason = _("It still stands there: the withdrawal did not arrive.")
            moved = replies.move(
                tx, held, "published", at=bench.clock.now(), told="withdrawal.failed", reason=reason
            )
            standing.note_standing(tx, held, reading.reply, now=bench.clock.now())
        return moved
    return endings.to_elsewhere(bench, held, reading.reply.text)


def _later(bench: Bench, held: ReplyInfo, way: Road, reason: str | None) -> ReplyInfo:
    """Not to be seen yet: look again, until it would have to be visible; then the owner decides."""
    now = bench.clock.now()
    tried = held.tried_at or held.made_at
    if now - tried >= way.rules.visible_within:
        parked = _("It can't be seen whether this answer arrived. Look on the page and decide.")
        with bench.write() as tx:
            return replies.move(tx, held, "parked", at=now, reason=parked, looked_at=now)
    pause = timedelta(seconds=min(max(_LOOK_AGAIN, settle_seconds(bench, way)), 3600))
    with bench.write() as tx:
        return replies.move(
            tx,
            held,
            "unknown",
            at=now,
            told="reply.looked",
            settle_until=now + pause,
            looked_at=now,
            reason=reason,
        )
