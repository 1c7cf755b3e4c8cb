"""The listings room: pages, and the shops they belong to."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reviewdesk.api import DeskError, _
from reviewdesk.engine.bench import Bench, zone_of
from reviewdesk.engine.incoming import joining, twin_pages, twin_shops
from reviewdesk.engine.incoming.joining import JoinReport
from reviewdesk.engine.incoming.twin_pages import TwinPages
from reviewdesk.engine.incoming.twin_shops import Gathered, TwinShops
from reviewdesk.engine.opening_hours import hours_of
from reviewdesk.store import listings
from reviewdesk.store.values import ListingInfo, LocationInfo


class Listings:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def list(self) -> Sequence[ListingInfo]:
        with self._bench.db.read() as tx:
            return listings.all_of(tx)

    def adopt(self, name: str, page: str | None = None) -> ListingInfo:
        """Take part again in fetching; `page` keeps the address where answers are written by hand."""
        if page is not None and not page.lower().startswith(("https://", "http://")):
            raise DeskError(_("{page} is no web address.").format(page=page), _("It begins with https://."))
        changes: dict[str, Any] = {"ignored": False} | ({"page": page} if page else {})
        return self._change(name, **changes)

    def ignore(self, name: str) -> ListingInfo:
        """Fetch it no more; what is here stays."""
        return self._change(name, ignored=True)

    def _change(self, name: str, **changes: Any) -> ListingInfo:
        with self._bench.write() as tx:
            found = listings.named(tx, name)
            listings.change(tx, found.id, **changes)
            return listings.get(tx, found.id)

    def move(self, name: str, location: str) -> ListingInfo:
        """This page belongs to that shop."""
        with self._bench.write() as tx:
            found = listings.named(tx, name)
            shop = listings.location_named(tx, location)
            listings.move(tx, found.id, shop.id)
            listings.rezone(tx, shop.id, zone_of(shop.zone))
            return listings.get(tx, found.id)

    def locations(self) -> Sequence[LocationInfo]:
        with self._bench.db.read() as tx:
            return listings.locations(tx)

    def shops(self) -> Sequence[LocationInfo]:
        """The shops one can name to a guest."""
        with self._bench.db.read() as tx:
            return listings.shops(tx)

    def add_location(self, name: str) -> LocationInfo:
        with self._bench.write() as tx:
            return listings.add_location(tx, name.strip())

    def set_location(self, name: str, *, zone: str | None = None, hours: str | None = None) -> LocationInfo:
        """Name a shop's zone or hours; a new zone gives its reviews their new local days at once."""
        changes = self.fitting(zone=zone, hours=hours)
        with self._bench.write() as tx:
            shop = listings.location_named(tx, name)
            listings.set_location(tx, shop.id, **changes)
            if zone is not None:
                listings.rezone(tx, shop.id, ZoneInfo(zone))
            return listings.location_named(tx, name)

    def fitting(self, *, zone: str | None = None, hours: str | None = None) -> dict[str, str | None]:
        """What would be kept of these, before anything is; raises DeskError where they are none."""
        found: dict[str, str | None] = {}
        if zone is not None:
            try:
                ZoneInfo(zone)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise DeskError(
                    _("There is no time zone {zone}.").format(zone=zone),
                    _("Use a name like Europe/Warsaw."),
                ) from error
            found["zone"] = zone
        if hours is not None:
            found["hours"] = hours_of(hours) or None
        return found

    def rename_location(self, old: str, new: str) -> LocationInfo:
        """Call a shop by another name."""
        with self._bench.write() as tx:
            return listings.rename_location(tx, old, new.strip())

    def join(self, name: str, into: str) -> JoinReport:
        """Make two pages of one platform one: all reviews of the first go to the second."""
        return joining.join(self._bench, name, into)

    def twin_pages(self) -> Sequence[TwinPages]:
        """Pages of one platform that look like one: offered, never joined unasked."""
        return twin_pages.find(self._bench)

    def twins(self) -> Sequence[tuple[str, str]]:
        """Shops that look like one: offered, never joined unasked.

        Where it is their pages that may be one, joining these is offered instead.
        """
        pages = {frozenset((each.one.location, each.other.location)) for each in self.twin_pages()}
        pairs = combinations(sorted({each.location for each in self.list()}), 2)
        return [pair for pair in pairs if twin_pages.alike(*pair) and frozenset(pair) not in pages]

    def twin_shops(self) -> Sequence[TwinShops]:
        """Those of different platforms that `gather` would make one."""
        return twin_shops.find(self._bench)

    def gather(self, one: str, other: str) -> Gathered:
        """All pages of the one shop belong to the other from now on."""
        return twin_shops.gather(self._bench, one, other)
