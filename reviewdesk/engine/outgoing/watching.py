"""`sent` is not `published`: answers are watched until they are seen, refused, or taken down."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from reviewdesk.api import DeskError, May, PlatformError, Reading, Standing, StandingReply, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.net.patience import Patience
from reviewdesk.engine.outgoing import endings, reading_back, standing
from reviewdesk.engine.outgoing.road import Road, road
from reviewdesk.engine.outgoing.sending import settle_seconds
from reviewdesk.store import accounts, drafts, replies, reviews
from reviewdesk.store.identity import same_text
from reviewdesk.store.replies import Lost
from reviewdesk.store.values import Known, ReplyInfo

log = logging.getLogger("reviewdesk.outbox")

_LONGEST_PAUSE = 3600.0
_LEEWAY = timedelta(minutes=2)
"""Between the platform's clock and this machine's."""


def watch(bench: Bench, *, account_id: int | None = None, at_once: bool = False) -> list[ReplyInfo]:
    """Look at answers that are out and due for a look; `at_once`: at all, and at settled unknown ones."""
    with bench.db.read() as tx:
        gone = replies.taken_down(tx)
    moved = given_back(bench, gone)
    if at_once:
        moved += _unknown(bench, account_id)
    with bench.db.read() as tx:
        ours = replies.on_their_way(tx, ("sent", "handed_off"), account_id)
    patience = Patience(bench.clock)
    # Most owners have no API and many answers out by hand: asked once per account, not once per answer.
    readable = {account: _readable(bench, account) for account in {each.account_id for each in ours}}
    for each in ours:
        if not readable[each.account_id] or patience.lost_with(each.account_id):
            continue
        if not (at_once or _time_to_look(bench, each)):
            continue
        with patience.timing(each.account_id):
            found = _watch_one(bench, each)
        if found is not None and found.state != each.state:
            moved.append(found)
    return moved


def given_back(bench: Bench, gone: Sequence[ReplyInfo]) -> list[ReplyInfo]:
    """A fetch found them gone: their text goes back into the editor."""
    done = []
    for each in gone:
        reason = _("The platform took the answer down without a word.")
        with suppress(Lost):
            done.append(endings.to_draft(bench, each, reason, state="gone", told="reply.given_back"))
    return done


def _unknown(bench: Bench, account_id: int | None) -> list[ReplyInfo]:
    patience = Patience(bench.clock)
    done = []
    for each in reading_back.settled(bench):
        if account_id not in (None, each.account_id) or patience.lost_with(each.account_id):
            continue
        with suppress(Lost), patience.timing(each.account_id):
            found = reading_back.look(bench, each)
            done += [found] if found is not None and found.state != each.state else []
    return done


def _time_to_look(bench: Bench, reply: ReplyInfo) -> bool:
    """Ever more slowly: half of the time it has been out, from the lag up to an hour."""
    now = bench.clock.now()
    since = reply.sent_at or reply.made_at
    looked = reply.looked_at or since
    pause = min(_LONGEST_PAUSE, max(2.0, (looked - since).total_seconds() * 0.5))
    # A look in the future means that the clock was set back.
    return now >= looked + timedelta(seconds=pause) or looked > now


def _watch_one(bench: Bench, reply: ReplyInfo) -> ReplyInfo | None:
    with bench.db.read() as tx:
        known = reviews.get(tx, reply.review_id)
    try:
        reading = _reading(bench, known)
        if reading is not None:
            return seen(bench, reply, *reading)
    except (PlatformError, DeskError) as error:
        log.info("looking at answer %s: %s", reply.id, error)
    except Lost:
        return None
    with suppress(Lost), bench.db.write() as tx:
        replies.amend(tx, reply, looked_at=bench.clock.now())
    return None


def _reading(bench: Bench, known: Known) -> tuple[Road, Reading] | None:
    """None where the review is known from a file only."""
    way = road(bench, known)
    return (way, standing.read(bench, way, known)) if known.fetched else None


def _readable(bench: Bench, account_id: int) -> bool:
    with bench.db.read() as tx:
        account = accounts.numbered(tx, account_id)
    if not ({May.READ, May.EXCERPTS} & account.may):
        return False
    try:
        signed_in = bench.connections.of(account).signed_in
    except DeskError:
        return False
    return signed_in and bench.plugins.does(account.platform, "reviewdesk_read_review")


def seen(bench: Bench, reply: ReplyInfo, way: Road, reading: Reading) -> ReplyInfo | None:
    """What a look, or an import, says about an answer that is out."""
    if reading.review is None and reading.certain:
        return endings.to_draft(bench, reply, _("The review is no longer on the platform."))
    there = reading.reply
    if there is None:
        return _absent(bench, reply, way, None, certain=reading.certain)
    if same_text(there.text, reply.text) or (reply.state == "sent" and same_text(there.text, reply.found)):
        return _ours(bench, reply, there)
    if standing.was_over(reply, there.text):
        return _absent(bench, reply, way, there, certain=reading.certain)
    return _other_text(bench, reply, way, there, certain=reading.certain)


def _other_text(
    bench: Bench, reply: ReplyInfo, way: Road, there: StandingReply, *, certain: bool
) -> ReplyInfo | None:
    if reply.state == "handed_off" and not _from_before(reply, there):
        return _by_hand(bench, reply, there)
    if standing.is_ours(bench, reply, there.text):
        return _absent(bench, reply, way, there, certain=certain)
    return endings.to_elsewhere(bench, reply, there)


def _from_before(reply: ReplyInfo, there: StandingReply) -> bool:
    """Written before the hand-off: not what the owner published by hand."""
    return there.at is not None and there.at < reply.made_at - _LEEWAY


def _ours(bench: Bench, reply: ReplyInfo, there: StandingReply) -> ReplyInfo | None:
    if there.standing == Standing.REJECTED:
        return endings.to_draft(bench, reply, there.reason, state="refused", code=there.code)
    if there.standing != Standing.PENDING:
        return endings.to_published(bench, reply, there)
    if reply.state == "handed_off":
        return endings.to_sent(bench, reply, there)
    now = bench.clock.now()
    with bench.write() as tx:
        standing.note_standing(tx, reply, there, now=now)
        return replies.amend(tx, reply, looked_at=now)


def _by_hand(bench: Bench, reply: ReplyInfo, there: StandingReply) -> ReplyInfo | None:
    """The owner published by hand and changed a word on the way: what stands counts."""
    if there.standing == Standing.REJECTED:
        return endings.to_draft(bench, reply, there.reason, state="refused", code=there.code)
    with bench.write() as tx:
        person = reply.by or bench.person
        drafts.keep_version(tx, reply.review_id, person, reply.text, bench.clock.now())
    return endings.to_published(bench, reply, there, text=there.text)


def _absent(
    bench: Bench, reply: ReplyInfo, way: Road, there: StandingReply | None, *, certain: bool
) -> ReplyInfo | None:
    """Not there; `there` stands in its place: what stood before, or an older one of ours."""
    now = bench.clock.now()
    out = now - (reply.sent_at or reply.made_at)
    if certain and reply.state == "sent" and out > timedelta(seconds=settle_seconds(bench, way)):
        return _gone(bench, reply, there)
    if certain and reply.state == "handed_off" and out > way.rules.visible_within:
        return endings.to_draft(bench, reply, _("It was not seen on the page. Was it published?"))
    with bench.db.write() as tx:
        return replies.amend(tx, reply, looked_at=now)


def _gone(bench: Bench, reply: ReplyInfo, there: StandingReply | None) -> ReplyInfo:
    ours = there is not None and standing.is_ours(bench, reply, there.text)
    with bench.write() as tx:
        reviews.stands(tx, reply.review_id, there, by=reply.by if ours else None)
        if there is not None and not ours:
            standing.note_others(tx, reply.review_id, there)
    reason = (
        _("The platform shows the earlier answer again, not this one.")
        if there is not None
        else _("The platform took the answer down without a word.")
    )
    return endings.to_draft(bench, reply, reason, state="gone")
