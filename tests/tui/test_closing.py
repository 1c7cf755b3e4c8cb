"""Closing the desk while answers wait: the dialog asks, waits, calls back, and stays true meanwhile."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from reviewdesk.store.lines import Query, State
from reviewdesk.tui.dialogs.closing import ClosingDialog

GONE = (State.SENT, State.PUBLISHED)


@pytest.fixture
def closing(connected_desk, sit, clock):
    """The desk asked to close while its first reviews have answers on their way, due as given; None: soon."""
    reviews = connected_desk.inbox.page(Query(), limit=2)

    @asynccontextmanager
    async def closed(*due):
        async with sit() as seat:
            await seat.reading()
            for each, later in zip(reviews, due, strict=False):
                seat.desk.replies.queue(each.pub, "Thanks", at=later and clock.now() + later)
            await seat.press("ctrl+q")
            await seat.dialog(ClosingDialog)
            yield seat
            await seat.until(lambda: not seat.app.is_running)

    closed.state = lambda place: connected_desk.inbox.known(reviews[place].id).state
    return closed


async def test_closing_asks_while_an_answer_waits_and_can_call_it_back(closing):
    async with closing(None) as seat:
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.app.screen, ClosingDialog))
        assert seat.app.is_running
        await seat.press("ctrl+q")
        await seat.dialog(ClosingDialog)
        await seat.press("c")
    assert closing.state(0) == State.DRAFTED


async def test_closing_waits_until_the_answer_is_out(closing, clock):
    async with closing(None) as seat:
        await seat.press("enter")
        clock.advance(11)
    assert closing.state(0) in GONE


async def test_the_desk_closes_when_the_last_answer_left_under_the_question(closing, clock):
    async with closing(None):
        clock.advance(11)
    assert closing.state(0) in GONE


async def test_one_that_left_keeps_none_of_the_others_from_being_called_back(closing, clock):
    async with closing(None, timedelta(minutes=4)) as seat:
        clock.advance(11)
        await seat.until(lambda: closing.state(0) in GONE)
        await seat.press("c")
    assert closing.state(1) == State.DRAFTED


async def test_what_left_is_not_told_as_waiting(closing, clock):
    async with closing(None, timedelta(days=1)) as seat:
        assert "2 answers" in seat.text
        clock.advance(11)
        await seat.until(lambda: "1 answer has" in seat.text)
        await seat.press("enter")
    assert closing.state(1) == State.QUEUED
