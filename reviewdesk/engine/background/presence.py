"""Noticing that another desk is open on the same home: both work, but the owner should know."""

import contextlib
import threading
from pathlib import Path

from filelock import FileLock, Timeout

from reviewdesk.api import _


class Presence:
    """A lock that means nothing but "somebody sits here"; the system takes it back when a program dies."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "desk.lock", timeout=0, thread_local=False)
        self._one_by_one = threading.Lock()
        self._sits = False

    def take(self) -> bool:
        """Sit down; false where somebody else sits already, or the folder can't be written."""
        with self._one_by_one:
            self._sits = True
            return self._lock.is_locked or self._try() is True

    def other(self) -> str | None:
        """Whether another desk is open here. Where that one closed meanwhile, its chair is taken."""
        with self._one_by_one:
            if self._lock.is_locked:
                return None
            free = self._try()
            if free and not self._sits:
                self._lock.release()
        if free is not False:
            return None
        return _("The desk is open in another window too: what is done there shows up here.")

    def _try(self) -> bool | None:
        """None where nobody can tell."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        except OSError:
            return None
        return True

    def leave(self) -> None:
        with self._one_by_one, contextlib.suppress(OSError):
            self._sits = False
            self._lock.release()
