"""The call that is under way: who may still send, and whether a byte of a write has left.

The engine decides by this alone whether a write that went wrong was "not applied" or is "unknown". So the
mark is set at the one right moment, after the connection stands and before its first byte, and together
with the fence: a call is either abandoned first and sends nothing, or has left and is known to have.
"""

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from reviewdesk.api.clock import Clock
from reviewdesk.api.errors import Unavailable
from reviewdesk.api.words import _

__all__ = ["Call", "Fenced", "aside", "calling", "current_call", "present_call"]


class Fenced(Unavailable):
    """The call was given up, or may no longer write: this request did not leave."""


class Call:
    """One call of a plugin, from its start in the lane to its return."""

    def __init__(self, *, write: bool = False, permit: Callable[[], bool] | None = None) -> None:
        self.write = write
        self.lane = ""
        self.renewing = False
        self.abandoned = threading.Event()
        self._permit = permit
        self._left = False
        self._lock = threading.Lock()
        self._clock: Clock | None = None
        self._ends_at = math.inf

    @property
    def left(self) -> bool:
        """Whether a byte of a write request left that was not surely refused."""
        return self._left

    def begin(self, lane: str, clock: Clock, deadline: float) -> None:
        """The work starts now: `deadline` seconds are left from here."""
        self.lane = lane
        self._clock = clock
        self._ends_at = clock.monotonic() + deadline

    def remaining(self) -> float:
        """Seconds to the deadline, infinite where there is none; never below zero."""
        if self._clock is None:
            return math.inf
        return max(0.0, self._ends_at - self._clock.monotonic())

    def check(self) -> None:
        """Raise `Fenced` when the call was given up."""
        if self.abandoned.is_set():
            raise Fenced(_("The call took too long and was given up; nothing more was sent."))

    def depart(self) -> None:
        """A write's first byte is about to leave. Raises `Fenced` when it must not."""
        self._ask_permit()
        with self._lock:
            self.check()
            self._left = True

    def stayed(self, *, left_before: bool) -> None:
        """The last write request was surely not applied: as if it had never left."""
        with self._lock:
            self._left = left_before

    def abandon(self) -> bool:
        """Let nothing more leave, and say whether something had."""
        with self._lock:
            self.abandoned.set()
            return self._left

    def beside(self) -> "Call":
        """A call for token requests: the same fence and deadline, but its bytes are not the write's."""
        call = Call()
        call.lane = self.lane
        call.renewing = True
        call.abandoned = self.abandoned
        call._clock = self._clock
        call._ends_at = self._ends_at
        return call

    def _ask_permit(self) -> None:
        if self._permit is None:
            return
        try:
            granted = self._permit()
        except Exception as error:
            raise Fenced(
                _("It could not be made sure that no one else sends this; nothing was sent.")
            ) from error
        if not granted:
            raise Fenced(_("Another program has taken this over; nothing was sent from here."))


current_call: ContextVar[Call | None] = ContextVar("current_call", default=None)
_present: dict[str, Call] = {}


def present_call(lane: str) -> Call | None:
    """The call under way here; for a thread that a plugin started itself, the one in the account's lane."""
    return current_call.get() or _present.get(lane)


@contextmanager
def calling(call: Call) -> Iterator[Call]:
    """Everything in this block belongs to `call`."""
    token = current_call.set(call)
    _present[call.lane] = call
    try:
        yield call
    finally:
        current_call.reset(token)
        if _present.get(call.lane) is call:
            del _present[call.lane]


@contextmanager
def aside() -> Iterator[Call]:
    """A block of token requests inside a call, or with no call around it."""
    call = (current_call.get() or Call()).beside()
    token = current_call.set(call)
    try:
        yield call
    finally:
        current_call.reset(token)
