import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from reviewdesk.api import AuthError, OutcomeUnknown, SystemClock, Unavailable
from reviewdesk.engine.net.lanes import Lanes
from reviewdesk.engine.net.wire import Call, Fenced, current_call

SOON = 0.05
LONG = 20.0


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    lanes = Lanes(SystemClock())
    yield lanes
    lanes.close()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    gate = threading.Event()
    yield gate
    gate.set()


def test_work_runs_in_a_daemon_thread_of_its_account(lanes: Lanes) -> None:
    thread = lanes.run("main", threading.current_thread, deadline=LONG)
    assert thread.daemon
    assert thread.name == "lane main"
    assert lanes.run("main", threading.current_thread, deadline=LONG) is thread
    assert lanes.run("other", threading.current_thread, deadline=LONG) is not thread


def test_errors_pass_through_as_they_are(lanes: Lanes) -> None:
    error = AuthError("No.")

    def fail() -> None:
        raise error

    with pytest.raises(AuthError) as seen:
        lanes.run("main", fail, deadline=LONG)
    assert seen.value is error


def test_a_plugin_that_exits_does_not_end_the_desk(lanes: Lanes) -> None:
    with pytest.raises(RuntimeError, match="SystemExit"):
        lanes.run("main", lambda: sys.exit(3), deadline=LONG)
    assert lanes.run("main", lambda: 1, deadline=LONG) == 1


def test_calls_of_one_account_are_served_one_after_another(lanes: Lanes) -> None:
    inside = 0
    most = 0
    together = threading.Barrier(6)

    def work() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        threading.Event().wait(0.002)
        inside -= 1

    def caller() -> None:
        together.wait()
        lanes.run("main", work, deadline=LONG)

    threads = [threading.Thread(target=caller) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_read_past_its_deadline_is_unavailable_and_the_next_call_is_served(
    lanes: Lanes, gate: threading.Event
) -> None:
    with pytest.raises(Unavailable):
        lanes.run("main", gate.wait, deadline=SOON)
    assert lanes.run("main", lambda: "served", deadline=LONG) == "served"


def test_a_write_past_its_deadline_is_unknown_only_if_a_byte_had_left(
    lanes: Lanes, gate: threading.Event
) -> None:
    def send() -> None:
        call = current_call.get()
        assert call is not None
        call.depart()
        gate.wait()

    with pytest.raises(OutcomeUnknown):
        lanes.run("main", send, deadline=SOON, write=True)
    with pytest.raises(Unavailable):
        lanes.run("main", gate.wait, deadline=SOON, write=True)


def test_an_abandoned_write_can_send_nothing_later(lanes: Lanes, gate: threading.Event) -> None:
    fenced: list[Fenced] = []
    over = threading.Event()
    call = Call(write=True)

    def send_late() -> None:
        gate.wait()
        try:
            call.depart()
        except Fenced as error:
            fenced.append(error)
        over.set()

    with pytest.raises(Unavailable):
        lanes.run("main", send_late, deadline=SOON, call=call)
    gate.set()
    assert over.wait(LONG)
    assert fenced
    assert not call.left


def test_the_result_of_an_abandoned_call_goes_nowhere(lanes: Lanes, gate: threading.Event) -> None:
    with pytest.raises(Unavailable):
        lanes.run("main", gate.wait, deadline=SOON)
    gate.set()
    assert lanes.run("main", lambda: "mine", deadline=LONG) == "mine"


def test_waiting_for_the_lane_does_not_eat_the_deadline(lanes: Lanes, gate: threading.Event) -> None:
    first = threading.Thread(target=lambda: lanes.run("main", gate.wait, deadline=LONG))
    first.start()
    while not lanes._lanes.get("main") or not lanes._lanes["main"].current:
        threading.Event().wait(0.001)
    answers: list[str] = []
    second = threading.Thread(target=lambda: answers.append(lanes.run("main", lambda: "ok", deadline=SOON)))
    second.start()
    second.join(SOON * 3)
    assert not answers
    gate.set()
    second.join()
    first.join()
    assert answers == ["ok"]


def test_waiting_for_the_lane_ends_and_the_call_is_never_made(gate: threading.Event) -> None:
    lanes = Lanes(SystemClock(), patience=SOON)
    started = threading.Event()
    made: list[int] = []

    def hold() -> None:
        started.set()
        gate.wait()

    holder = threading.Thread(target=lambda: lanes.run("main", hold, deadline=LONG))
    holder.start()
    started.wait(LONG)
    with pytest.raises(Unavailable, match="busy"):
        lanes.run("main", lambda: made.append(1), deadline=LONG, write=True)
    gate.set()
    holder.join()
    assert lanes.run("main", lambda: made, deadline=LONG) == []
    lanes.close()


def test_calls_that_waited_behind_a_stuck_one_move_on(lanes: Lanes, gate: threading.Event) -> None:
    started = threading.Event()

    def stick() -> None:
        started.set()
        gate.wait()

    def stuck() -> None:
        with pytest.raises(Unavailable):
            lanes.run("main", stick, deadline=SOON * 2)

    first = threading.Thread(target=stuck)
    first.start()
    started.wait(LONG)
    assert lanes.run("main", lambda: "moved", deadline=LONG) == "moved"
    first.join()


class InterruptingClock(SystemClock):
    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        assert until is not None
        if seconds == 7.0:
            raise KeyboardInterrupt
        return until.wait(seconds)


def test_ctrl_c_while_waiting_fences_the_call_off_and_leaves(gate: threading.Event) -> None:
    lanes = Lanes(InterruptingClock())
    call = Call(write=True)
    with pytest.raises(KeyboardInterrupt):
        lanes.run("main", gate.wait, deadline=7.0, call=call)
    assert call.abandoned.is_set()
    assert lanes.run("main", lambda: 1, deadline=LONG) == 1
    lanes.close()


def test_a_call_inside_the_lane_runs_in_place(lanes: Lanes) -> None:
    def outer() -> tuple[Call | None, Call | None]:
        return current_call.get(), lanes.run("main", current_call.get, deadline=LONG)

    seen, inner = lanes.run("main", outer, deadline=LONG)
    assert seen is not None
    assert seen is inner


def test_an_iterator_is_made_walked_and_closed_in_the_lane(lanes: Lanes) -> None:
    threads: list[str] = []

    def rows() -> Iterator[int]:
        try:
            for number in range(3):
                threads.append(threading.current_thread().name)
                yield number
        finally:
            threads.append("closed in " + threading.current_thread().name)

    walk = lanes.iterate("main", rows, deadline=LONG)
    assert next(walk) == 0
    assert next(walk) == 1
    walk.close()
    assert threads == ["lane main", "lane main", "closed in lane main"]
    assert list(lanes.iterate("main", rows, deadline=LONG)) == [0, 1, 2]


def test_a_step_that_hangs_ends_the_walk(lanes: Lanes, gate: threading.Event) -> None:
    def rows() -> Iterator[int]:
        yield 1
        gate.wait()
        yield 2

    walk = lanes.iterate("main", rows, deadline=SOON)
    assert next(walk) == 1
    with pytest.raises(Unavailable):
        next(walk)
    assert list(walk) == []


def test_an_error_of_a_step_reaches_the_walker(lanes: Lanes) -> None:
    def rows() -> Iterator[int]:
        yield 1
        raise AuthError("Sign in.")

    walk = lanes.iterate("main", rows, deadline=LONG)
    assert next(walk) == 1
    with pytest.raises(AuthError):
        next(walk)


def test_closing_never_blocks_and_tells_those_who_wait(gate: threading.Event) -> None:
    lanes = Lanes(SystemClock())
    started = threading.Event()
    told: list[type[Exception]] = []

    def send() -> None:
        call = current_call.get()
        assert call is not None
        call.depart()
        started.set()
        gate.wait()

    def caller() -> None:
        try:
            lanes.run("main", send, deadline=LONG, write=True)
        except (OutcomeUnknown, Unavailable) as error:
            told.append(type(error))

    thread = threading.Thread(target=caller)
    thread.start()
    started.wait(LONG)
    lanes.close()
    thread.join()
    assert told == [OutcomeUnknown]
    with pytest.raises(Unavailable):
        lanes.run("main", lambda: 1, deadline=LONG)


INTERRUPTED = """
import threading
from reviewdesk.api import SystemClock
from reviewdesk.engine.net.lanes import Lanes
def work():
    print("waiting", flush=True)
    threading.Event().wait()
try:
    Lanes(SystemClock()).run("main", work, deadline=60)
except KeyboardInterrupt:
    print("left it")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals to one process are POSIX")
def test_ctrl_c_gets_through_while_a_lane_hangs() -> None:
    program = [sys.executable, "-c", INTERRUPTED]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20)[0] == "left it\n"


HUNG = """
import threading
from reviewdesk.api import SystemClock, Unavailable
from reviewdesk.engine.net.lanes import Lanes
lanes = Lanes(SystemClock())
try:
    lanes.run("main", threading.Event().wait, deadline=0.05)
except Unavailable:
    print("left it")
"""


def test_the_program_quits_while_a_lane_hangs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HUNG], capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout.strip() == "left it"
