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
from textual.timer import Timer, TimerCallback

from reviewdesk.engine.config import Config
from reviewdesk.tui.dressed import DressedApp

_ROUNDS = 2
"""One for the key, one for what its action sent on its way."""
_ASK_AFTER = 0.02
"""First what the key changed is painted; a key that comes sooner asks at once."""
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
    _target: MessagePump | None = None
    """Where the last key went."""
    _asked = 0
    """Of which key it was asked whether it is done."""
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
            self._asked = self._number = self._number + 1
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
                self.ask()
            else:
                await self._strike(event)
            return
        await super().on_event(event)

    async def _strike(self, event: events.Event) -> None:
        self._number += 1
        self._under_way = True
        self._target = self.focused or self.screen
        await super().on_event(event)
        if self._struck:
            self.ask()
        else:
            self._wait(_ASK_AFTER, self.ask)

    def ask(self) -> None:
        """Have it told when the last key is done."""
        if self._under_way and self._asked != self._number and self.screen_stack and self._target:
            self._asked = self._number
            self._follow(self._target, _ROUNDS)
            self._look_later(self._number, _LOOKS)

    def _follow(self, target: MessagePump, turn: int) -> None:
        # Where the key went may be gone by now, with the dialog that it closed.
        for each in (target, self.focused or self.screen):
            self._followed = each
            if each.post_message(KeyDone(self._number, turn)):
                return
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
        self._wait(_LOOK_AFTER, lambda: self._look(number, looks))

    def _wait(self, seconds: float, then: TimerCallback) -> None:
        if self._watch is not None:
            self._watch.stop()
        self._watch = self.set_timer(seconds, then)

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
