"""A server that never answers holds up nobody but itself."""

from typing import Any

import pytest

from reviewdesk.engine.net import patience
from reviewdesk.sandbox import Act, Fault

SOUP = "cold-soup"


@pytest.fixture
def hasty(main: Any, monkeypatch: Any, reopen: Any) -> Any:
    monkeypatch.setenv("REVIEWDESK_OUTBOX__DEADLINE_SECONDS", "1")
    monkeypatch.setattr(patience, "SLOW", 0.25)
    main.desk = reopen()
    return main


def test_a_hanging_write_is_a_doubt_and_ends_sent_once(hasty: Any) -> None:
    hasty.faults.add(Fault(act=Act.HANG, method="PUT"))
    assert hasty.send(SOUP, "Hello?") == "unknown"
    hasty.settle()
    assert hasty.state(SOUP) == "published"
    assert hasty.puts() == 1


def test_a_hanging_read_means_that_nothing_was_sent(hasty: Any) -> None:
    hasty.faults.add(Fault(act=Act.HANG, method="GET"))
    assert hasty.send(SOUP, "Hello?") == "queued"
    assert hasty.puts(applied=None) == 0
    assert "in time" in hasty.desk.replies.outbox()[0].what


def test_the_other_answers_of_a_hanging_account_wait_for_the_next_round(hasty: Any) -> None:
    for handle in (SOUP, "stars-only", "wrapped"):
        hasty.queue(handle, f"To {handle}.")
    reads = hasty.running.journal.count("GET")
    hasty.faults.add(Fault(act=Act.HANG, method="GET", times=None))
    hasty.desk.replies.tick()
    assert hasty.running.journal.count("GET") == reads + 1
    hasty.faults.clear()
    hasty.desk.replies.tick()
    assert {hasty.state("stars-only"), hasty.state("wrapped")} == {"published"}


def test_looking_at_what_is_out_stops_at_a_hanging_account_too(hasty: Any) -> None:
    hasty.running.world.moderation.on = True
    for handle in (SOUP, "stars-only", "wrapped"):
        hasty.send(handle, f"To {handle}.")
    reads = hasty.running.journal.count("GET")
    hasty.faults.add(Fault(act=Act.HANG, method="GET", times=None))
    hasty.deliver()
    assert hasty.running.journal.count("GET") == reads + 1
