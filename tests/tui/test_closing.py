"""Closing the desk while answers wait: the dialog stays true while time goes on."""

from datetime import timedelta

from reviewdesk.store.lines import Query, State
from reviewdesk.tui.dialogs.closing import ClosingDialog

GONE = (State.SENT, State.PUBLISHED)


async def test_the_desk_closes_when_the_last_answer_left_under_the_question(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        known = seat.known
        seat.desk.replies.queue(known.pub, "Thanks")
        await seat.press("ctrl+q")
        await seat.dialog(ClosingDialog)
        clock.advance(11)
        await seat.until(lambda: not seat.app.is_running)
    assert connected_desk.inbox.known(known.id).state in GONE


async def test_one_that_left_keeps_none_of_the_others_from_being_called_back(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        first, second = seat.desk.inbox.page(Query(), limit=2)
        seat.desk.replies.queue(first.pub, "Thanks")
        seat.desk.replies.queue(second.pub, "Grazie", at=clock.now() + timedelta(minutes=4))
        await seat.press("ctrl+q")
        await seat.dialog(ClosingDialog)
        clock.advance(11)
        await seat.until(lambda: seat.desk.inbox.known(first.id).state in GONE)
        await seat.press("c")
        await seat.until(lambda: not seat.app.is_running)
    assert connected_desk.inbox.known(second.id).state == State.DRAFTED


async def test_what_left_is_not_told_as_waiting(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        first, second = seat.desk.inbox.page(Query(), limit=2)
        seat.desk.replies.queue(first.pub, "Thanks")
        seat.desk.replies.queue(second.pub, "Grazie", at=clock.now() + timedelta(days=1))
        await seat.press("ctrl+q")
        await seat.dialog(ClosingDialog)
        assert "2 answers" in seat.text
        clock.advance(11)
        await seat.until(lambda: "1 answer has" in seat.text)
        await seat.press("enter")
        await seat.until(lambda: not seat.app.is_running)
    assert connected_desk.inbox.known(second.id).state == State.QUEUED
