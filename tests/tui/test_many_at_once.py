"""Marked reviews are put off, brought back, and taken back together."""

from threading import Event

from reviewdesk.store.lines import State
from reviewdesk.tui.dialogs.pick import PickDialog


async def _mark(seat, number):
    await seat.reading()
    marked = []
    for _each in range(number):
        marked.append(seat.list.number)
        await seat.press("space")
    assert seat.list.marked == tuple(marked)
    return marked


def _states(seat, numbers):
    return {seat.desk.inbox.known(number).state for number in numbers}


async def test_all_marked_are_put_off_by_one_act_and_one_undo_takes_it_back(connected_desk, sit, clock):
    async with sit() as seat:
        marked = await _mark(seat, 3)
        assert ("3", "marked") in seat.app.inbox_screen.hint_words
        before = [seat.desk.inbox.known(number).state for number in marked]
        await seat.press("s")
        await seat.dialog(PickDialog)
        await seat.press("1")
        await seat.until(lambda: _states(seat, marked) == {State.SNOOZED})
        await seat.until(lambda: not seat.list.marked)
        await seat.until(lambda: seat.app.inbox_screen._acts)
        await seat.press("u")
        await seat.until(lambda: [seat.desk.inbox.known(number).state for number in marked] == before)


async def test_undo_puts_each_back_to_where_it_was(connected_desk, sit, clock):
    async with sit() as seat:
        marked = await _mark(seat, 2)
        first = seat.desk.inbox.known(marked[0])
        seat.desk.inbox.skip(first.pub, "spam")
        await seat.press("x")
        await seat.dialog(PickDialog)
        await seat.press("3")
        await seat.until(lambda: seat.desk.inbox.known(marked[1]).state == State.SKIPPED)
        await seat.until(lambda: seat.app.inbox_screen._acts)
        await seat.press("u")
        await seat.until(lambda: seat.desk.inbox.known(marked[1]).waiting)
        again = seat.desk.inbox.known(marked[0])
        # The list lost it when it was skipped: the act went to what was marked and seen.
        assert again.state == State.SKIPPED
        assert again.skipped == "spam"


async def test_an_undo_struck_at_once_waits_for_the_act_before_it(
    connected_desk, sit, clock, something_hangs
):
    async with sit() as seat:
        await seat.reading()
        first = seat.known
        seat.app.inbox_screen.did("the note", first.pub, lambda desk, pub: desk.inbox.skip(pub, "undone"))
        hold = Event()
        seat.app.beside.do("scribe", lambda: hold.wait(20))
        await seat.press("s")
        await seat.dialog(PickDialog)
        await seat.press("1")
        await seat.until(lambda: not isinstance(seat.app.screen, PickDialog))
        await seat.press("u")
        hold.set()
        await seat.until(lambda: "Undone: later." in seat.told)
        assert seat.desk.inbox.known(first.id).waiting
        assert len(seat.app.inbox_screen._acts) == 1


async def test_of_one_that_is_marked_no_other_guest_is_named(connected_desk, sit, clock):
    async with sit() as seat:
        (marked,) = await _mark(seat, 1)
        await seat.until(lambda: seat.app.inbox_screen.known is not None)
        other = seat.known
        assert other.id != marked
        await seat.press("x")
        await seat.dialog(PickDialog)
        await seat.press("2")
        await seat.until(lambda: seat.desk.inbox.known(marked).state == State.SKIPPED)
        await seat.until(lambda: "needs no answer" in seat.told.lower())
        assert other.review.author not in seat.told


async def test_what_can_not_be_put_off_is_told_and_keeps_no_other(connected_desk, sit, clock):
    desk = connected_desk
    waiting = list(desk.inbox.numbers(_every()))[:3]
    pubs = [desk.inbox.known(number).pub for number in waiting]
    desk.replies.queue(pubs[0], "Thank you so much, see you soon", accept=["first"])
    done = desk.shelf.skip(pubs, "spam")
    assert len(done.moved) == 2
    assert len(done.refused) == 1
    assert desk.shelf.undo(done) == 2
    assert all(desk.inbox.find(pub).waiting for pub in pubs[1:])


async def test_undo_leaves_alone_what_was_moved_again(connected_desk):
    desk = connected_desk
    one, other = (desk.inbox.known(number).pub for number in list(desk.inbox.numbers(_every()))[:2])
    done = desk.shelf.skip([one, other], "spam")
    desk.inbox.back(one)
    desk.inbox.skip(one, "another reason")
    assert desk.shelf.undo(done) == 1
    assert desk.inbox.find(one).skipped == "another reason"


async def test_marks_stay_when_the_list_is_read_anew_and_esc_takes_them_off(connected_desk, sit, clock):
    async with sit() as seat:
        marked = await _mark(seat, 2)
        seat.desk.inbox.note(seat.desk.inbox.known(marked[0]).pub, "something changed")
        asked = seat.app.inbox_screen._asked
        await seat.until(lambda: seat.app.inbox_screen._asked > asked)
        await seat.pilot.pause(0.05)
        assert seat.list.marked == tuple(marked)
        await seat.press("escape")
        assert seat.list.marked == ()


def _every():
    from reviewdesk.store.lines import Query

    return Query()
