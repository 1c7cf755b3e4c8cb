"""The desk on the screen: paints first, opens the desk after, and belongs to nobody's server."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from textual.signal import Signal

from reviewdesk.api import Clock, SystemClock, _
from reviewdesk.engine.home import Home
from reviewdesk.store.first_page import first_page
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.beside import Beside
from reviewdesk.tui.glance import Glance, common_name, gather
from reviewdesk.tui.looks import Looks
from reviewdesk.tui.naming import Naming
from reviewdesk.tui.opening import Opening
from reviewdesk.tui.screens.inbox import InboxScreen

if TYPE_CHECKING:
    from datetime import datetime

    from textual.screen import Screen

    from reviewdesk.engine.config import Config
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.values import Known
    from reviewdesk.tui.demo import Demo
    from reviewdesk.tui.errands import Errands
    from reviewdesk.tui.tour import Tour

log = logging.getLogger("reviewdesk.tui")


class DeskApp(Opening):
    BINDINGS = bindings(Scope.EVERYWHERE)
    ENABLE_COMMAND_PALETTE = False
    TITLE = "reviewdesk"

    def __init__(
        self, home: Home, *, person: str | None = None, demo: Demo | None = None, clock: Clock | None = None
    ) -> None:
        super().__init__(home)
        self.person = person
        self.clock: Clock = clock or SystemClock()
        self.tour = _tour(self, demo)
        self.beside = Beside(self, self.trouble)
        self.changed: Signal[None] = Signal(self, "changed")
        self.ticked: Signal[None] = Signal(self, "ticked")
        self.doing = ""
        """What goes on at this moment: a fetch and how far it is."""
        self.closing = False
        self.left_at: datetime | None = None
        """Since when the desk is being closed."""
        self.naming = Naming()
        self.kept_forms: dict[str, dict[str, str]] = {}
        """What was typed into forms that were left: it stands there again."""
        self._looks = Looks(self, self.look_again)
        first = first_page(home.database)
        self.glance = Glance(
            waiting=first.waiting if first else 0,
            shops=first.shops if first else 0,
            house=common_name(sorted({line.location for line in first.lines})) if first else "",
        )
        self._name_shops()
        self.naming.of_lines(first.lines if first else ())
        self.inbox_screen = InboxScreen(first)

    @cached_property
    def errands(self) -> Errands:
        # With all their dialogs they come after the first paint.
        from reviewdesk.tui.errands import Errands

        return Errands(self)

    # --- opening ------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        return self.inbox_screen

    def on_unmount(self) -> None:
        from reviewdesk.tui.held import let_go

        let_go()

    def opened(self, desk: Desk) -> None:
        desk.on_change(self._looks.stir)
        self.inbox_screen.desk_opened()
        self.look_again()
        desk.start()
        self.set_interval(1.0, self._second)

    def use(self, config: Config) -> None:
        """Work on with other settings."""
        self.home = replace(self.home, config=config)
        if self.desk is not None:
            self.desk.use(config)
        self.dress(config)
        self.look_again()

    # --- changes ------------------------------------------------------------------------------------

    def _second(self) -> None:
        self.ticked.publish(None)
        desk = self.desk
        if desk is not None and not self._looks.due:
            worker = self.glance.worker
            self.beside.do(
                "glance",
                lambda: desk.changed_elsewhere() or desk.worker.runs() != worker,
                lambda there: self._looks.stir() if there else None,
            )

    def look_again(self) -> None:
        """Read the numbers, and have every screen read what it shows."""
        desk = self.desk
        if desk is not None:
            self.beside.do("glance", lambda: gather(desk), self._glanced)

    def _glanced(self, glance: Glance) -> None:
        first, before, columns = self.glance.counts is None, self.glance.ends, self.naming.columns
        self.glance = glance
        if not first:
            self.tell_outcomes(before)
        self._name_shops()
        if self.naming.columns != columns:
            self.inbox_screen.list.refresh()
        self.inbox_screen.glance_changed()
        self.changed.publish(None)
        if self.tour is not None:
            self.tour.look()
        if glance.counts is not None and not glance.counts.total:
            if first:
                self._first_steps()
        elif first:
            self.errands.ask_where_to_begin()
            self.errands.welcome_back()

    def looked_at(self, known: Known, *, searching: bool) -> None:
        """A review stands on the leaf."""
        if self.tour is not None:
            self.tour.looked_at(known, searching=searching)

    # --- words for others ---------------------------------------------------------------------------

    def _name_shops(self) -> None:
        self.naming.house, self.naming.shops = self.glance.house, self.glance.shops
        if self.glance.fresh:
            self.naming.platforms(fresh.platform for fresh in self.glance.fresh)

    # --- screens ------------------------------------------------------------------------------------

    def action_palette(self) -> None:
        from reviewdesk.tui.palette import open_palette

        open_palette(self)

    def show_review(self, number: int) -> None:
        """The inbox with the cursor on this review."""
        self.inbox_screen.show_review(number)

    def _first_steps(self) -> None:
        from reviewdesk.tui.screens.first_steps import FirstStepsScreen

        platforms = [card for card in self.naming.cards.values() if card.platform]
        self.push_screen(FirstStepsScreen(sorted(platforms, key=lambda card: card.title)))

    # --- errands ------------------------------------------------------------------------------------

    def action_fetch(self) -> None:
        self.errands.fetch()

    def action_bring_in(self) -> None:
        self.errands.bring_in()

    def action_call_back(self) -> None:
        self.errands.call_back()

    def action_leave_desk(self) -> None:
        self.errands.leave()

    def action_help_quit(self) -> None:
        """Keys that close other programs close nothing here by accident."""
        said = _("{key} closes the desk; everything is kept.")
        self.tell(said.format(key=self.keys.of("leave_desk")))

    async def action_quit(self) -> None:
        """Whatever else asks to quit leaves by the same door."""
        self.errands.leave()

    def _fatal_error(self) -> None:
        # Textual would print a traceback with all values in it: a guest's words, or worse.
        log.exception("the screen broke")  # noqa: LOG004 - Textual calls this while it handles one
        self.panic(
            _("error: The desk had to close: something in it broke.")
            + " "
            + _("What you wrote is kept. Open it again; if it stays, run: reviewdesk doctor")
        )


def _tour(app: DeskApp, demo: Demo | None) -> Tour | None:
    if demo is None:
        return None
    from reviewdesk.tui.tour import Tour

    return Tour(app, demo)


def run(home: Home, *, person: str | None = None, demo: Demo | None = None) -> int:
    """Open the desk on this terminal; the answer is the program's exit code."""
    app = DeskApp(home, person=person, demo=demo)
    app.run()
    from reviewdesk.tui.leaving import left

    return left(app)
