"""The way in: when the first rows are seen the desk is opened beside them; what waited for it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from reviewdesk.api import DeskError, _
from reviewdesk.tui import pace
from reviewdesk.tui.beside import Beside
from reviewdesk.tui.sayings import Sayings
from reviewdesk.tui.screens.inbox import InboxScreen

if TYPE_CHECKING:
    from rich.console import RenderableType

    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.home import Home

_KEYS_BEFORE = frozenset({"j", "k", "g", "G", "r", "q", "up", "down", "home", "end", "ctrl+q", "ctrl+c"})
"""What works, or is done later, while the desk is being opened."""

_PAINTED_BY_NOW = 0.5
"""So long the desk waits for its first rows to be seen before it begins with all else."""


class Opening(Sayings):
    beside: Beside
    inbox_screen: InboxScreen
    person: str | None
    at_terminal = False
    """It was opened at a terminal of its own."""

    def __init__(self, home: Home) -> None:
        super().__init__(home.config)
        self.home = home
        self.desk: Desk | None = None
        self.failure: DeskError | None = None
        self._begun = False
        self._waits: list[Callable[[], None]] = []

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
            self.beside.do("open", self._open, self._open_now, self._not_opened)
            self.call_later(self.inbox_screen.furnish)

    def panic(self, *renderables: RenderableType) -> None:
        from reviewdesk.tui.hung_up import left_alone

        if not left_alone(self):
            super().panic(*renderables)

    def _watch_terminal(self) -> None:
        from reviewdesk.tui.hung_up import watch_terminal

        watch_terminal(self)

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

    def _open_now(self, desk: Desk) -> None:
        self.desk = desk
        pace.opened()
        self.opened(desk)
        self.beside.do("rest", pace.load_rest)
        if self.keys.troubles:
            self.tell(self._key_troubles(), trouble=True)
        waits, self._waits = self._waits, []
        for wait in waits:
            self.call_later(wait)

    def opened(self, desk: Desk) -> None:
        """The desk is there."""

    def _key_troubles(self) -> str:
        first, *more = self.keys.troubles
        rest = _("{n} more: reviewdesk config check.").format(n=len(more)) if more else ""
        return f"{first.what} {first.do} {rest}".strip()

    def when_open(self, action: Callable[[], None]) -> None:
        """Do it as soon as the desk is there; nothing if it is there and there is nothing to do it with."""
        if self.desk is None and not self._waits:
            self._waits.append(action)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and self.desk is None and event.key not in _KEYS_BEFORE:
            self.tell(_("One moment: the desk is still opening."))
        await super().on_event(event)
