"""What was set up for the counter: a PIN for each shop, and the address that cards carry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewdesk.api import DeskError, Voucher, _
from reviewdesk.counter import pins
from reviewdesk.store import facts, listings
from reviewdesk.store.database import Database
from reviewdesk.store.goodwill import tills
from reviewdesk.store.values import LocationInfo

__all__ = ["Seat", "Setup", "on_cards"]

_PIN = "counter.pin."


@dataclass(frozen=True, slots=True)
class Seat:
    """A shop's counter, opened with the PIN of now."""

    shop: LocationInfo
    mark: str
    """Changes with the PIN: a new one ends what was opened with the old."""


class Setup:
    def __init__(self, db: Database) -> None:
        self.db = db

    def shops(self) -> list[LocationInfo]:
        with self.db.read() as tx:
            return listings.shops(tx)

    def without_pin(self) -> list[LocationInfo]:
        kept = self._kept()
        return [shop for shop in self.shops() if shop.id not in kept]

    def _kept(self) -> dict[int, str]:
        with self.db.read() as tx:
            found = {shop.id: facts.get(tx, f"{_PIN}{shop.id}") for shop in listings.locations(tx)}
        return {number: value for number, value in found.items() if value}

    def new_pin(self, name: str, wanted: str = "") -> str:
        """Set a shop's PIN, drawn or the one that is `wanted`; the answer is the only time it is told."""
        with self.db.read() as tx:
            shop = listings.location_named(tx, name)
        others = [kept for number, kept in self._kept().items() if number != shop.id]
        if wanted:
            pin = pins.plain(wanted)
            pins.refuse_weak(pin)
            if any(pins.fits(pin, each) for each in others):
                # The PIN alone tells which shop it is.
                raise DeskError(_("Another shop has this PIN."), _("Choose another."))
        else:
            pin = pins.draw()
            while any(pins.fits(pin, each) for each in others):
                pin = pins.draw()
        value = pins.hashed(pin)
        with self.db.write() as tx:
            facts.put(tx, f"{_PIN}{shop.id}", value)
        return pin

    def opened_by(self, typed: str) -> Seat | None:
        """The shop whose PIN this is. All are tried, so that the time tells nothing."""
        pin = pins.plain(typed)
        kept = self._kept()
        right = [number for number, value in kept.items() if pins.fits(pin, value)]
        return self.seat(right[0], kept[right[0]][-pins.MARK :]) if right else None

    def seat(self, number: int, mark: str) -> Seat | None:
        """The seat as it is now; None where its PIN is another by now."""
        with self.db.read() as tx:
            kept = facts.get(tx, f"{_PIN}{number}") or ""
            shops = [shop for shop in listings.locations(tx) if shop.id == number]
        return Seat(shops[0], mark) if shops and mark and kept.endswith(mark) else None

    def address(self) -> str:
        """Where phones find the counter; empty where none was set up."""
        with self.db.read() as tx:
            return tills.address(tx)

    def keep_address(self, address: str) -> None:
        with self.db.write() as tx:
            tills.keep_address(tx, address)

    def take_down(self) -> None:
        """No PIN opens it any more, and new cards carry the bare code."""
        with self.db.write() as tx:
            tills.keep_address(tx, "")
            for shop in listings.locations(tx):
                facts.drop(tx, f"{_PIN}{shop.id}")


def on_cards(vouchers: Sequence[Voucher], db_url: str) -> list[Voucher]:
    """The same, with the counter's page of each code for the card's square, where a counter was set up."""
    db = Database(db_url)
    try:
        with db.read() as tx:
            return [replace(each, counter_url=tills.page_of(tx, each.code)) for each in vouchers]
    finally:
        db.close()
