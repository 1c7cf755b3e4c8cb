"""Answers that overslept, leases of the dead, and clocks that are wrong."""

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from reviewdesk.engine.outgoing import leases, sending
from reviewdesk.store import replies

SOUP = "cold-soup"


def row(main: Any) -> Any:
    with main.desk._bench.db.read() as tx:
        return replies.on_their_way(tx)[0]


def hold(main: Any, holder: str, seconds: float = 30, **more: Any) -> Any:
    """Somebody else has the answer in hand."""
    with main.desk._bench.db.write() as tx:
        held = replies.claim(
            tx, row(main), holder=holder, now=main.clock.now(), seconds=seconds, alive=lambda _name: True
        )
        assert held is not None
        return (
            replies.move(tx, held, "sending", at=main.clock.now(), keep_lease=True, **more) if more else held
        )


def test_an_answer_whose_time_came_while_nothing_ran_waits_for_a_yes(main: Any) -> None:
    main.deliver()
    main.queue(SOUP, "From last night.", now=False)
    main.clock.advance(16 * 60)
    assert main.desk.replies.tick() == []
    done = main.deliver()
    assert main.puts(applied=None) == 0
    assert [line.late for line in done.decide] == [True]
    main.deliver(asked=True)
    assert main.state(SOUP) == "published"


def test_it_goes_on_waiting_however_long_the_desk_stays_open(main: Any) -> None:
    main.queue(SOUP, "From last night.", now=False)
    main.clock.advance(16 * 60)
    for _ in range(5):
        main.desk.replies.tick()
        main.clock.advance(60)
    assert main.state(SOUP) == "queued"
    assert main.desk.replies.outbox()[0].late


def test_an_answer_a_little_late_goes_out_by_itself(main: Any) -> None:
    main.queue(SOUP, "A little late.", now=False)
    main.clock.advance(14 * 60)
    main.desk.replies.tick()
    assert main.state(SOUP) == "published"


def test_an_outbox_that_is_merely_slow_asks_nobody(main: Any, monkeypatch: Any) -> None:
    main.queue(SOUP, "Behind a queue.", now=False)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "send", lambda *_args: None)
        for _ in range(30):
            main.desk.replies.tick()
            main.clock.advance(60)
    main.desk.replies.tick()
    assert main.state(SOUP) == "published"


def test_an_answer_written_after_a_long_pause_is_not_late(main: Any) -> None:
    main.deliver()
    main.clock.advance(days=3)
    main.queue(SOUP, "Fresh.", now=False)
    main.clock.advance(11)
    main.desk.replies.tick()
    assert main.state(SOUP) == "published"


def test_deliver_does_not_wait_for_what_waits_for_a_yes(main: Any) -> None:
    main.queue(SOUP, "From last night.", now=False)
    main.clock.advance(3600)
    began = main.clock.monotonic()
    main.desk.replies.deliver(wait=30)
    assert main.clock.monotonic() - began < 10


def test_what_a_living_program_holds_is_left_alone(main: Any) -> None:
    main.queue(SOUP, "Held.")
    hold(main, leases.holder())
    main.deliver()
    assert main.puts(applied=None) == 0
    with pytest.raises(Exception, match="leaving right now"):
        main.desk.replies.undo(main.ref(SOUP))
    main.clock.advance(31)
    main.deliver()
    assert main.state(SOUP) == "published"


def test_a_lease_of_the_dead_is_over_at_once(main: Any) -> None:
    main.queue(SOUP, "Orphan.")
    hold(main, dead())
    main.deliver()
    assert main.state(SOUP) == "published"


def test_a_dead_program_in_the_middle_of_sending_leaves_a_doubt(main: Any) -> None:
    main.queue(SOUP, "Orphan.")
    hold(main, dead(), tried_at=main.clock.now(), attempts=1)
    main.deliver()
    assert main.state(SOUP) == "unknown"
    assert main.puts(applied=None) == 0
    main.settle()
    assert main.state(SOUP) == "published"
    assert main.puts(applied=None) == 1


def test_a_settle_counts_from_the_end_of_a_lease_that_ran_out(main: Any) -> None:
    main.queue(SOUP, "Orphan.")
    hold(main, "elsewhere/1/1/abc", tried_at=main.clock.now(), attempts=1)
    main.clock.advance(40)
    main.deliver()
    assert main.state(SOUP) == "published"


def test_on_another_machine_nobody_knows_who_lives(main: Any) -> None:
    main.queue(SOUP, "Held elsewhere.")
    hold(main, "elsewhere/1/1/abc")
    main.deliver()
    assert main.state(SOUP) == "queued"


def test_a_lease_further_ahead_than_its_length_is_over(main: Any) -> None:
    main.queue(SOUP, "Clock set back.")
    main.clock.advance(3600)
    hold(main, "elsewhere/1/1/abc")
    main.clock.advance(-3600)
    main.deliver()
    assert main.state(SOUP) == "published"


def test_who_lost_his_lease_sends_nothing(main: Any, monkeypatch: Any) -> None:
    main.queue(SOUP, "Taken over.")
    read = sending.standing.read

    def slow(*args: Any) -> Any:
        reading = read(*args)
        with main.desk._bench.db.write() as tx:
            tx.execute(replies.reply.update().values(token="somebody's"))
        return reading

    monkeypatch.setattr(sending.standing, "read", slow)
    main.deliver()
    assert main.puts(applied=None) == 0


def test_who_loses_his_lease_just_before_the_request_sends_nothing(main: Any, monkeypatch: Any) -> None:
    main.queue(SOUP, "Taken over.")
    post = main.desk._bench.calls.post

    def late(*args: Any) -> Any:
        with main.desk._bench.db.write() as tx:
            tx.execute(replies.reply.update().values(token="somebody's"))
        return post(*args)

    monkeypatch.setattr(main.desk._bench.calls, "post", late)
    main.deliver()
    assert main.puts(applied=None) == 0
    assert "Taken over." in main.whole_text(SOUP)


def test_a_program_that_ended_but_was_not_looked_after_is_dead() -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"], stdout=subprocess.PIPE) as program:
        name = f"{leases.holder().split('/')[0]}/{program.pid}/{leases._start(program.pid)}/abc"
        assert program.stdout
        program.stdout.read()  # it has ended, and nobody has waited for it yet
        os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)
        assert not leases.alive(name)


def dead() -> str:
    host, pid, *_ = leases.holder().split("/")
    return f"{host}/{pid}/1/abc"


def test_a_watch_goes_on_when_the_clock_was_set_back(main: Any) -> None:
    main.running.world.moderation.on = True
    main.send(SOUP, "Watched.")
    main.running.clock.advance(300, stamps=False)
    main.clock.advance(-timedelta(days=1).total_seconds())
    main.desk.replies.tick()
    assert main.state(SOUP) == "published"


def test_who_does_not_hold_an_answer_notes_nothing_beside_it(main: Any) -> None:
    main.queue(SOUP, "Held.")
    before = row(main)
    hold(main, "elsewhere/1/1/abc")
    with pytest.raises(replies.Lost), main.desk._bench.db.write() as tx:
        replies.amend(tx, before, looked_at=main.clock.now())


def test_an_outbox_with_nothing_to_send_writes_nothing_however_long_it_is_open(main: Any) -> None:
    main.queue(SOUP, "On its way, and seen there.", now=False)
    main.deliver(now=True)
    main.desk.replies.tick()
    main.desk.changed_elsewhere()
    for _ in range(20):
        main.clock.advance(30)
        main.desk.replies.tick()
        assert not main.desk.changed_elsewhere()
