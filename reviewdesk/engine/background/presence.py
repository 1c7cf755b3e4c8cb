"""Noticing that another desk is open on the same home: both work, but the owner should know."""

import contextlib
from pathlib import Path

from filelock import FileLock, Timeout

from reviewdesk.api import _


class Presence:
    """A lock that means nothing but "somebody sits here"; the system takes it back when a program dies."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "desk.lock", timeout=0, thread_local=False)

    def take(self) -> bool:
        """Sit down; false where somebody else sits already, or the folder can't be written."""
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire()
        except (Timeout, OSError):
            return False
        return True

    def other(self) -> str | None:
        """Whether another desk is open here."""
        held = self._lock.is_locked
        if held:
            return None
        try:
            self._lock.acquire()
        except Timeout:
            return _("The desk is open in another window too: what is done there shows up here.")
        except OSError:
            return None
        self.leave()
        return None

    def leave(self) -> None:
        with contextlib.suppress(OSError):
            self._lock.release()
