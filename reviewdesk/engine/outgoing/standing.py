"""Reading one review back, and noting what stands there."""

from datetime import datetime

from reviewdesk.api import Reading, Standing, StandingReply
from reviewdesk.engine.bench import Bench, begin_terms
from reviewdesk.engine.outgoing.road import Road
from reviewdesk.store import accounts, ingest, listings, replies, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import same_text, words_of
from reviewdesk.store.values import Known, ReplyInfo


def read(bench: Bench, way: Road, known: Known) -> Reading:
    """What stands on the platform now; the review's own news are kept at once."""
    reading = bench.calls.read(way.connection, known.review)
    if reading.review is not None:
        keep(bench, known, reading)
    return reading


def keep(bench: Bench, known: Known, reading: Reading) -> None:
    """Take what was read like a page of one review."""
    assert reading.review is not None
    with bench.write() as tx:
        where = listings.get(tx, known.listing_id)
        begin, wordless = begin_terms(tx)
        terms = ingest.Terms(
            now=bench.clock.now(),
            zone=bench.zone(where.zone),
            fetched=True,
            replaceable=bench.replaceable(where.platform),
            begin=begin,
            wordless_above=wordless,
            keep=accounts.numbered(tx, where.account_id).keep,
        )
        ingest.take(tx, where, [reading.review], terms)


def edited_since(reading: Reading, reply: ReplyInfo) -> bool:
    """Whether the guest changed stars or text since the owner looked."""
    return reading.review is not None and words_of(reading.review) != reply.seen


def is_ours(bench: Bench, reply: ReplyInfo, text: str) -> bool:
    """Whether a text was ever written here for this review."""
    with bench.db.read() as tx:
        own = replies.own_texts(tx, reply.review_id)
    return any(same_text(text, mine) for mine in own)


def was_over(reply: ReplyInfo, text: str) -> bool:
    """Whether this stood there when the owner sent his text off: he knew of it."""
    return reply.over is not None and same_text(text, reply.over)


def note_others(tx: Tx, review_id: int, there: StandingReply) -> None:
    """Somebody else's answer stands there."""
    known = reviews.get(tx, review_id).review.reply
    if known is None or not same_text(known.text, there.text):
        reviews.stands(tx, review_id, there)
    reviews.update(tx, review_id, standing_origin="platform", standing_by=None)


def note_standing(
    tx: Tx,
    reply: ReplyInfo,
    standing: StandingReply | None,
    *,
    now: datetime,
    claimed_until: datetime | None = None,
) -> None:
    """Our answer stands there, as the platform tells it, or on the owner's word."""
    fact = standing or StandingReply(text=reply.text, at=now, standing=Standing.UNTOLD)
    if fact.at is None:
        fact = StandingReply(text=fact.text, at=now, standing=fact.standing, reason=fact.reason)
    reviews.stands(tx, reply.review_id, fact, by=reply.by, claimed_until=claimed_until)
