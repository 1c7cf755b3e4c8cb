"""The background: delivers, looks, watches, fetches, tells. Daemon threads, so quitting is at once."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from reviewdesk.api import DeskError
from reviewdesk.engine.alerting.alerts import Alerts
from reviewdesk.engine.background import chores
from reviewdesk.engine.background.reporter import Reporter, Silent
from reviewdesk.engine.background.shift import Shift
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.fetching import Fetching
from reviewdesk.engine.goodwill.vouchers import Vouchers
from reviewdesk.engine.replies import Replies

__all__ = ["Courier", "Rooms"]

log = logging.getLogger("reviewdesk.courier")

_BEAT = 0.5
_ALERTS = 5.0
_ISSUERS = 5.0
_WAITING = 30.0
_LOOK_AGAIN = 60.0
_MINUTES = 15.0


@dataclass(frozen=True, slots=True)
class Rooms:
    """In which the background works."""

    bench: Bench
    replies: Replies
    fetching: Fetching
    alerts: Alerts
    shift: Shift
    vouchers: Vouchers


class Courier:
    """Runs until it is stopped; what it begins is safe to be cut off at any moment."""

    def __init__(self, rooms: Rooms, reporter: Reporter | None = None) -> None:
        """`reporter`: who hears of it where no screen shows it, that is in a worker."""
        self._rooms = rooms
        self._bench = rooms.bench
        self._worker = reporter is not None
        self._reporter = reporter or Silent()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._waiting: set[int] = set()

    def start(self) -> None:
        if self._threads:
            return
        self._stop = threading.Event()
        jobs = {
            "courier": self._deliver,
            "fetcher": self._fetch,
            "chores": self._chores,
            "alerts": self._tell,
            "issuers": self._issuers,
        }
        if self._worker:
            jobs["waiting"] = self._look_who_waits
        for name, work in jobs.items():
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
                if not stop.is_set():
                    self._reporter.stumbled(error)
            except Exception:
                log.exception("the background stumbled")
                pause = 30.0
            self._bench.clock.wait(pause, until=stop)

    def _deliver(self) -> float:
        self._reporter.moved(self._rooms.replies.tick())
        return _BEAT

    def _fetch(self) -> float:
        minutes = self._minutes()
        if minutes <= 0:
            return 3600.0
        if not self._worker and self._rooms.shift.other():
            return _LOOK_AGAIN  # one of the two is enough
        self._reporter.fetched(self._rooms.fetching.fetch(cancel=self._stop, by_itself=True))
        return minutes * 60

    def _minutes(self) -> float:
        config = self._bench.config
        if not self._worker:
            return config.fetch.minutes
        return config.worker.minutes or config.fetch.minutes or _MINUTES

    def _chores(self) -> float:
        begun = self._bench.clock.monotonic()
        more = chores.do_some(self._bench)
        # As long as they worked they rest: keys and a fetch share one interpreter with them.
        return self._bench.clock.monotonic() - begun if more else 5.0

    def _tell(self) -> float:
        self._reporter.told(self._rooms.alerts.tick())
        return _ALERTS

    def _issuers(self) -> float:
        self._rooms.vouchers.tick()
        return _ISSUERS

    def _look_who_waits(self) -> float:
        lines = [line for line in self._rooms.replies.outbox() if line.decides]
        new = [line for line in lines if line.reply.id not in self._waiting]
        self._waiting = {line.reply.id for line in lines}
        if new:
            self._reporter.waits(new)
        return _WAITING
