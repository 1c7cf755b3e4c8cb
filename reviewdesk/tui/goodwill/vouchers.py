"""Vouchers: what was promised to guests, prepared ones on top; a name or a code finds who calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Input, Static

from reviewdesk.api import _
from reviewdesk.engine.goodwill.values import CaseInfo, VoucherInfo, VoucherState
from reviewdesk.store.values import Known
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.dialogs.pick import Choice, PickDialog
from reviewdesk.tui.format import count, day_words, fit, one_line, stars
from reviewdesk.tui.goodwill.found import GIVEN, OPEN, PREPARED, SHOWN, Found, read_vouchers
from reviewdesk.tui.goodwill.marks import state_of
from reviewdesk.tui.goodwill.words import guest_of, local_day, reasons
from reviewdesk.tui.screens.desk_screen import DeskScreen, Foot
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Piece

if TYPE_CHECKING:
    from textual.screen import Screen

_DEBOUNCE = 0.12
_EVERY = "every"


class VouchersScreen(DeskScreen):
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        *bindings(Scope.VOUCHERS),
        Binding("escape", "back", show=False),
        Binding("down", "to_list", show=False),
    ]
    DEFAULT_CSS = """
    VouchersScreen #title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    VouchersScreen #find { height: 1; border: none; padding: 0 1; display: none; background: $surface; }
    VouchersScreen Cards { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.states: frozenset[VoucherState] | None = OPEN
        """Which are shown; None: all."""
        self.found = Found(typed="", vouchers=())
        self._typing: Timer | None = None
        self._asked = 0

    def compose(self) -> ComposeResult:
        yield Static(_("Vouchers"), id="title", markup=False)
        yield Input(placeholder=_("A name, a code, or its last four signs"), id="find", compact=True)
        yield Cards(id="vouchers")
        yield Foot()

    @property
    def cards(self) -> Cards:
        return self.query_one("#vouchers", Cards)

    @property
    def hint_actions(self) -> tuple[str, ...]:
        return (
            "open_voucher",
            "find_guest",
            "evening",
            "complain",
            "offers",
            "book",
            "voucher_states",
            "inbox",
        )

    def can(self, action: str) -> bool:
        if action == "open_voucher":
            return self.is_mounted and self.cards.card is not None and self.cards.card.value is not None
        return super().can(action)

    def on_mount(self) -> None:
        self.cards.focus()
        self.read()

    def on_desk_change(self) -> None:
        super().on_desk_change()
        self.read()

    def on_screen_resume(self) -> None:
        self.read()

    # --- what stands on it ----------------------------------------------------------------------------

    @property
    def typed(self) -> str:
        return self.query_one("#find", Input).value if self.query("#find") else ""

    def read(self) -> None:
        desk = self.desk
        if desk is None or not self.is_mounted:
            return
        self._asked += 1
        asked, states, typed = self._asked, self.states, self.typed

        def show(found: Found) -> None:
            if asked == self._asked and self.is_mounted:
                self._show(found)

        self.desk_app.beside.do("read", lambda: read_vouchers(desk, states, typed), show)

    def _show(self, found: Found) -> None:
        self.found = found
        one = found.vouchers
        cards = [
            *self._group(_("Prepared: issued when the guest calls"), one, PREPARED),
            *self._group(_("Given, not used yet"), one, GIVEN),
            *self._group(_("Used"), one, {VoucherState.REDEEMED}),
            *self._group(_("Ended"), one, {VoucherState.EXPIRED}),
            *self._group(_("Cancelled"), one, {VoucherState.VOIDED}),
        ]
        if found.cases:
            cards += [_heading(_("Complaints without a voucher")), *map(self._case, found.cases)]
        if found.reviews:
            cards += [_heading(_("Reviews without a voucher")), *map(self._review, found.reviews)]
        self.cards.show(cards or self._nothing())
        self.query_one("#title", Static).update(self._title())
        self.show_foot()

    def _title(self) -> str:
        said = [_("Vouchers")]
        if self.found.typed.strip():
            said.append(one_line(self.found.typed))
        elif self.states != OPEN:
            said.append(_state_titles()[_name_of(self.states)])
        if len(self.found.vouchers) > SHOWN:
            said.append(_("{n} in all; a name finds the others").format(n=count(len(self.found.vouchers))))
        return " · ".join(said)

    def _nothing(self) -> list[Card]:
        if self.found.typed.strip():
            return [_heading(_("Nobody of that name, and no such code."))]
        if self.states != OPEN:
            return [_heading(_("None."))]
        how = _("In the inbox {key} prepares one beside your answer; {other} notes a complaint by phone.")
        keys = self.desk_app.keys
        words = how.format(key=keys.of("goodwill"), other=keys.of("complain"))
        return [Card([Piece(_("Nothing is promised to anybody."), "heading")], words)]

    def _group(self, title: str, some: Sequence[VoucherInfo], states: Collection[VoucherState]) -> list[Card]:
        mine = [one for one in some if one.state in states]
        if not mine:
            return []
        heading = f"{title} ({count(len(mine))})"
        return [_heading(heading), *(self._card(one) for one in mine[:SHOWN])]

    def _card(self, one: VoucherInfo) -> Card:
        today = local_day(self.desk_app.clock.now())
        living = one.state in OPEN
        title = [
            Piece(f"{fit(guest_of(one), 18)} ", "strong" if living else "dim"),
            Piece(f"{fit(one_line(one.offer.offer.title), 22)} ", "" if living else "dim"),
            Piece(state_of(one, today), "state" if living else "dim"),
        ]
        case = one.case
        half = f"{stars(case.half_stars)} {self.desk_app.title_of(case.platform)}" if case.platform else ""
        about = [
            one.pub,
            one.code or "",
            reasons()[case.reason],
            half or _("no review"),
            self.desk_app.naming.shop(case.location),
            one_line(one.problem or ""),
        ]
        return Card(title, " · ".join(part for part in about if part), ("voucher", one.pub))

    def _case(self, case: CaseInfo) -> Card:
        today = local_day(self.desk_app.clock.now())
        day = day_words(local_day(case.made_at), today)
        shop = self.desk_app.naming.shop(case.location)
        title = [
            Piece(f"{fit(one_line(case.guest or '') or _('(no name)'), 18)} ", "strong"),
            Piece(f"{reasons()[case.reason]} · {day} · {shop}", "dim"),
        ]
        return Card(title, one_line(case.told), ("case", case.pub))

    def _review(self, known: Known) -> Card:
        today = local_day(self.desk_app.clock.now())
        title = [
            Piece(f"{fit(one_line(known.review.author or '') or _('(no name)'), 18)} ", "strong"),
            Piece(f"{stars(known.half_stars)} {self.desk_app.title_of(known.platform)} · "),
            Piece(f"{day_words(known.day, today)} · {self.desk_app.naming.shop(known.location)}", "dim"),
        ]
        return Card(title, one_line((known.review.text or "")[:300]), ("review", known.pub))

    # --- search ---------------------------------------------------------------------------------------

    def action_find_guest(self) -> None:
        field = self.query_one("#find", Input)
        field.display = True
        self.set_focus(field)

    @on(Input.Changed, "#find")
    def _find_typed(self) -> None:
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_DEBOUNCE, self.read)

    @on(Input.Submitted, "#find")
    def _find_taken(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_to_list()

    def action_to_list(self) -> None:
        self.cards.focus()

    def action_back(self) -> None:
        """Out of the search first, then to the inbox."""
        field = self.query_one("#find", Input)
        if field.has_focus or field.value:
            field.value = ""
            field.display = False
            self.cards.focus()
            self.read()
        elif self.states != OPEN:
            self.states = OPEN
            self.read()
        else:
            super().action_back()

    # --- keys -----------------------------------------------------------------------------------------

    def on_cards_chosen(self) -> None:
        self.action_open_voucher()

    def on_cards_moved(self) -> None:
        self.show_foot()

    def action_open_voucher(self) -> None:
        from reviewdesk.tui.goodwill.give import Give
        from reviewdesk.tui.goodwill.one import VoucherScreen

        card = self.cards.card
        if card is None or card.value is None:
            return
        kind, ref = card.value
        if kind == "voucher":
            self.app.push_screen(VoucherScreen(ref))
            return
        known = next((each for each in self.found.reviews if each.pub == ref), None)
        Give(self.desk_app, ref, known, lambda _one: self.read()).begin()

    def action_voucher_states(self) -> None:
        choices = [Choice(name, words) for name, words in _state_titles().items()]
        at = list(_state_titles()).index(_name_of(self.states))

        def chosen(picked: str | None) -> None:
            if picked is not None:
                self.states = _states()[picked]
                self.read()

        self.app.push_screen(PickDialog(_("Which vouchers?"), choices, at=at), chosen)

    def action_evening(self) -> None:
        from reviewdesk.tui.goodwill.evening import EveningScreen

        self._go(EveningScreen())

    def action_complain(self) -> None:
        from reviewdesk.tui.goodwill.complaint import complain

        complain(self.desk_app, lambda _one: self.read())

    def action_offers(self) -> None:
        from reviewdesk.tui.goodwill.offers import OffersScreen

        self._go(OffersScreen())

    def action_book(self) -> None:
        from reviewdesk.tui.goodwill.report import BookScreen

        self._go(BookScreen())

    def _go(self, screen: Screen[None]) -> None:
        self.app.push_screen(screen)


def _heading(title: str) -> Card:
    return Card([Piece(title, "heading")])


def _states() -> dict[str, frozenset[VoucherState] | None]:
    return {
        "open": OPEN,
        "prepared": PREPARED,
        "given": GIVEN,
        "used": frozenset({VoucherState.REDEEMED}),
        "ended": frozenset({VoucherState.EXPIRED}),
        "cancelled": frozenset({VoucherState.VOIDED}),
        _EVERY: None,
    }


def _state_titles() -> dict[str, str]:
    return {
        "open": _("prepared, and given but not used"),
        "prepared": _("only prepared"),
        "given": _("only given, not used yet"),
        "used": _("only used"),
        "ended": _("only ended"),
        "cancelled": _("only cancelled"),
        _EVERY: _("all"),
    }


def _name_of(states: frozenset[VoucherState] | None) -> str:
    return next(name for name, each in _states().items() if each == states)
