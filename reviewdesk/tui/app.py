"""The desk on the screen: paints first, opens the desk after, and belongs to nobody's server."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.signal import Signal

from reviewdesk.api import Clock, DeskError, SystemClock, _
from reviewdesk.engine.home import Home
from reviewdesk.store.first_page import first_page
from reviewdesk.tui import pace
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.beside import Beside
from reviewdesk.tui.demo import Demo, Steps
from reviewdesk.tui.glance import Glance, common_name, gather
from reviewdesk.tui.looks import Looks
from reviewdesk.tui.naming import Naming
from reviewdesk.tui.sayings import Sayings
from reviewdesk.tui.screens.inbox import InboxScreen

if TYPE_CHECKING:
    from datetime import datetime

    from textual.screen import Screen

    from reviewdesk.engine.config import Config
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.values import Known
    from reviewdesk.tui.errands import Errands

log = logging.getLogger("reviewdesk.tui")

_BEFORE_OPEN = frozenset({"j", "k", "g", "G", "r", "q", "up", "down", "home", "end", "ctrl+q", "ctrl+c"})
"""What works, or is done later, while the desk is being opened."""

_PAINTED_BY_NOW = 0.5
"""So long the desk waits for its first rows to be seen before it begins with all else."""


class DeskApp(Sayings):
    BINDINGS = bindings(Scope.EVERYWHERE)
    ENABLE_COMMAND_PALETTE = False
    TITLE = "reviewdesk"

    def __init__(
        self, home: Home, *, person: str | None = None, demo: Demo | None = None, clock: Clock | None = None
    ) -> None:
        super().__init__(home.config)
        self.home = home
        self.person = person
        self.demo = demo
        self.clock: Clock = clock or SystemClock()
        self.desk: Desk | None = None
        self.failure: DeskError | None = None
        self.steps = Steps.of(demo)
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
        self._begun = False
        self._looks = Looks(self, self.look_again)
        self._waits: list[Callable[[], None]] = []
        first = first_page(home.database)
        self.glance = Glance(
            waiting=first.waiting if first else 0,
            shops=first.shops if first else 0,
            house=common_name(sorted({line.location for line in first.lines})) if first else "",
        )
        self._name_shops()
        self.naming.platforms(line.platform for line in (first.lines if first else ()))
        self.inbox_screen = InboxScreen(first)

    @cached_property
    def errands(self) -> Errands:
        # With all their dialogs they come after the first paint.
        from reviewdesk.tui.errands import Errands

        return Errands(self)

    # --- opening ------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        return self.inbox_screen

    def on_mount(self) -> None:
        self.set_keymap(self.keys.changed)
        self.set_timer(_PAINTED_BY_NOW, self._begin)
        self.call_later(self._watch_terminal)

    def post_display_hook(self) -> None:
        """Whatever is not needed to see the first rows begins when they are seen."""
        if not self._begun and self.inbox_screen.painted:
            self._begin()

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self._begin_opening()
            self.call_later(self.inbox_screen.furnish)

    def on_unmount(self) -> None:
        from reviewdesk.tui.held import let_go

        let_go()

    def _watch_terminal(self) -> None:
        from reviewdesk.tui.hung_up import watch_terminal

        watch_terminal(self)

    def _begin_opening(self) -> None:
        self.beside.do("open", self._open, self._opened, self._not_opened)

    def _open(self) -> Desk:
        from reviewdesk.engine.desk import Desk
        from reviewdesk.tui.held import hold

        hold(self)
        desk = Desk.open(self.home, clock=self.clock, person=self.person)
        self.naming.cards = desk.plugins.cards()
        return desk

    def _not_opened(self, error: DeskError) -> None:
        self.failure = error
        self.exit(return_code=1)

    def _opened(self, desk: Desk) -> None:
        self.desk = desk
        pace.opened()
        desk.on_change(self._looks.stir)
        self.inbox_screen.desk_opened()
        self.look_again()
        desk.start()
        self.beside.do("rest", pace.load_rest)
        self.set_interval(1.0, self._second)
        if self.keys.troubles:
            self.tell(self._key_troubles(), trouble=True)
        waits, self._waits = self._waits, []
        for wait in waits:
            self.call_later(wait)

    def _key_troubles(self) -> str:
        first, *more = self.keys.troubles
        rest = _("{n} more: reviewdesk config check.").format(n=len(more)) if more else ""
        return f"{first.what} {first.do} {rest}".strip()

    def use(self, config: Config) -> None:
        """Work on with other settings."""
        self.home = replace(self.home, config=config)
        if self.desk is not None:
            self.desk.use(config)
        self.dress(config)
        self.look_again()

    def when_open(self, action: Callable[[], None]) -> None:
        """Do it as soon as the desk is there; nothing if it is there and there is nothing to do it with."""
        if self.desk is None and not self._waits:
            self._waits.append(action)

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
        first, before = self.glance.counts is None, self.glance.ends
        self.glance = glance
        if not first:
            self.tell_outcomes(before)
        self._name_shops()
        self.inbox_screen.glance_changed()
        self.changed.publish(None)
        if self.demo is not None and self.desk is not None:
            desk = self.desk
            self.beside.do(
                "glance", lambda: self.steps.look(desk.diary(limit=500), desk.inbox.find), self._stepped
            )
        if glance.counts is not None and not glance.counts.total:
            if first:
                self._first_steps()
        elif first:
            self.errands.ask_where_to_begin()
            self.errands.welcome_back()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and self.desk is None and event.key not in _BEFORE_OPEN:
            self.tell(_("One moment: the desk is still opening."))
        await super().on_event(event)

    def _stepped(self, ticked: bool) -> None:  # noqa: FBT001 - the result of a look
        if ticked:
            self.inbox_screen.glance_changed()

    def looked_at(self, known: Known, *, searching: bool) -> None:
        """A review stands on the leaf."""
        today = self.clock.now().astimezone().date()
        if self.demo is not None and self.steps.opened(known, today, searching=searching):
            self.inbox_screen.glance_changed()

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


def run(home: Home, *, person: str | None = None, demo: Demo | None = None) -> int:
    """Open the desk on this terminal; the answer is the program's exit code."""
    app = DeskApp(home, person=person, demo=demo)
    app.run()
    if app.desk is not None:
        _tell_last(app, app.desk)
        _end(app.desk)
    if app.failure is not None:
        sys.stderr.write(f"error: {app.failure.what} {app.failure.do}".rstrip() + "\n")
        return 1
    return app.return_code or 0


def _tell_last(app: DeskApp, desk: Desk) -> None:
    """What became of answers while the desk was being closed stands on the terminal."""
    from reviewdesk.tui import outcomes

    if app.left_at is None:
        return
    try:
        told = outcomes.since(desk.replies.ends(), app.left_at, app.naming)
    except DeskError as error:
        sys.stderr.write(f"{error.what} {error.do}\n")
        return
    sys.stdout.write("".join(f"{said}\n" for said in told))


def _end(desk: Desk) -> None:
    """Close without waiting for anybody."""
    try:
        desk.inbox.end_sitting()
    except DeskError as error:
        sys.stderr.write(f"{error.what} {error.do}\n")
    desk.close()
