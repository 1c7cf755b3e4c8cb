"""The way to a voucher: what is there already, the advice on grave matters, an offer, then the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.engine.goodwill.values import Given, OfferInfo, VoucherInfo
from reviewdesk.tui.dialogs.pick import Choice, PickDialog
from reviewdesk.tui.format import day_words, one_line
from reviewdesk.tui.goodwill.beside_answer import prepared_words
from reviewdesk.tui.goodwill.giving import GoodwillForm
from reviewdesk.tui.goodwill.grave_form import GraveForm
from reviewdesk.tui.goodwill.ground import Ground, read_ground
from reviewdesk.tui.goodwill.marks import state_of
from reviewdesk.tui.goodwill.offer_form import OfferForm
from reviewdesk.tui.goodwill.words import local_day

if TYPE_CHECKING:
    from reviewdesk.store.values import Known
    from reviewdesk.tui.app import DeskApp

Done = Callable[[VoucherInfo], object]
_MORE = "another one"


class Give:
    """For one review or case."""

    def __init__(self, app: DeskApp, ref: str, known: Known | None, done: Done) -> None:
        self._app = app
        self._ref = ref
        self._known = known
        self._done = done

    def begin(self) -> None:
        self._read(self._look)

    def _read(self, then: Callable[[Ground], object]) -> None:
        desk = self._app.desk
        if desk is not None:
            self._app.beside.do("read", lambda: read_ground(desk, self._ref, self._known), then)

    def _look(self, ground: Ground) -> None:
        if not ground.given:
            self._ask_grave(ground)
            return
        today = local_day(self._app.clock.now())
        choices = [
            Choice(each.pub, one_line(each.offer.offer.title), state_of(each, today))
            for each in ground.given[:3]
        ]
        choices.append(Choice(_MORE, _("give another one"), _("You will be asked why.")))

        def picked(value: str | None) -> None:
            if value == _MORE:
                self._ask_grave(ground)
            elif value is not None:
                from reviewdesk.tui.goodwill.one import VoucherScreen

                self._app.push_screen(VoucherScreen(value))

        heading = _("{guest} has goodwill already").format(guest=ground.guest)
        self._app.push_screen(PickDialog(heading, choices), picked)

    def _ask_grave(self, ground: Ground) -> None:
        if ground.grave is None and not ground.unread:
            self._ask_offer(ground, "")
            return

        def lifted(why: str | None) -> None:
            if why:
                self._ask_offer(ground, why)

        self._app.push_screen(GraveForm(ground), lifted)

    def _ask_offer(self, ground: Ground, not_grave: str) -> None:
        if ground.offers:
            self._form(ground, not_grave)
            return

        def made(offer: OfferInfo | None) -> None:
            if offer is not None:
                self._read(lambda ground: self._form(ground, not_grave))

        self._app.push_screen(OfferForm(first=True), made)

    def _form(self, ground: Ground, not_grave: str) -> None:
        self._app.push_screen(GoodwillForm(ground, not_grave=not_grave), self._given)

    def _given(self, given: Given | None) -> None:
        if given is None:
            return
        app, one = self._app, given.voucher
        words = prepared_words(app, self._known)
        if not words:
            till = day_words(local_day(one.held_until), local_day(app.clock.now()))
            said = _("Prepared; the budget is held till {day}. When the guest calls: {key}.")
            words = said.format(day=till, key=app.keys.of("vouchers"))
        app.tell(" ".join((words, *given.warnings)), keep=bool(given.warnings))
        app.look_again()
        self._done(one)
