"""When the desk looks again: soon after a change, and not more than once a second while they go on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Protocol

from textual.timer import Timer

_SETTLE = 0.25
"""Changes within so many seconds are shown together."""
_REST = 1.0
"""So long nothing is read again after a look: a fetch changes something many times a second."""


class Waker(Protocol):
    """The part of the app that wakes at a time, and from another thread."""

    def call_later(self, callback: Callable[..., Any], *args: Any) -> bool: ...

    def set_timer(self, delay: float, callback: Callable[[], Any]) -> Timer: ...


class Looks:
    """Sleeps while nothing stirs."""

    def __init__(self, waker: Waker, look: Callable[[], None]) -> None:
        self._waker = waker
        self._look = look
        self._stirred = threading.Event()
        self._timer: Timer | None = None

    def stir(self) -> None:
        """Something changed; told from any thread."""
        if not self._stirred.is_set():
            self._stirred.set()
            self._waker.call_later(self._rouse)

    @property
    def due(self) -> bool:
        """Whether a look comes by itself."""
        return self._stirred.is_set()

    def _rouse(self) -> None:
        if self._timer is None:
            self._timer = self._waker.set_timer(_SETTLE, self._now)

    def _now(self) -> None:
        self._stirred.clear()
        self._look()
        self._timer = self._waker.set_timer(_REST, self._rested)

    def _rested(self) -> None:
        self._timer = None
        if self._stirred.is_set():
            self._now()
