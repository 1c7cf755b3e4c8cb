"""What keys do the mouse does too; nothing needs it."""

from reviewdesk.tui.actions import TABLE
from reviewdesk.tui.dialogs.pick import PickDialog
from reviewdesk.tui.key_names import key_names, key_of
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.review_list import ReviewList


def place_of(hints, words):
    return (hints.render().plain.index(words) + 1, 0)


def test_every_key_at_the_foot_is_found_back_by_its_name():
    for action in TABLE:
        for key in action.keys.split(","):
            assert key_of(key_names(key)[0]) == key


async def test_a_hint_at_the_foot_is_clicked_like_its_key(connected_desk, sit):
    async with sit(size=(120, 30)) as seat:
        await seat.reading()
        hints = seat.app.screen.query_one(Hints)
        await seat.pilot.click(Hints, offset=place_of(hints, "answer"))
        await seat.until(lambda: seat.editor.has_focus)
        hints = seat.app.screen.query_one(Hints)
        await seat.until(lambda: "leave" in hints.render().plain)
        await seat.pilot.click(Hints, offset=place_of(hints, "leave it"))
        await seat.until(lambda: not seat.editor.has_focus)


async def test_a_row_is_chosen_by_a_click_and_opened_by_two(connected_desk, sit):
    async with sit(size=(120, 30)) as seat:
        await seat.reading()
        first = seat.known.id
        line = next(y for y in range(3, 20) if seat.list.row_at(y) not in (None, seat.list.cursor))
        await seat.pilot.click(ReviewList, offset=(4, line))
        await seat.until(lambda: seat.list.cursor == seat.list.row_at(line))
        await seat.until(lambda: seat.app.inbox_screen.known is not None and seat.known.id != first)


async def test_a_choice_of_a_dialog_is_clicked(connected_desk, sit):
    async with sit(size=(120, 30)) as seat:
        await seat.reading()
        await seat.press("x")
        dialog = await seat.dialog(PickDialog)
        await seat.pilot.click("#choices", offset=(6, 0))
        await seat.until(lambda: seat.app.screen is not dialog, "one click chooses")
