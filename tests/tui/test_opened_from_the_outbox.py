"""From outbox and diary Enter leads to the review itself, and Esc leads back there."""

from reviewdesk.store.lines import Query, State
from reviewdesk.tui.screens.diary import DiaryScreen
from reviewdesk.tui.screens.outbox import OutboxScreen


async def _enter(seat, known):
    inbox = seat.app.inbox_screen
    await seat.press("enter")
    await seat.until(lambda: seat.app.screen is inbox and inbox.pane.leaf.has_focus)
    assert inbox.has_class("-open")
    assert seat.list.number == known.id == seat.known.id
    await seat.press("escape")


async def test_enter_opens_the_review_and_esc_leads_back(connected_desk, sit):
    known = connected_desk.inbox.page(Query(), limit=1)[0]
    connected_desk.replies.queue(known.pub, "Thank you")
    assert connected_desk.inbox.known(known.id).state == State.QUEUED
    async with sit() as seat:
        await seat.reading()
        inbox, waiting = seat.app.inbox_screen, seat.list.rows
        await seat.press("O")
        await seat.dialog(OutboxScreen)
        await seat.until(lambda: seat.app.screen.line is not None)
        await _enter(seat, known)
        await seat.dialog(OutboxScreen)
        await seat.press("I")
        await seat.until(lambda: seat.app.screen is inbox and seat.list.rows == waiting)
        assert not inbox.filter.set


async def test_enter_in_the_diary_opens_the_review_and_esc_leads_back_to_the_entry(connected_desk, sit):
    several = connected_desk.inbox.page(Query(), limit=4)
    for each in several:
        connected_desk.inbox.skip(each.pub, "told in person")
    known = several[1]
    async with sit() as seat:
        await seat.reading()
        inbox, waiting = seat.app.inbox_screen, seat.list.rows

        def stands_on_it():
            screen = seat.app.screen
            return isinstance(screen, DiaryScreen) and screen.entry and screen.entry.review == known.pub

        await seat.press("D")
        diary = await seat.dialog(DiaryScreen)
        await seat.until(lambda: diary.entry is not None)
        await seat.press("j", "j")
        await seat.until(stands_on_it)
        await _enter(seat, known)
        await seat.until(stands_on_it)
        await seat.press("r")
        await seat.until(lambda: seat.app.screen.wish.review == known.pub)
        await seat.press("enter")
        # The list went back to what it was meanwhile: this review does not wait.
        await seat.until(lambda: inbox.filter.all and inbox.pane.leaf.has_focus)
        assert seat.list.number == known.id == seat.known.id
        await seat.press("escape")
        await seat.until(lambda: stands_on_it() and seat.app.screen.wish.review == known.pub)
        await seat.press("I")
        await seat.until(lambda: seat.app.screen is inbox and seat.list.rows == waiting)


async def test_search_is_there_while_a_review_is_open_on_a_narrow_desk(connected_desk, sit):
    async with sit() as seat:
        await seat.reading()
        await seat.press("enter")
        await seat.until(lambda: seat.app.inbox_screen.pane.leaf.has_focus)
        await seat.press("slash")
        field = seat.app.inbox_screen.query_one("#search")
        await seat.until(lambda: field.has_focus and field.size.width > 20)
        await seat.press(*"soup", "enter")
        await seat.until(lambda: seat.app.inbox_screen.filter.search == "soup" and seat.list.has_focus)
