"""`sent` is not `published`: answers are watched until they are seen, refused, or taken down."""

from datetime import timedelta

from reviewdesk.api import DeskError, May, PlatformError, Reading, Standing, StandingReply, _
from reviewdesk.engine import endings, standing
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.road import Road, road
from reviewdesk.engine.sending import settle_seconds
from reviewdesk.store import drafts, replies, reviews
from reviewdesk.store.identity import same_text
from reviewdesk.store.replies import Lost
from reviewdesk.store.values import ReplyInfo

_LONGEST_PAUSE = 3600.0


def watch(bench: Bench, *, account_id: int | None = None, at_once: bool = False) -> list[ReplyInfo]:
    """Look at answers that are sent or handed off; `at_once` looks at all, else at those whose time came."""
    with bench.db.read() as tx:
        ours = replies.on_their_way(tx, ("sent", "handed_off"), account_id)
    moved = []
    for each in ours:
        if not (at_once or _time_to_look(bench, each)):
            continue
        found = _watch_one(bench, each)
        if found is not None and found.state != each.state:
            moved.append(found)
    return moved


def _time_to_look(bench: Bench, reply: ReplyInfo) -> bool:
    """Ever more slowly: half of the time it has been out, from the lag up to an hour."""
    now = bench.clock.now()
    since = reply.sent_at or reply.made_at
    looked = reply.looked_at or since
    pause = min(_LONGEST_PAUSE, max(2.0, (looked - since).total_seconds() * 0.5))
    return now >= looked + timedelta(seconds=pause)


def _watch_one(bench: Bench, reply: ReplyInfo) -> ReplyInfo | None:
    with bench.db.read() as tx:
        known = reviews.get(tx, reply.review_id)
    try:
        way = road(bench, known)
        if not _readable(bench, way) or not known.fetched:
            return None
        reading = standing.read(bench, way, known)
    except (PlatformError, DeskError):
        with bench.db.write() as tx:
            replies.amend(tx, reply, looked_at=bench.clock.now())
        return None
    try:
        return seen(bench, reply, way, reading)
    except Lost:
        return None


def _readable(bench: Bench, way: Road) -> bool:
    able = bench.plugins.does(way.account.platform, "reviewdesk_read_review")
    return able and way.connection.signed_in and bool({May.READ, May.EXCERPTS} & way.may)


def seen(bench: Bench, reply: ReplyInfo, way: Road, reading: Reading) -> ReplyInfo | None:
    """What a look, or an import, says about an answer that is out."""
    if reading.review is None and reading.certain:
        return endings.to_draft(bench, reply, _("The review is no longer on the platform."))
    there = reading.reply
    if there is None:
        return _absent(bench, reply, way, certain=reading.certain)
    if same_text(there.text, reply.text):
        return _ours(bench, reply, there)
    if reply.over is not None and same_text(there.text, reply.over):
        return _absent(bench, reply, way, certain=reading.certain)
    if reply.state == "handed_off":
        return _by_hand(bench, reply, there)
    return endings.to_elsewhere(bench, reply, there.text)


def _ours(bench: Bench, reply: ReplyInfo, there: StandingReply) -> ReplyInfo | None:
    if there.standing == Standing.REJECTED:
        return endings.to_draft(bench, reply, there.reason, state="refused", code=there.code)
    if there.standing == Standing.PENDING:
        now = bench.clock.now()
        if reply.state == "handed_off":
            return endings.to_sent(bench, reply, there)
        with bench.write() as tx:
            standing.note_standing(tx, reply, there, now=now)
            return replies.amend(tx, reply, looked_at=now)
    return endings.to_published(bench, reply, there)


def _by_hand(bench: Bench, reply: ReplyInfo, there: StandingReply) -> ReplyInfo | None:
    """The owner published by hand and changed a word on the way: what stands counts."""
    if there.standing == Standing.REJECTED:
        return endings.to_draft(bench, reply, there.reason, state="refused", code=there.code)
    now = bench.clock.now()
    with bench.write() as tx:
        drafts.keep_version(tx, reply.review_id, reply.by or bench.person, reply.text, now)
        moved = replies.move(tx, reply, "published", at=now, told="reply.published", text=there.text)
        standing.note_standing(tx, moved, there, now=now)
    return moved


def _absent(bench: Bench, reply: ReplyInfo, way: Road, *, certain: bool) -> ReplyInfo | None:
    now = bench.clock.now()
    out = now - (reply.sent_at or reply.made_at)
    if certain and reply.state == "sent" and out > timedelta(seconds=settle_seconds(bench, way)):
        with bench.write() as tx:
            reviews.stands(tx, reply.review_id, None)
        return endings.to_draft(
            bench, reply, _("The platform took the answer down without a word."), state="gone"
        )
    if certain and reply.state == "handed_off" and out > way.rules.visible_within:
        return endings.to_draft(bench, reply, _("It was not seen on the page. Was it published?"))
    with bench.db.write() as tx:
        return replies.amend(tx, reply, looked_at=now)
