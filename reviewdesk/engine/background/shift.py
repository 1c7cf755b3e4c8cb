"""Who works on a home while the desk is closed: one worker at a time; desks leave the fetching to it."""

import contextlib
import threading
from pathlib import Path

from filelock import FileLock, Timeout

__all__ = ["Shift"]

_PATIENCE = 2.0
"""Seconds: a desk that only looks whether a worker runs holds the lock for a moment itself."""


class Shift:
    """A lock that the system takes back when the worker ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "worker.lock", timeout=0, thread_local=False)
        self._one_by_one = threading.Lock()

    def take(self) -> bool:
        """Begin; false where another worker is at it. Raises OSError where the folder can't be written."""
        with self._one_by_one:
            try:
                self._lock.acquire(timeout=_PATIENCE)
            except Timeout:
                return False
            return True

    def other(self) -> bool:
        """Whether a worker of another program runs here."""
        with self._one_by_one:
            if self._lock.is_locked:
                return False
            try:
                self._lock.acquire()
            except Timeout:
                return True
            except OSError:
                return False
            self._lock.release()
            return False

    def leave(self) -> None:
        with self._one_by_one, contextlib.suppress(OSError):
            self._lock.release()
