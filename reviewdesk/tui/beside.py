"""Work beside the screen: daemon threads with a queue each, results handed back to the screen's own thread.

Textual's thread workers and `concurrent.futures` keep a program from quitting while a server hangs; a daemon
thread does not.
"""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol

from textual.css.query import NoMatches

from reviewdesk.api import DeskError, PlatformError, _

log = logging.getLogger("reviewdesk.tui")


class Hands(Protocol):
    """The part of the app that takes a finished piece of work."""

    def call_later(self, callback: Callable[..., Any], *args: Any) -> bool: ...


class Beside:
    """Named lanes: what is given to one lane is done in the order given."""

    def __init__(self, hands: Hands, told: Callable[[DeskError], None]) -> None:
        self._hands = hands
        self._told = told
        self._lanes: dict[str, queue.SimpleQueue[Callable[[], None]]] = {}
        self.busy = 0
        """How many pieces are not finished; counted on the screen's thread."""

    def do(
        self,
        lane: str,
        work: Callable[[], Any],
        then: Callable[[Any], object] | None = None,
        failed: Callable[[DeskError], object] | None = None,
    ) -> None:
        """Do `work` in its lane; `then` gets its result, `failed` (or the app) a plain error."""
        self.busy += 1
        self._lane(lane).put(lambda: self._step(work, then, failed or self._told))

    def finish(self, lane: str, seconds: float) -> bool:
        """Wait until all that was given to a lane is done: only for the last save before leaving."""
        done = threading.Event()
        self._lane(lane).put(done.set)
        return done.wait(seconds)

    def _lane(self, name: str) -> "queue.SimpleQueue[Callable[[], None]]":
        found = self._lanes.get(name)
        if found is None:
            found = self._lanes[name] = queue.SimpleQueue()
            threading.Thread(target=_serve, args=(found,), name=f"desk {name}", daemon=True).start()
        return found

    def _step(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], object] | None,
        failed: Callable[[DeskError], object],
    ) -> None:
        try:
            result = work()
        except DeskError as error:
            self._back(failed, error)
        except PlatformError as error:
            self._back(failed, DeskError(error.reason, error.advice))
        except Exception as error:  # a lane outlives whatever happens in it
            log.exception("beside the screen")
            self._back(failed, _inside(error))
        else:
            self._back(then, result)

    def _back(self, callback: Callable[[Any], object] | None, value: Any) -> None:
        try:
            self._hands.call_later(self._finished, callback, value)
        except RuntimeError:
            log.debug("the screen is gone")

    def _finished(self, callback: Callable[[Any], object] | None, value: Any) -> None:
        self.busy -= 1
        try:
            if callback is not None:
                callback(value)
        except NoMatches:
            # The screen it was for closed meanwhile, or the whole desk does.
            log.debug("too late for the screen", exc_info=True)


def _serve(given: "queue.SimpleQueue[Callable[[], None]]") -> None:
    while True:
        given.get()()


def _inside(error: Exception) -> DeskError:
    return DeskError(
        _("Something went wrong inside the desk ({kind}).").format(kind=type(error).__name__),
        _("What you wrote is kept. Try again; if it stays, run: reviewdesk doctor"),
    )
