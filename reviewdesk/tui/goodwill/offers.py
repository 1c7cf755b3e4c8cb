"""Offers: what the house gives when it makes something right, and how much a month may bring."""

from __future__ import annotations

from reviewdesk.api import _, ngettext
from reviewdesk.engine.goodwill.values import Budget, OfferInfo
from reviewdesk.store.goodwill.values import BOOK
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.dialogs.pick import Choice, PickDialog
from reviewdesk.tui.format import count, one_line
from reviewdesk.tui.goodwill.budget_form import BudgetForm
from reviewdesk.tui.goodwill.form import WRITES
from reviewdesk.tui.goodwill.offer_form import OfferForm
from reviewdesk.tui.goodwill.words import budget_words, offer_words, plain
from reviewdesk.tui.screens.page import ReadPage
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece


class OffersScreen(ReadPage):
    BINDINGS = bindings(Scope.OFFERS)

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[OfferInfo, ...] = ()
        self._budget = Budget()

    @property
    def heading(self) -> str:
        return _("Offers")

    @property
    def hint_actions(self) -> tuple[str, ...]:
        here = ("change_offer", "retire_offer") if self.offer is not None else ()
        return ("new_offer", *here, "month_limits", "vouchers", "inbox")

    def can(self, action: str) -> bool:
        if action in ("change_offer", "retire_offer"):
            return self.offer is not None
        return super().can(action)

    @property
    def offer(self) -> OfferInfo | None:
        """The one under the cursor."""
        return next((each for each in self._offers if each.offer.name == self.here), None)

    def read(self) -> None:
        self.ask(
            lambda desk: (tuple(desk.offers.list()), desk.offers.budget()), lambda read: self._show(*read)
        )

    def _show(self, offers: tuple[OfferInfo, ...], budget: Budget) -> None:
        self._offers, self._budget = offers, budget
        limits = _("A month may bring: {limits}").format(limits=budget_words(budget))
        cards = [Card([Piece(limits, "state")]), Card([Piece("")])]
        cards += [self._card(each) for each in offers]
        if not offers:
            how = _("{key} makes the first one, such as: one margherita.")
            words = how.format(key=self.desk_app.keys.of("new_offer"))
            cards.append(Card([Piece(_("No offers yet."), "heading")], words))
        self.cards.show(cards)

    def _card(self, one: OfferInfo) -> Card:
        terms = one.offer
        given = ngettext("given {n} time", "given {n} times", one.used).format(n=count(one.used))
        head = [Piece(f"{one_line(terms.title)}  ", "strong"), Piece(given, "dim")]
        guest = _("{n} for one guest in {days} days").format(n=terms.per_person, days=terms.per_person_days)
        parts = [offer_words(one), guest]
        if one.month_limit is not None:
            parts.append(_("at most {n} a month").format(n=one.month_limit))
        if one.who:
            parts.append(_("given by {who} only").format(who=one_line(", ".join(one.who))))
        if terms.issuer != BOOK:
            parts.append(_("issued by {plugin}").format(plugin=one_line(terms.issuer)))
        if terms.small_print:
            parts.append(one_line(terms.small_print))
        return Card(head, " · ".join(parts), terms.name)

    # --- keys -----------------------------------------------------------------------------------------

    def on_cards_chosen(self) -> None:
        self.action_change_offer()

    def action_new_offer(self) -> None:
        self.app.push_screen(OfferForm(), self._kept)

    def action_change_offer(self) -> None:
        if self.offer is not None:
            self.app.push_screen(OfferForm(self.offer), self._kept)

    def _kept(self, offer: OfferInfo | None) -> None:
        if offer is not None:
            said = _("Kept: {title}, version {version}.")
            self.tell(said.format(title=one_line(offer.offer.title), version=offer.offer.version))
            self.read()

    def action_retire_offer(self) -> None:
        offer, desk = self.offer, self.desk
        if offer is None or desk is None:
            return
        name = offer.offer.name
        choices = [Choice("no", _("no, it stays")), Choice("yes", _("yes, give it no more"))]

        def done(_gone: object) -> None:
            self.tell(_("It is given no more; what was given counts as before."))
            self.read()

        def picked(choice: str | None) -> None:
            if choice == "yes":
                self.desk_app.beside.do(
                    WRITES,
                    lambda: desk.offers.retire(name),
                    done,
                    lambda error: self.tell(plain(error), trouble=True),
                )

        self.app.push_screen(PickDialog(one_line(offer.offer.title), choices), picked)

    def action_month_limits(self) -> None:
        def kept(budget: Budget | None) -> None:
            if budget is not None:
                self.tell(_("A month may bring: {limits}").format(limits=budget_words(budget)))
                self.read()

        self.app.push_screen(BudgetForm(self._budget), kept)
