"""Accounts, shops and plugins: who one is at each platform, what may be done there, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.engine.goodwill.contact_lines import ContactLine
from reviewdesk.engine.incoming.twin_shops import TwinShops
from reviewdesk.engine.plugs.plugin_words import status_words
from reviewdesk.store.values import AccountInfo, ListingInfo
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.format import one_line, visible, when
from reviewdesk.tui.goodwill.contact import change, shop_card
from reviewdesk.tui.screens.page import ReadPage
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece

if TYPE_CHECKING:
    from reviewdesk.engine.accounts import AccountReport
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.incoming.twin_pages import TwinPages
    from reviewdesk.engine.plugs.plugins import PluginRecord

    Offers = list[TwinPages | TwinShops]
    Reached = dict[str, list[ContactLine]]
    Found = tuple[list[AccountInfo], Sequence[ListingInfo], list[PluginRecord], Offers, Reached]


class AccountsScreen(ReadPage):
    BINDINGS = bindings(Scope.ACCOUNTS)

    def __init__(self) -> None:
        super().__init__()
        self._offers: dict[tuple[str, ...], TwinPages | TwinShops] = {}
        self._reached: dict[str, list[ContactLine]] = {}

    @property
    def heading(self) -> str:
        return _("Accounts & plugins")

    @property
    def hint_actions(self) -> tuple[str, ...]:
        joins = ("make_one",) if self._offers else ()
        reach = ("change_contact",) if self._shop is not None else ()
        return (*reach, *joins, "check", "sign_in", "bring_in", "fetch", "inbox")

    def can(self, action: str) -> bool:
        rules = {"make_one": bool(self._offers), "change_contact": self._shop is not None}
        return rules.get(action, super().can(action))

    def read(self) -> None:
        self.ask(_look, self._show)

    def _show(self, found: Found) -> None:
        accounts, pages, records, offers, self._reached = found
        self._offers = {_place(each): each for each in offers}
        cards = [Card([Piece(_("Accounts"), "heading")])]
        cards += [
            self._account(each, [page for page in pages if page.account_id == each.id]) for each in accounts
        ]
        if not accounts:
            cards.append(Card([Piece(_("None yet. Bringing in a file makes one by hand."), "dim")]))
        cards += [self._offer(place, each) for place, each in self._offers.items()]
        how = _("Another one: reviewdesk account add PLATFORM NAME")
        cards += [Card([Piece(how, "dim")]), Card([Piece("")])]
        if self._reached:
            cards.append(Card([Piece(_("How guests get in touch"), "heading")]))
            cards += [shop_card(*each, self.desk_app.title_of) for each in self._reached.items()]
            cards.append(Card([Piece("")]))
        cards.append(Card([Piece(_("Plugins"), "heading")]))
        cards += [self._plugin(each) for each in records]
        self.cards.show(cards)

    def _offer(self, place: tuple[str, ...], offer: TwinPages | TwinShops) -> Card:
        head = _("One page?") if place[0] == "pages" else _("One shop?")
        how = _("If so: {key} makes them one.").format(key=self.desk_app.keys.of("make_one"))
        return Card([Piece(head, "warn")], f"{visible(offer.what)} {how}", ("offer", place))

    def _account(self, account: AccountInfo, pages: list[ListingInfo]) -> Card:
        title = self.desk_app.title_of(account.platform)
        may = _may_words(account.may, by_hand=account.by_hand)
        head = [
            Piece(f"{one_line(account.name)} ", "strong"),
            Piece(f"· {title} · ", "dim"),
            Piece(may, "warn" if account.problem and account.problem_kind != "note" else "state"),
        ]
        lines = []
        if account.identity:
            lines.append(_("you are {name} there").format(name=one_line(account.identity)))
        if account.problem:
            lines.append(visible(account.problem))
        if account.checked_at:
            lines.append(_("checked {when}").format(when=when(account.checked_at, self.desk_app.clock.now())))
        for page in pages:
            left_out = _(" (left out)") if page.ignored else ""
            lines.append(_("page {page} of the shop {shop}{more}").format(
                page=one_line(page.title), shop=one_line(page.location), more=left_out))  # fmt: skip
        return Card(head, "\n".join(lines), ("account", account.name))

    def _plugin(self, record: PluginRecord) -> Card:
        good = record.status == "ready"
        head = [
            Piece(f"{one_line(record.title)} ", "strong"),
            Piece(f"{record.version} · ", "dim"),
            Piece(status_words(record.status), "good" if good else "warn"),
        ]
        return Card(head, visible(record.problem or ""), ("plugin", record.name))

    # --- keys -----------------------------------------------------------------------------------------

    @property
    def _shop(self) -> str | None:
        kind, name = self.here or ("", "")
        return str(name) if kind == "shop" else None

    def on_cards_chosen(self) -> None:
        self.action_change_contact()

    def action_change_contact(self) -> None:
        shop = self._shop
        if shop is not None:
            change(self.desk_app, shop, self._reached[shop], self.read)

    @property
    def _chosen(self) -> str | None:
        kind, name = self.here or ("", "")
        if kind != "account":
            self.tell(_("Put the cursor on an account first."))
            return None
        return str(name)

    def action_check(self) -> None:
        name, desk = self._chosen, self.desk
        if name is not None and desk is not None:
            self.tell(_("Asking {name} …").format(name=name))
            self.desk_app.beside.do(f"check {name}", lambda: desk.accounts.check(name), self._checked)

    def _checked(self, report: AccountReport) -> None:
        if report.problem:
            self.tell(f"{report.problem} {report.todo}".strip(), trouble=True)
        elif report.status is not None:
            may = _may_words(frozenset(str(each) for each in report.status.may), by_hand=False)
            identity = report.status.identity or report.account.name
            self.tell(
                _("{name}: {may}. {note}").format(name=one_line(identity), may=may, note=report.status.note)
            )
        self.read()

    def action_make_one(self) -> None:
        (kind, place), places = self.here or ("", ()), list(self._offers)
        if kind == "offer":
            places = [place]
        if len(places) != 1 or places[0] not in self._offers:
            self.tell(_("Put the cursor on two that may be one first.") if places else _("Nothing to join."))
            return
        from reviewdesk.tui.dialogs.make_one import MakeOneDialog

        self.app.push_screen(MakeOneDialog(self._offers[places[0]]), self._made_one)

    def _made_one(self, said: str | None) -> None:
        if said:
            self.tell(said)
            self.desk_app.look_again()

    def action_sign_in(self) -> None:
        name, desk = self._chosen, self.desk
        if name is None or desk is None:
            return
        from reviewdesk.engine.outgoing.clipboard import open_page

        app = self.desk_app

        def shown(url: str) -> None:
            app.call_later(self.tell, _("Sign in on this page: {url}").format(url=url))

        self.tell(_("Waiting for you in the browser …"))
        app.beside.do(
            f"sign in {name}",
            lambda: desk.accounts.sign_in(name, open_url=open_page, show_url=shown),
            self._checked,
        )


def _look(desk: Desk) -> Found:
    twins: Offers = [*desk.listings.twin_pages(), *desk.listings.twin_shops()]
    reached = {each.name: desk.contact_lines.of(each.name) for each in desk.listings.shops()}
    return desk.accounts.list(), desk.listings.list(), desk.plugins.records(), twins, reached


def _place(offer: TwinPages | TwinShops) -> tuple[str, ...]:
    """What tells one offer from another."""
    if isinstance(offer, TwinShops):
        return ("shops", offer.one, offer.other)
    return ("pages", str(offer.one.id), str(offer.other.id))


def _may_words(may: frozenset[str], *, by_hand: bool) -> str:
    if "reply" in may:
        return _("reads and answers by API")
    if "read" in may:
        return _("reads by API, answers by hand")
    if "excerpts" in may:
        return _("reads excerpts by API, answers by hand")
    return _("by hand") if by_hand else _("not checked yet, or not approved: by hand")
