"""One lane per account: a daemon thread that serves its calls one after another, each with a deadline.

Not `concurrent.futures`: its threads are joined at exit, and a server that never answers would keep the
program from quitting. A lane whose call overran is left behind, fenced off, and a new one takes its queue.
"""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from typing import Any, Generic, TypeVar

from reviewdesk.api.clock import Clock
from reviewdesk.api.errors import OutcomeUnknown, PlatformError, Unavailable
from reviewdesk.api.words import _
from reviewdesk.engine.net.wire import Call, calling

__all__ = ["Lanes"]

T = TypeVar("T")

_END = object()


class _Job(Generic[T]):
    """A piece of work on its way through a lane; the first to settle it, lane or caller, wins."""

    def __init__(self, work: Callable[[], T], call: Call, deadline: float) -> None:
        self.call = call
        self.deadline = deadline
        self.started = threading.Event()
        self.done = threading.Event()
        self._work = work
        self._lock = threading.Lock()
        self._result: list[T] = []
        self._error: BaseException | None = None
        self._lost = False

    def run(self, lane: str, clock: Clock) -> None:
        if self._lost:
            return
        self.call.begin(lane, clock, self.deadline)
        self.started.set()
        result: list[T] = []
        error: BaseException | None = None
        try:
            with calling(self.call):
                result.append(self._work())
        except Exception as raised:  # noqa: BLE001 - it is raised again, in the caller's thread
            error = raised
        except BaseException as raised:  # noqa: BLE001 - a plugin's sys.exit() must not end the desk
            error = RuntimeError(f"The work stopped with {type(raised).__name__}.")
            error.__cause__ = raised
        with self._lock:
            if not self._lost:
                self._result, self._error = result, error
        self.done.set()

    def give_up(self) -> bool:
        """Stop waiting for it; false when it was settled already."""
        with self._lock:
            if self._result or self._error:
                return False
            self._lost = True
            self.call.abandon()
        self.started.set()
        self.done.set()
        return True

    def result(self) -> T:
        with self._lock:
            lost, error = self._lost, self._error
        if lost:
            raise self._lost_error()
        if error is not None:
            raise error
        return self._result[0]

    def _lost_error(self) -> PlatformError:
        if self.call.write and self.call.left:
            return OutcomeUnknown(_("No answer came in time: it is not known whether this arrived."))
        return Unavailable(_("No answer came in time."), _("Try again in a while."))


class _Lane:
    """The thread of one account. `jobs` moves on to the next lane when this one is left behind."""

    def __init__(self, name: str, clock: Clock, jobs: "deque[_Job[Any]]") -> None:
        self.name = name
        self.jobs = jobs
        self.current: _Job[Any] | None = None
        self.closed = False
        self._clock = clock
        self._news = threading.Condition()
        self.thread = threading.Thread(target=self._serve, name=f"lane {name}", daemon=True)
        self.thread.start()

    def add(self, job: "_Job[Any]") -> None:
        with self._news:
            self.jobs.append(job)
            self._news.notify()

    def withdraw(self, job: "_Job[Any]") -> bool:
        """Take a job out of the queue; false when it has started."""
        with self._news, suppress(ValueError):
            self.jobs.remove(job)
            return True
        return False

    def leave(self) -> "deque[_Job[Any]]":
        """Serve nothing more after the current job, and hand over the queue."""
        with self._news:
            self.closed = True
            jobs, self.jobs = self.jobs, deque()
            self._news.notify()
        return jobs

    def _serve(self) -> None:
        while (job := self._next()) is not None:
            job.run(self.name, self._clock)

    def _next(self) -> "_Job[Any] | None":
        with self._news:
            self.current = None
            self._news.wait_for(lambda: self.jobs or self.closed)
            self.current = self.jobs.popleft() if self.jobs and not self.closed else None
            return self.current


class Lanes:
    """All lanes of the program."""

    def __init__(self, clock: Clock, *, patience: float = 60.0) -> None:
        self._clock = clock
        self._patience = patience
        self._lock = threading.Lock()
        self._lanes: dict[str, _Lane] = {}
        self._closed = False

    def run(
        self,
        lane: str,
        work: Callable[[], T],
        *,
        deadline: float,
        write: bool = False,
        permit: Callable[[], bool] | None = None,
        call: Call | None = None,
    ) -> T:
        """Do `work` in the lane and wait for it.

        The deadline counts from the start of the work; waiting for the lane is bounded by `patience`. Past
        the deadline: `OutcomeUnknown` for a write of which a byte left, else `Unavailable`.
        """
        if self._inside(lane):
            return work()
        job = _Job(work, call or Call(write=write, permit=permit), deadline)
        try:
            self._add(lane, job)
            if not self._clock.wait(self._patience, job.started):
                self._tire(lane, job)
            if not self._clock.wait(deadline, job.done):
                self._overrun(lane, job)
        except BaseException:  # Ctrl-C while waiting: nothing more may leave behind the owner's back
            self._overrun(lane, job)
            raise
        return job.result()

    def iterate(
        self,
        lane: str,
        make: Callable[[], Iterator[T]],
        *,
        deadline: float,
        call_of: Callable[[], Call] = Call,
    ) -> Generator[T, None, None]:
        """Walk through an iterator that lives in the lane: its making, each step and its end run there."""
        rows = self.run(lane, make, deadline=deadline, call=call_of())
        call = call_of()
        try:
            while True:
                call = call_of()
                row = self.run(lane, lambda: next(rows, _END), deadline=deadline, call=call)
                if row is _END:
                    return
                yield row  # type: ignore[misc]
        finally:
            close = getattr(rows, "close", None)
            # A step that overran still sits in its generator: closing that would only raise.
            if close is not None and not call.abandoned.is_set() and not self._closed:
                with suppress(Unavailable):
                    self.run(lane, close, deadline=deadline, call=call_of())

    def close(self) -> None:
        """Let all go: idle lanes end, busy ones are fenced off, their callers are told. Never blocks."""
        with self._lock:
            self._closed = True
            lanes, self._lanes = self._lanes, {}
        for lane in lanes.values():
            for job in lane.leave():
                job.give_up()
            if (current := lane.current) is not None:
                current.give_up()

    def _inside(self, name: str) -> bool:
        lane = self._lanes.get(name)
        return lane is not None and lane.thread is threading.current_thread()

    def _add(self, name: str, job: "_Job[Any]") -> None:
        with self._lock:
            if self._closed:
                raise Unavailable(_("The desk is closing."))
            if name not in self._lanes:
                self._lanes[name] = _Lane(name, self._clock, deque())
            self._lanes[name].add(job)

    def _tire(self, name: str, job: "_Job[Any]") -> None:
        with self._lock:
            lane = self._lanes.get(name)
        if lane is None or lane.withdraw(job):
            job.give_up()
            raise Unavailable(
                _("The account {name} is busy with something else.").format(name=name),
                _("Try again in a while."),
            )

    def _overrun(self, name: str, job: "_Job[Any]") -> None:
        """Give the job up; if its lane is stuck in it, a new lane takes over."""
        if not job.give_up():
            return
        with self._lock:
            lane = self._lanes.get(name)
            if lane is None or lane.withdraw(job) or lane.current is not job:
                return
            waiting = lane.leave()
            if waiting:
                self._lanes[name] = _Lane(name, self._clock, waiting)
            else:
                del self._lanes[name]
