import math
import threading

import pytest

from reviewdesk.api import SystemClock, Unavailable
from reviewdesk.engine.net.wire import Call, Fenced, aside, calling, current_call, present_call


def test_a_write_whose_lease_is_lost_does_not_leave() -> None:
    call = Call(write=True, permit=lambda: False)
    with pytest.raises(Fenced):
        call.depart()
    assert not call.left


def test_a_lease_that_can_not_be_read_counts_as_lost() -> None:
    def broken() -> bool:
        raise OSError("disk")

    call = Call(write=True, permit=broken)
    with pytest.raises(Unavailable):
        call.depart()
    assert not call.left


def test_abandoning_says_whether_something_had_left() -> None:
    early, late = Call(write=True), Call(write=True)
    late.depart()
    assert not early.abandon()
    assert late.abandon()
    with pytest.raises(Fenced):
        early.depart()


def test_a_refused_request_takes_its_mark_back() -> None:
    call = Call(write=True)
    call.depart()
    call.stayed(left_before=False)
    assert not call.left


def test_token_requests_share_the_fence_but_not_the_mark() -> None:
    call = Call(write=True)
    with calling(call), aside() as beside:
        beside.depart()
        assert current_call.get() is beside
        assert not call.left
        call.abandon()
        with pytest.raises(Fenced):
            beside.check()
    assert current_call.get() is None


def test_a_thread_of_a_plugin_finds_the_call_of_its_account() -> None:
    call = Call(write=True)
    call.begin("main", SystemClock(), 10)
    with calling(call):
        token = current_call.set(None)
        assert present_call("main") is call
        assert present_call("other") is None
        current_call.reset(token)
    assert present_call("main") is None


def test_a_call_outside_a_lane_has_no_deadline() -> None:
    assert Call().remaining() == math.inf


def test_no_write_leaves_behind_the_back_of_who_gave_it_up() -> None:
    for _round in range(200):
        call = Call(write=True)
        together = threading.Barrier(2)
        left: list[bool] = []

        def send(call: Call = call, together: threading.Barrier = together, left: list[bool] = left) -> None:
            together.wait()
            try:
                call.depart()
            except Fenced:
                left.append(False)
            else:
                left.append(True)

        thread = threading.Thread(target=send)
        thread.start()
        together.wait()
        seen = call.abandon()
        thread.join()
        assert left == [seen]
