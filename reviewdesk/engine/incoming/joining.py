"""Joining two pages of one platform, on the owner's word."""

from dataclasses import dataclass

from reviewdesk.api import DeskError, Reading, _
from reviewdesk.engine.bench import Bench, begin_terms
from reviewdesk.engine.outgoing import watching
from reviewdesk.engine.outgoing.road import road
from reviewdesk.store import joining, listings, replies, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.terms import Terms
from reviewdesk.store.values import ListingInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinReport:
    """What came of it."""

    listing: ListingInfo
    """The page that is left."""
    gone: str
    """The name of the other one."""
    moved: int = 0
    met: int = 0
    """Reviews that both pages knew."""
    unsure: int = 0
    """Of those that moved: perhaps the same as another."""
    already: bool = False


def join(bench: Bench, name: str, into: str) -> JoinReport:
    """The first page becomes the second; the one that an API reads is the one that is left."""
    with bench.write() as tx:
        gone, kept = _meant(tx, name, into)
        if gone.id == kept.id:
            return JoinReport(listing=kept, gone=name, already=True)
        if gone.fetched and not kept.fetched:
            gone, kept = kept, gone
        _refuse(gone, kept)
        done = joining.join(tx, gone, kept, _terms(tx, bench, gone, kept), bench.person)
        left = listings.get(tx, kept.id)
    for number in done.out:
        _confirm(bench, number)
    return JoinReport(listing=left, gone=gone.title, moved=done.moved, met=done.met, unsure=done.unsure)


def _meant(tx: Tx, name: str, into: str) -> tuple[ListingInfo, ListingInfo]:
    """Names that several pages have may still mean only two of one platform."""
    mine, others = listings.meant(tx, name), listings.meant(tx, into)
    pairs = [
        (one, other)
        for one in mine
        for other in others
        if one.platform == other.platform and one.id != other.id
    ]
    if len({frozenset((one.id, other.id)) for one, other in pairs}) == 1:
        return pairs[0]
    return listings.named(tx, name), listings.named(tx, into)


def _refuse(gone: ListingInfo, kept: ListingInfo) -> None:
    if gone.platform != kept.platform:
        raise DeskError(
            _("{one} and {other} are pages of two platforms.").format(one=gone.title, other=kept.title),
            _("To put both to one shop: reviewdesk listing adopt PAGE --location SHOP"),
        )
    if gone.fetched and kept.fetched:
        raise DeskError(
            _("{one} and {other} are both read by API: there they are two pages.").format(
                one=gone.title, other=kept.title
            ),
            _("Nothing was joined."),
        )


def _terms(tx: Tx, bench: Bench, gone: ListingInfo, kept: ListingInfo) -> Terms:
    begin, wordless = begin_terms(tx)
    return Terms(
        now=bench.clock.now(),
        zone=bench.zone(joining.zone_of(tx, gone, kept)),
        fetched=False,
        replaceable=bench.replaceable(kept.platform),
        begin=begin,
        wordless_above=wordless,
    )


def _confirm(bench: Bench, number: int) -> None:
    """An answer that was carried by hand, and that the other page shows already, has arrived."""
    with bench.db.read() as tx:
        live = replies.live(tx, number)
        known = reviews.get(tx, number)
    if live is not None and known.review.reply is not None:
        there = Reading(review=known.review, reply=known.review.reply, certain=False)
        watching.seen(bench, live, road(bench, known), there)
