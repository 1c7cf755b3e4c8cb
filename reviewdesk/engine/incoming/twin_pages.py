"""Pages of one platform that look like one: offered, never joined unasked."""

from dataclasses import dataclass
from itertools import product

from reviewdesk.api import _
from reviewdesk.engine.bench import Bench
from reviewdesk.store import joining, listings
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import folded
from reviewdesk.store.values import ListingInfo

_MOST = 60
"""So many pairs are compared by their reviews; beyond that the names have to do."""
_FEW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinPages:
    """Two pages that may be one, and what the owner does if they are."""

    one: ListingInfo
    """The one that would be joined into the other."""
    other: ListingInfo
    what: str
    do: str


def find(bench: Bench) -> list[TwinPages]:
    with bench.db.read() as tx:
        pages = [each for each in listings.all_of(tx) if not each.ignored]
        pairs = [pair for one in pages if not one.fetched for pair in _of(tx, bench, one, pages)]
    return [_offer(bench, *pair) for pair in pairs]


def alike(one: str, other: str) -> bool:
    """Whether all words of one name stand in the other."""
    words, others = set(folded(one).split()), set(folded(other).split())
    return words <= others or others <= words


def _of(tx: Tx, bench: Bench, one: ListingInfo, pages: list[ListingInfo]) -> list[tuple[ListingInfo, ...]]:
    """Pages read by API, and older ones brought in by hand, that this one may be."""
    rivals = [each for each in pages if each.platform == one.platform and (each.fetched or each.id < one.id)]
    if len(rivals) <= _MOST:
        zones = {each.id: bench.zone(each.zone or one.zone) for each in rivals}
        same = [each for each in rivals if joining.recognised(tx, one.id, each.id, zones[each.id])]
        if same:
            return list(product([one], same))
    same = [each for each in rivals if alike(one.title, each.title)] or _alone(one, rivals, pages)
    # Shops of a chain have one name: of many such pages the name says nothing.
    return list(product([one], same)) if len(same) <= _FEW else []


def _alone(one: ListingInfo, rivals: list[ListingInfo], pages: list[ListingInfo]) -> list[ListingInfo]:
    """The only page by hand and the only one by API are likely one, whatever they are called."""
    read = [each for each in rivals if each.fetched]
    by_hand = [each for each in pages if each.platform == one.platform and not each.fetched]
    return read if len(read) == len(by_hand) == 1 else []


def _offer(bench: Bench, one: ListingInfo, other: ListingInfo) -> TwinPages:
    card = bench.plugins.platforms().get(one.platform)
    what = _("{one} ({first}) and {other} ({second}) may be one page on {platform}.").format(
        one=one.title,
        first=_read_by(one),
        other=other.title,
        second=_read_by(other),
        platform=card.title if card else one.platform,
    )
    command = f'reviewdesk listing join "{listings.handle(one)}" "{listings.handle(other)}"'
    return TwinPages(one=one, other=other, what=what, do=_("If so: {command}").format(command=command))


def _read_by(page: ListingInfo) -> str:
    return _("read by API") if page.fetched else _("brought in by hand")
