"""How an answer's way ends or turns, each in one transaction with what follows from it."""

from datetime import datetime
from typing import Any

from reviewdesk.api import Standing, StandingReply, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.outgoing.standing import note_others, note_standing
from reviewdesk.store import drafts, replies, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import same_text
from reviewdesk.store.values import ReplyInfo


def to_draft(
    bench: Bench,
    reply: ReplyInfo,
    reason: str | None = None,
    *,
    state: str = "undone",
    code: str | None = None,
    by: str = "",
    told: str | None = None,
) -> ReplyInfo:
    """Back into the editor, its text with it. `state` refused or gone is shown on the review."""
    now = bench.clock.now()
    with bench.write() as tx:
        ended = replies.move(tx, reply, state, at=now, by=by, told=told, reason=reason, code=code)
        restore(tx, bench, reply)
    return ended


def restore(tx: Tx, bench: Bench, reply: ReplyInfo) -> None:
    """Give a text back into its writer's editor."""
    person, now = reply.by or bench.person, bench.clock.now()
    there = drafts.get(tx, reply.review_id, person)
    if there is not None and there.text.strip():
        # The owner wrote on meanwhile: his newer words stay, the sent ones are a version.
        drafts.keep_version(tx, reply.review_id, person, reply.text, now)
        return
    drafts.save(tx, reply.review_id, person, reply.text, now)


def to_conflict(bench: Bench, reply: ReplyInfo, there: StandingReply) -> ReplyInfo:
    """Another's answer stands there: the owner decides."""
    reason = _("Another answer stands there already.")
    with bench.write() as tx:
        return replies.move(
            tx, reply, "conflict", at=bench.clock.now(), found=there.text, reason=reason, replace=False
        )


def to_sent(bench: Bench, reply: ReplyInfo, there: StandingReply) -> ReplyInfo:
    """The platform took it. Whether guests see it is another matter."""
    now = bench.clock.now()
    # What the platform made of the text: seen again later, it is no stranger's.
    stored = None if same_text(there.text, reply.text) else there.text
    with bench.write() as tx:
        moved = replies.move(
            tx, reply, "sent", at=now, sent_at=now, looked_at=now, found=stored, reason=None, code=None
        )
        note_standing(tx, reply, there, now=now)
    return moved


def to_published(
    bench: Bench,
    reply: ReplyInfo,
    there: StandingReply | None,
    *,
    by: str = "",
    claimed_until: datetime | None = None,
    **changes: Any,
) -> ReplyInfo:
    """It stands there for all to see, as the platform or (`there` None) the owner says."""
    now = bench.clock.now()
    with bench.write() as tx:
        moved = replies.move(tx, reply, "published", at=now, by=by, reason=None, code=None, **changes)
        note_standing(tx, moved, there, now=now, claimed_until=claimed_until)
        _note_edit(tx, bench, moved)
    return moved


def _note_edit(tx: Tx, bench: Bench, reply: ReplyInfo) -> None:
    """The guest changed his words while the answer was on its way: it answers something else now."""
    known = reviews.get(tx, reply.review_id)
    if reply.action == "post" and known.words != reply.seen and bench.replaceable(known.platform):
        reviews.update(tx, reply.review_id, again=True)


def to_withdrawn(bench: Bench, reply: ReplyInfo) -> ReplyInfo:
    with bench.write() as tx:
        moved = replies.move(tx, reply, "withdrawn", at=bench.clock.now())
        reviews.stands(tx, reply.review_id, None)
    return moved


def to_elsewhere(bench: Bench, reply: ReplyInfo, there: StandingReply | None = None) -> ReplyInfo:
    """Somebody else's text stands and stays; ours is kept as a version."""
    now = bench.clock.now()
    if there is None and reply.found is not None:
        there = StandingReply(text=reply.found, standing=Standing.UNTOLD)
    with bench.write() as tx:
        moved = replies.move(tx, reply, "elsewhere", at=now, told="reply.elsewhere")
        if reply.action == "post":
            drafts.keep_version(tx, reply.review_id, reply.by or bench.person, reply.text, now)
        if there is not None:
            note_others(tx, reply.review_id, there)
    return moved
