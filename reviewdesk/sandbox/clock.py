"""Time in a sandbox."""

import threading
from datetime import datetime, timedelta

from reviewdesk.api import Clock, SystemClock

__all__ = ["SandboxClock"]


class SandboxClock:
    """Stamps follow the real clock; waiting periods run `speed` times faster.

    A stamp that ran ahead with the speed would come from the reader's future, so only `waited`, on which
    moderation and the like are counted, is sped up. A test moves both by hand with `advance`.

    `began` is an earlier start that goes on: what has happened since has happened again at the same moments.
    """

    def __init__(
        self, speed: float = 1.0, source: Clock | None = None, *, began: datetime | None = None
    ) -> None:
        self.speed = speed
        self._source: Clock = source or SystemClock()
        now = self._source.now()
        self.started_at = min(began or now, now)
        self._zero = self._source.monotonic() - (now - self.started_at).total_seconds()
        self._lock = threading.Lock()
        self._shift = 0.0
        self._hurry = 0.0

    def now(self) -> datetime:
        return self._source.now() + timedelta(seconds=self._shift)

    def monotonic(self) -> float:
        """Real seconds since the sandbox started, with those advanced by hand."""
        return self._source.monotonic() - self._zero + self._shift

    def waited(self) -> float:
        """Seconds that a platform's waiting periods have seen since the start."""
        return (self._source.monotonic() - self._zero) * self.speed + self._shift + self._hurry

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        return self._source.wait(seconds, until)

    def advance(self, seconds: float, *, stamps: bool = True) -> None:
        """Let time pass at once; with `stamps` false only for waiting periods, so that no stamp is early."""
        with self._lock:
            if stamps:
                self._shift += seconds
            else:
                self._hurry += seconds
