"""Shops of one name on different platforms: likely one, offered, never put together unasked."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from reviewdesk.api import _
from reviewdesk.engine.bench import Bench, zone_of
from reviewdesk.store import listings
from reviewdesk.store.identity import folded
from reviewdesk.store.values import ListingInfo

_FEW = 2
"""Shops of a chain have one name: where more than so many could be meant, the name says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinShops:
    """Two shops that may be one."""

    one: str
    """The one whose pages would go to the other."""
    other: str
    pages: tuple[ListingInfo, ...]
    """Those that would go."""
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What came of it."""

    shop: str
    pages: tuple[ListingInfo, ...]
    """As they are now."""
    before: str
    """The shop they came from; it is still there, without a page."""


def find(bench: Bench) -> list[TwinShops]:
    """Of each pair the one with a time zone stays, else the one with more pages, else the first."""
    shops: dict[str, list[ListingInfo]] = defaultdict(list)
    with bench.db.read() as tx:
        for page in listings.all_of(tx):
            if not page.ignored:
                shops[page.location].append(page)
    words = {name: frozenset(folded(name).split()) for name in shops}
    named = sorted(name for name in shops if words[name])
    pairs = [
        (one, other)
        for one, other in combinations(named, 2)
        if (words[one] <= words[other] or words[other] <= words[one]) and _apart(shops[one], shops[other])
    ]
    often = Counter(name for pair in pairs for name in pair)
    few = [pair for pair in pairs if max(often[name] for name in pair) <= _FEW]
    return [_offer(shops, *pair) for pair in few]


def _apart(pages: list[ListingInfo], others: list[ListingInfo]) -> bool:
    """One shop has one page on a platform: with two of them these are two shops, or twin pages."""
    return not {each.platform for each in pages} & {each.platform for each in others}


def _offer(shops: dict[str, list[ListingInfo]], first: str, second: str) -> TwinShops:
    def weight(name: str) -> tuple[bool, int]:
        return any(each.zone for each in shops[name]), len(shops[name])

    one, other = (first, second) if weight(second) > weight(first) else (second, first)
    what = _("{one} and {other} may be one shop.").format(one=one, other=other)
    return TwinShops(one=one, other=other, pages=tuple(shops[one]), what=what)


def gather(bench: Bench, one: str, other: str) -> Gathered:
    """All pages of the one shop belong to the other from now on; each can be put back."""
    with bench.write() as tx:
        gone, kept = listings.location_named(tx, one), listings.location_named(tx, other)
        pages = [each for each in listings.all_of(tx) if each.location == gone.name]
        for page in pages:
            listings.move(tx, page.id, kept.id)
        listings.set_location(tx, kept.id, zone=kept.zone or gone.zone, hours=kept.hours or gone.hours)
        listings.rezone(tx, kept.id, zone_of(kept.zone or gone.zone))
        now = tuple(listings.get(tx, page.id) for page in pages)
    return Gathered(shop=kept.name, pages=now, before=gone.name)
