"""Time as it is handed to plugins, sandboxes and the engine: nothing else reads the clock."""

import threading
import time
from datetime import UTC, datetime
from typing import Protocol

__all__ = ["Clock", "SystemClock"]


class Clock(Protocol):
    """Where time comes from. Tests and sandboxes bring a clock of their own."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""

    def monotonic(self) -> float:
        """Seconds on a clock that never runs backwards; only differences mean anything."""

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        """Let `seconds` pass, or less if `until` is set meanwhile; true when it was set."""


class SystemClock:
    """This machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some fixed point of this machine."""
        return time.monotonic()

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        """Sleep for `seconds`, or until the event is set."""
        return (until or threading.Event()).wait(max(0.0, seconds))
