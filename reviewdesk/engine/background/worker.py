"""The worker's room: what an open desk does in its background, while no desk is open."""

import threading

from reviewdesk.api import DeskError, _
from reviewdesk.engine.background import chores
from reviewdesk.engine.background.courier import Courier, Rooms
from reviewdesk.engine.background.happenings import Happenings
from reviewdesk.engine.background.reporter import Reporter
from reviewdesk.engine.outgoing.replies_values import Delivered

__all__ = ["Worker"]

_CHORES = 2.0


class Worker:
    """One per home; a desk may be open beside it."""

    def __init__(self, rooms: Rooms, happenings: Happenings) -> None:
        self._rooms = rooms
        self._happenings = happenings
        self._courier: Courier | None = None

    def runs(self) -> bool:
        """Whether a worker of another program is at it."""
        return self._rooms.shift.other()

    def begin(self) -> None:
        """Take the shift. Raises DeskError where another worker has it."""
        try:
            mine = self._rooms.shift.take()
        except OSError as error:
            raise DeskError(
                _("The desk's folder can't be written ({why}).").format(why=error.strerror),
                _("Check its rights: reviewdesk doctor"),
            ) from error
        if not mine:
            raise DeskError(
                _("A worker runs already on this home."), _("One is enough; stop that one to start another.")
            )
        self._rooms.alerts.begin()

    def start(self, reporter: Reporter) -> None:
        """Work in the background until `stop`."""
        self._happenings.start()
        self._courier = Courier(self._rooms, reporter)
        self._courier.start()

    def once(self, reporter: Reporter, cancel: threading.Event) -> Delivered:
        """One round, for cron: fetch, deliver, tell. Late answers wait for a yes."""
        rooms = self._rooms
        reporter.fetched(rooms.fetching.fetch(cancel=cancel, by_itself=True))
        if cancel.is_set():
            return Delivered()
        done = rooms.replies.deliver(progress=lambda answer: reporter.moved([answer]))
        reporter.waits(done.decide)
        reporter.told(rooms.alerts.tick(at_once=True))
        chores.finish(rooms.bench, _CHORES)
        return done

    def stop(self) -> None:
        """Begin nothing more, and let the next worker in."""
        if self._courier is not None:
            self._courier.stop()
        self._rooms.shift.leave()
