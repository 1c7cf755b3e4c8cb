"""Issuers by network hear what was used after the guest has it: nobody at the counter waits for a server."""

import logging
import threading
from collections.abc import Callable

from reviewdesk.api import DeskError

__all__ = ["Telling"]

log = logging.getLogger("reviewdesk.counter")

_AGAIN = 60.0
"""Seconds after which what did not get through is tried again."""


class Telling:
    """Rounds in a thread of its own, from the first wish on. One that hangs keeps no program from ending."""

    def __init__(self, tell: Callable[[], object]) -> None:
        self._tell = tell
        self._wanted = threading.Event()
        self._begun = threading.Lock()
        self._running = False

    def soon(self) -> None:
        """Something waits to be told."""
        self._wanted.set()
        with self._begun:
            if not self._running:
                self._running = True
                threading.Thread(target=self._rounds, name="issuers", daemon=True).start()

    def _rounds(self) -> None:
        while True:
            self._wanted.wait(_AGAIN)
            self._wanted.clear()
            try:
                self._tell()
            except DeskError as error:
                log.warning("%s", error)
            except Exception:  # what could not be told now is told by a later round
                log.exception("telling issuers")
