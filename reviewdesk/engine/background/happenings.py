"""Telling observers what was written into the diary, after it was committed."""

import contextlib
import logging
import threading

from filelock import FileLock, Timeout

from reviewdesk.api import Event
from reviewdesk.engine.bench import Bench
from reviewdesk.store import diary
from reviewdesk.store.values import DiaryEntry

_BEAT = 1.0
_AT_ONCE = 1000
log = logging.getLogger("reviewdesk.happenings")


class Happenings:
    """A thread of its own: an observer that hangs holds up nobody."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        # Desk and worker write one diary: only one of them tells what stands in it.
        self._turn = FileLock(bench.folder / "happenings.lock", timeout=0, thread_local=False)

    def start(self) -> None:
        if self._thread is not None or not self._bench.plugins.doing("reviewdesk_happened"):
            return
        self._thread = threading.Thread(target=self._run, name="happenings", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        with self._bench.db.read() as tx:
            last = diary.newest(tx)
        self._my_turn()
        try:
            while not self._bench.clock.wait(_BEAT, until=self._stop):
                try:
                    with self._bench.db.read() as tx:
                        rows, last = diary.since(tx, last, _AT_ONCE)
                    for row in rows if self._my_turn() else ():
                        self._bench.calls.happened(_event(row))
                except Exception:
                    log.exception("telling observers failed")
        finally:
            with contextlib.suppress(OSError):
                self._turn.release()

    def _my_turn(self) -> bool:
        """The other one's where it holds the lock; where it just ended, ours from here on."""
        if self._turn.is_locked:
            return True
        try:
            self._turn.acquire()
        except Timeout:
            return False
        except OSError:
            return True
        return True


def _event(row: DiaryEntry) -> Event:
    return Event(
        at=row.at, what=row.what, by=row.by, account=row.account, review=row.review, details=row.details
    )
