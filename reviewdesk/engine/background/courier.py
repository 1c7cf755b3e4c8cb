"""The desk's own background: delivers, looks, watches, fetches. A daemon thread, so quitting is at once."""

import logging
import threading
from collections.abc import Callable

from reviewdesk.api import DeskError
from reviewdesk.engine.background import chores
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.fetching import Fetching
from reviewdesk.engine.replies import Replies

log = logging.getLogger("reviewdesk.courier")

_BEAT = 0.5


class Courier:
    """Runs until it is stopped; what it begins is safe to be cut off at any moment."""

    def __init__(self, bench: Bench, replies: Replies, fetching: Fetching) -> None:
        self._bench = bench
        self._replies = replies
        self._fetching = fetching
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        if self._threads:
            return
        self._stop = threading.Event()
        for name, work in (("courier", self._deliver), ("fetcher", self._fetch), ("chores", self._chores)):
            thread = threading.Thread(target=self._loop, args=(work,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Begin nothing more; nobody waits for what hangs."""
        self._stop.set()
        self._threads.clear()

    def _loop(self, work: Callable[[], float]) -> None:
        stop = self._stop
        while not stop.is_set():
            try:
                pause = work()
            except DeskError as error:
                log.warning("%s", error)
                pause = 30.0
            except Exception:
                log.exception("the background stumbled")
                pause = 30.0
            self._bench.clock.wait(pause, until=stop)

    def _deliver(self) -> float:
        self._replies.tick()
        return _BEAT

    def _fetch(self) -> float:
        minutes = self._bench.config.fetch.minutes
        if minutes <= 0:
            return 3600.0
        self._fetching.fetch(cancel=self._stop)
        return minutes * 60

    def _chores(self) -> float:
        return 0.0 if chores.do_some(self._bench) else 5.0
