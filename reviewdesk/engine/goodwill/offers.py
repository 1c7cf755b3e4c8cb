"""The offers room: what the house gives when it makes something right."""

from reviewdesk.api import DeskError, Money, Offer, OfferKind, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.goodwill.connecting import issuers_account
from reviewdesk.engine.goodwill.values import Budget, OfferInfo
from reviewdesk.store import listings
from reviewdesk.store.goodwill import amounts, limits, offers
from reviewdesk.store.goodwill.values import BOOK

__all__ = ["Offers"]

_LONGEST = 3650
_TITLE = 120


class Offers:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def money(self, typed: str) -> Money:
        """An amount as a person types it. Raises DeskError."""
        return amounts.typed(typed, self._bench.config.goodwill.currency)

    def add(self, terms: Offer, *, month_limit: int | None = None, who: tuple[str, ...] = ()) -> OfferInfo:
        """Keep an offer. The same name again changes it; once it was used that makes a new version.

        `month_limit`: at most so many a month. `who`: the persons who may give it; empty: all.
        """
        _check(terms)
        _at_least(month_limit, 0, _("The limit of a month"))
        if terms.issuer != BOOK:
            issuers_account(self._bench, terms.issuer)
        bench = self._bench
        now = bench.clock.now()
        kept = OfferInfo(
            id=0,
            offer=terms,
            month_limit=month_limit,
            who=tuple(name.strip() for name in who if name.strip()),
            made_at=now,
            made_by=bench.person,
            retired_at=None,
            used=0,
        )
        with bench.write() as tx:
            for place in terms.places:
                listings.location_named(tx, place)
            return offers.keep(tx, kept, now=now, by=bench.person)

    def retire(self, name: str) -> OfferInfo:
        """It is given no more; what was given counts as before."""
        with self._bench.write() as tx:
            return offers.retire(tx, name, now=self._bench.clock.now(), by=self._bench.person)

    def list(self, *, every: bool = False) -> list[OfferInfo]:
        """Those that can be given; with `every` all versions there ever were."""
        with self._bench.db.read() as tx:
            return offers.all_of(tx, retired=every)

    def named(self, name: str) -> OfferInfo:
        """The newest version of an offer that can be given."""
        with self._bench.db.read() as tx:
            return offers.named(tx, name)

    def budget(self) -> Budget:
        with self._bench.db.read() as tx:
            return limits.current(tx)

    def set_budget(self, wanted: Budget) -> Budget:
        """How much a month may bring; None: no limit. Counts at once, whatever form is open."""
        _at_least(wanted.month_count, 0, _("The limit of a month"))
        _at_least(wanted.person_count, 0, _("The limit of one person"))
        with self._bench.write() as tx:
            limits.put(tx, wanted, now=self._bench.clock.now(), by=self._bench.person)
        return wanted


def _check(terms: Offer) -> None:
    plain = terms.name.replace("-", "").replace("_", "")
    if not plain.isalnum() or not terms.name.isprintable():
        raise DeskError(_("An offer needs a short name of letters and digits."), _("For example margherita."))
    if not terms.title.strip() or len(terms.title) > _TITLE or "\n" in terms.title:
        raise DeskError(
            _("An offer needs a title for the card, of at most {many} signs.").format(many=_TITLE),
            _('For example "one margherita".'),
        )
    percent = terms.percent is not None and 1 <= terms.percent <= 100
    if terms.kind is OfferKind.PERCENT and not percent:
        raise DeskError(_("How many per cent is missing."), _("Give a number from 1 to 100."))
    if terms.kind is OfferKind.AMOUNT and (terms.value is None or terms.value.minor <= 0):
        raise DeskError(_("How much money is missing."), _("Give an amount such as 10 EUR."))
    stray = terms.percent is not None and terms.kind is not OfferKind.PERCENT
    if stray or (terms.value is not None and terms.kind is not OfferKind.AMOUNT):
        raise DeskError(_("An offer is a thing, per cent or money: one of them."), _("Leave the others out."))
    _at_least(terms.valid_days, 1, _("How many days it is valid"), _LONGEST)
    _at_least(terms.per_person, 1, _("How many one guest may get"))
    _at_least(terms.per_person_days, 1, _("The days in which one guest may get so many"), _LONGEST)


def _at_least(number: int | None, least: int, what: str, most: int = 1_000_000) -> None:
    if number is not None and not least <= number <= most:
        raise DeskError(
            _("{what} must be from {least} to {most}.").format(what=what, least=least, most=most),
            _("Give another number."),
        )
