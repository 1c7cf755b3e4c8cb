"""What the desk says at its foot: what goes out, what became of answers, and what can't be done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

from textual import events

from reviewdesk.api import Clock, DeskError, _
from reviewdesk.store.lines import State
from reviewdesk.tui.glance import Glance
from reviewdesk.tui.naming import Naming
from reviewdesk.tui.screens.desk_screen import DeskScreen
from reviewdesk.tui.ways import Ways
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.words import queued_words

if TYPE_CHECKING:
    from reviewdesk.engine.config import Config
    from reviewdesk.engine.home import Home
    from reviewdesk.store.ends_values import Ends
    from reviewdesk.store.values import ReplyInfo

_READ = 2.0
"""A key ends a message that stays once it stood for so many seconds: who types has not read it at once."""


class Sayings(Ways):
    home: Home
    clock: Clock
    naming: Naming
    glance: Glance
    _kept_since: float | None = None

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.saying: WeakSet[Hints] = WeakSet()
        """Where something is said just now: to look for them with each key would take as long as a row."""

    def tell(self, sentence: str, *, trouble: bool = False, keep: bool = False) -> None:
        """Say something at the foot of the screen that is seen."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, DeskScreen):
                screen.tell(sentence, trouble=trouble, keep=keep)
                return

    def trouble(self, error: DeskError) -> None:
        self.tell(f"{error.what} {error.do}".strip(), trouble=True)

    def tell_outcomes(self, before: Ends) -> None:
        """What went out meanwhile is said for some seconds, what came back until a key is struck."""
        from reviewdesk.tui import outcomes

        out = outcomes.went_out(before, self.glance.ends, self.naming)
        back = outcomes.came_back(before, self.glance.ends, self.naming)
        if back:
            self._kept_since = self.clock.monotonic()
            self.tell(back, trouble=True, keep=True)
        elif out:
            self.tell(out)

    async def on_event(self, event: events.Event) -> None:
        since = self._kept_since
        if since is not None and isinstance(event, events.Key) and self.clock.monotonic() - since >= _READ:
            self._kept_since = None
            for screen in self.screen_stack:
                if isinstance(screen, DeskScreen):
                    screen.hush()
        if isinstance(event, events.Key) and not event.is_forwarded:
            for hints in [each for each in self.saying if each.is_attached and each.screen is self.screen]:
                hints.key_struck()
        await super().on_event(event)

    def title_of(self, platform: str) -> str:
        """The platform's name as people write it."""
        return self.naming.title(platform)

    def going_words(self) -> str:
        """The answer that goes out next, and the key that calls it back."""
        due = self.glance.next_due
        if due is None or due.state != State.QUEUED or self._is_late(due):
            return ""
        said = _("answer to {author} {state} ({key} calls it back)")
        author = self.naming.guest(due)
        return said.format(
            author=author, state=queued_words(due, self.clock.now()), key=self.keys.of("call_back")
        )

    def _is_late(self, reply: ReplyInfo) -> bool:
        minutes = self.home.config.outbox.late_minutes
        return reply.due_at is not None and (self.clock.now() - reply.due_at).total_seconds() > minutes * 60
