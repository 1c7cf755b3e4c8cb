"""The list, its filters, and what is done with a review besides answering."""

from reviewdesk.store.lines import State
from reviewdesk.tui.dialogs.note import NoteDialog
from reviewdesk.tui.dialogs.pick import AskDialog, PickDialog


async def test_the_list_stands_on_the_first_review_that_waits(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        assert seat.list.cursor == 0
        assert seat.list.has_focus
        assert seat.list.rows == connected_desk.inbox.counts().waiting


async def test_the_cursor_stays_on_its_review_when_others_come_and_go(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("j", "j", "j")
        await seat.reading()
        here, above = seat.list.number, seat.list._rows.numbers[0]
        rows = seat.list.rows
        connected_desk.inbox.skip(connected_desk.inbox.known(above).pub, "spam")
        await seat.until(lambda: seat.list.rows == rows - 1)
        assert seat.list.number == here
        assert seat.list.cursor == 2


async def test_when_its_review_goes_the_cursor_stands_on_the_one_after_it(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("j")
        await seat.reading()
        here, after = seat.list._rows.numbers[1:3]
        connected_desk.inbox.skip(connected_desk.inbox.known(here).pub, "spam")
        await seat.until(lambda: seat.list.number == after)


async def test_needs_no_answer_takes_a_reason_and_can_be_undone(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        first = seat.known.id
        await seat.press("x")
        await seat.dialog(PickDialog)
        await seat.press("2")
        await seat.until(lambda: seat.desk.inbox.known(first).state == State.SKIPPED)
        await seat.until(lambda: seat.list.number != first)
        await seat.press("u")
        await seat.until(lambda: seat.list.number == first or first in seat.list._rows.numbers)
        assert seat.desk.inbox.known(first).state == State.UNANSWERED


async def test_needs_no_answer_in_own_words(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        first = seat.known.id
        await seat.press("x")
        await seat.dialog(PickDialog)
        await seat.press("5")
        await seat.dialog(AskDialog)
        await seat.press(*"cousin", "enter")
        await seat.until(lambda: seat.desk.inbox.known(first).skipped == "cousin")


async def test_later_takes_it_out_of_the_inbox(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        first = seat.known.id
        await seat.press("s")
        await seat.dialog(PickDialog)
        await seat.press("enter")
        await seat.until(lambda: seat.desk.inbox.known(first).state == State.SNOOZED)


async def test_a_note_is_kept_and_shown(connected_desk, sit, clock):
    async with sit(size=(120, 30)) as seat:
        await seat.reading()
        await seat.press("m")
        await seat.dialog(NoteDialog)
        await seat.press(*"oven", "enter")
        await seat.until(lambda: "oven" in seat.text)


async def test_stars_filter_and_esc_takes_it_off(connected_desk, sit, clock):
    async with sit() as seat:
        every = seat.list.rows
        await seat.press("5")
        await seat.until(lambda: seat.list.rows < every)
        lines = [seat.list.line(number) for number in seat.list._rows.numbers]
        assert lines
        assert all(line is not None and line.half_stars in (9, 10) for line in lines)
        await seat.press("escape")
        await seat.until(lambda: seat.list.rows == every)


async def test_all_shows_answered_ones_too(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("a")
        await seat.until(lambda: seat.list.rows == connected_desk.inbox.counts().total)


async def test_search_finds_as_one_types(connected_desk, sit, clock):
    from reviewdesk.engine.background import chores

    chores.finish(connected_desk._bench, 30)
    async with sit() as seat:
        await seat.press("slash", *"focac")
        await seat.until(lambda: seat.list.rows == 1)
        await seat.press("enter")
        await seat.until(lambda: seat.list.has_focus)
        await seat.reading()
        assert seat.known.review.author == "Zeno"
        await seat.press("escape")
        await seat.until(lambda: seat.list.rows > 1)


async def test_one_shop_is_chosen_from_a_list(connected_desk, sit, clock):
    async with sit() as seat:
        every = seat.list.rows
        await seat.press("l")
        await seat.dialog(PickDialog)
        await seat.press("2")
        await seat.until(lambda: 0 < seat.list.rows < every)
        await seat.reading()
        assert seat.known.location == "Forno del Molo"


async def test_next_goes_round(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("G")
        assert seat.list.cursor == seat.list.rows - 1
        await seat.press("n")
        assert seat.list.cursor == 0


async def test_a_narrow_desk_opens_the_review_and_comes_back(connected_desk, sit, clock):
    async with sit(size=(80, 24)) as seat:
        await seat.reading()
        pane = seat.app.inbox_screen.pane
        assert not pane.size.width
        await seat.press("enter")
        await seat.until(lambda: pane.size.width == 80)
        await seat.press("escape")
        await seat.until(lambda: not pane.size.width and seat.list.has_focus)


async def test_another_width_loses_nothing(connected_desk, sit, clock):
    async with sit(size=(80, 24)) as seat:
        await seat.write("Words")
        for size in ((160, 50), (60, 18), (200, 60), (100, 24), (40, 10), (80, 24)):
            await seat.pilot.resize_terminal(*size)
            await seat.pilot.pause()
            assert seat.editor.text == "Words"
            assert seat.editor.has_focus


async def test_what_came_since_the_last_sitting_is_marked(connected_desk, sit, clock, google):
    connected_desk.inbox.end_sitting()
    async with sit() as seat:
        first = seat.list.render_line(1).text
        assert "•" not in first
        clock.advance(60)
        seat.list.last_sitting = clock.now().replace(year=2020)
        seat.list.refresh()
        assert "•" in seat.list.render_line(1).text


async def test_where_nothing_fits_nothing_is_offered_that_needs_a_review(connected_desk, sit):
    async with sit(size=(120, 30)) as seat:
        await seat.reading()
        screen = seat.app.inbox_screen
        assert "answer" in screen.hint_actions
        await seat.press("slash", *"zzz", "enter")
        await seat.until(lambda: screen.known is None and not seat.list.rows)
        assert screen.hint_actions == ("back", "all", "search", "outbox")
        await seat.press("escape")
        await seat.reading()
        assert "answer" in screen.hint_actions
