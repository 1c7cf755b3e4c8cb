"""Keys are done in the order in which they were struck, however fast they come.

A letter is text at once where the editor stands; a key that is bound goes up to the app first. Left alone,
the letters struck behind such a key overtake it on a busy machine: Backspace takes the wrong letter, and the
first words of an answer are commands of the list.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

from reviewdesk.engine.config import Config
from reviewdesk.tui.dressed import DressedApp

_ROUNDS = 2
"""One for the key, one for what its action sent on its way."""
_LOOK_AFTER = 0.25
_LOOKS = 20
_HELD = 5.0
"""Seconds for which keys wait at most for what an earlier one is still bringing."""


class KeyDone(Message):
    """Goes the way that a key went, and so arrives when it was done."""

    def __init__(self, number: int, turn: int) -> None:
        super().__init__()
        self.number = number
        self.turn = turn


class OneByOne(DressedApp):
    """The next key is struck when the one before was done."""

    _number = 0
    _under_way = False
    _followed: MessagePump | None = None
    _watch: Timer | None = None
    _held: int | None = None

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._struck: deque[events.Event] = deque()

    @property
    def striking(self) -> bool:
        """Whether a key that was struck is not done yet."""
        return self._under_way

    def hold_keys(self) -> Callable[[], None]:
        """What is struck from now on waits until the answer is called: it is for what is still coming."""
        if not self._under_way:
            self._number += 1
            self._under_way = True
        held = self._held = self._number

        def let_go() -> None:
            if self._held == held:
                self._held = None
                if self._under_way and self.screen_stack:
                    self._follow(self.focused or self.screen, _ROUNDS)
                    self._look_later(held, _LOOKS)

        self.set_timer(_HELD, let_go)
        return let_go

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._under_way:
                self._struck.append(event)
            else:
                await self._strike(event)
            return
        await super().on_event(event)

    async def _strike(self, event: events.Event) -> None:
        self._number += 1
        self._under_way = True
        target: MessagePump = self.focused or self.screen
        await super().on_event(event)
        self._follow(target, _ROUNDS)
        self._look_later(self._number, _LOOKS)

    def _follow(self, target: MessagePump, turn: int) -> None:
        self._followed = target
        if not target.post_message(KeyDone(self._number, turn)):
            self.call_later(self._done, self._number)

    def on_key_done(self, message: KeyDone) -> None:
        if message.number != self._number or not self.screen_stack:
            return  # the desk may be closed by the time a key is done
        if message.turn > 1:
            self._follow(self.focused or self.screen, message.turn - 1)
        else:
            # Behind what the action asked of the app, such as the focus elsewhere.
            self.call_later(self._done, message.number)

    def _look_later(self, number: int, looks: int) -> None:
        if self._watch is not None:
            self._watch.stop()
        self._watch = self.set_timer(_LOOK_AFTER, lambda: self._look(number, looks))

    async def _look(self, number: int, looks: int) -> None:
        """What was followed may have gone from the screen with the message: then no key waits for it."""
        followed = self._followed
        if number != self._number or not self._under_way:
            return
        if looks and followed is not None and followed.is_running and followed.is_attached:
            self._look_later(number, looks - 1)
        else:
            await self._done(number)

    async def _done(self, number: int) -> None:
        if number == self._held or number != self._number or not self._under_way:
            return
        self._under_way = False
        self._followed = None
        if self._watch is not None:
            self._watch.stop()
        if self._struck and self.screen_stack:
            await self._strike(self._struck.popleft())
