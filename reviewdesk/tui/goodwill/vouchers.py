"""Vouchers: what was promised to guests, prepared ones on top; a name or a code finds who calls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.api import _
from reviewdesk.engine.goodwill.values import VoucherState
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.dialogs.pick import Choice, PickDialog
from reviewdesk.tui.format import count, one_line
from reviewdesk.tui.goodwill.found import OPEN, SHOWN, Found, read_vouchers
from reviewdesk.tui.goodwill.voucher_cards import cards_of, heading
from reviewdesk.tui.goodwill.which import all_ways
from reviewdesk.tui.screens.page import ReadPage
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Piece

if TYPE_CHECKING:
    from textual.screen import Screen

_DEBOUNCE = 0.12


class VouchersScreen(ReadPage):
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        *bindings(Scope.VOUCHERS),
        Binding("down", "to_list", show=False),
    ]
    DEFAULT_CSS = """
    VouchersScreen #find { height: 1; border: none; padding: 0 1; display: none; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.states: frozenset[VoucherState] | None = OPEN
        """Which are shown; None: all."""
        self.found = Found(typed="", vouchers=())
        self._typing: Timer | None = None

    def parts(self) -> Iterable[Widget]:
        find = Input(placeholder=_("A name, a code, or its last four signs"), id="find", compact=True)
        return [find, Cards()]

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
        return self.here is not None if action == "open_voucher" else super().can(action)

    def on_screen_resume(self) -> None:
        self.read()

    # --- what stands on it ----------------------------------------------------------------------------

    @property
    def typed(self) -> str:
        return self.query_one("#find", Input).value if self.query("#find") else ""

    @property
    def asked(self) -> tuple[frozenset[VoucherState] | None, str]:
        return self.states, self.typed

    def read(self) -> None:
        states, typed = self.asked
        self.ask(lambda desk: read_vouchers(desk, states, typed), self._show)

    def _show(self, found: Found) -> None:
        self.found = found
        self.cards.show(cards_of(found, self.desk_app) or [self._nothing()])

    @property
    def heading(self) -> str:
        said = [_("Vouchers")]
        if self.found.typed.strip():
            said.append(one_line(self.found.typed))
        elif self.states != OPEN:
            said.append(next(way.words for way in all_ways() if way.states == self.states))
        if len(self.found.vouchers) > SHOWN:
            said.append(_("{n} in all; a name finds the others").format(n=count(len(self.found.vouchers))))
        return " · ".join(said)

    def _nothing(self) -> Card:
        if self.found.typed.strip():
            return heading(_("Nobody of that name, and no such code."))
        if self.states != OPEN:
            return heading(_("None."))
        how = _("In the inbox {key} prepares one beside your answer; {other} notes a complaint by phone.")
        keys = self.desk_app.keys
        words = how.format(key=keys.of("goodwill"), other=keys.of("complain"))
        return Card([Piece(_("Nothing is promised to anybody."), "heading")], words)

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

    def action_open_voucher(self) -> None:
        from reviewdesk.tui.goodwill.give import Give
        from reviewdesk.tui.goodwill.one import VoucherScreen

        if self.here is None:
            return
        kind, ref = self.here
        if kind == "voucher":
            one = next((each for each in self.found.vouchers if each.pub == ref), None)
            self.app.push_screen(VoucherScreen(ref, one))
            return
        known = next((each for each in self.found.reviews if each.pub == ref), None)
        Give(self.desk_app, ref, known, lambda _one: self.read()).begin()

    def action_voucher_states(self) -> None:
        ways = all_ways()
        choices = [Choice(str(number), way.words) for number, way in enumerate(ways)]
        at = next(number for number, way in enumerate(ways) if way.states == self.states)

        def chosen(picked: str | None) -> None:
            if picked is not None:
                self.states = ways[int(picked)].states
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
