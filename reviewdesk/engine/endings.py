"""How an answer's way ends, each in one transaction with what follows from it."""

from reviewdesk.api import StandingReply
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.standing import note_standing
from reviewdesk.store import drafts, replies, reviews
from reviewdesk.store.database import Tx
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
        _restore(tx, bench, reply)
    return ended


def _restore(tx: Tx, bench: Bench, reply: ReplyInfo) -> None:
    person = reply.by or bench.person
    there = drafts.get(tx, reply.review_id, person)
    if there is not None and there.text.strip():
        # The owner wrote on meanwhile: his newer words stay, the sent ones are a version.
        drafts.keep_version(tx, reply.review_id, person, reply.text, bench.clock.now())
        return
    drafts.save(tx, reply.review_id, person, reply.text, bench.clock.now())


def to_sent(bench: Bench, reply: ReplyInfo, standing: StandingReply | None) -> ReplyInfo:
    """The platform took it. Whether guests see it is another matter."""
    now = bench.clock.now()
    with bench.write() as tx:
        moved = replies.move(tx, reply, "sent", at=now, sent_at=now, reason=None, code=None, looked_at=now)
        note_standing(tx, reply, standing, now=now)
    return moved


def to_published(
    bench: Bench, reply: ReplyInfo, standing: StandingReply | None, *, by: str = ""
) -> ReplyInfo:
    now = bench.clock.now()
    with bench.write() as tx:
        moved = replies.move(tx, reply, "published", at=now, by=by, reason=None, code=None)
        note_standing(tx, reply, standing, now=now)
    return moved


def to_withdrawn(bench: Bench, reply: ReplyInfo) -> ReplyInfo:
    with bench.write() as tx:
        moved = replies.move(tx, reply, "withdrawn", at=bench.clock.now())
        reviews.stands(tx, reply.review_id, None)
    return moved


def to_elsewhere(bench: Bench, reply: ReplyInfo, found: str | None = None) -> ReplyInfo:
    """Somebody else's text stands and stays; ours is kept as a version."""
    now = bench.clock.now()
    with bench.write() as tx:
        moved = replies.move(tx, reply, "elsewhere", at=now, told="reply.elsewhere")
        drafts.keep_version(tx, reply.review_id, reply.by or bench.person, reply.text, now)
        text = found or reply.found
        if text is not None:
            reviews.update(
                tx, reply.review_id, standing_text=text, standing_origin="platform", standing_by=None
            )
    return moved
