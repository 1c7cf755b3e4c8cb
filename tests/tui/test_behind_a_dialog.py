"""What stands behind a dialog stays in its place, and tells the truth."""

from reviewdesk.store.lines import State
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.words import short_words


async def test_the_review_behind_by_hand_is_no_begun_answer_any_more(connected_desk, sit, clock, drawn):
    async with sit(size=(140, 40)) as seat:
        await seat.reading()
        first, rows = seat.known, seat.list.rows
        await seat.write("By hand")
        await seat.press("f2")
        dialog = await seat.dialog(LastLookDialog)
        await seat.until(lambda: dialog._quiet_from is not None)
        clock.advance(5)
        await seat.press("h")
        await seat.dialog(ByHandDialog)
        inbox = seat.app.inbox_screen
        line = seat.desk.inbox.lines([first.id])[first.id]
        assert line.state == State.HANDED_OFF
        await seat.until(lambda: short_words(line, clock.now()) in "\n".join(drawn(seat.list)))
        await seat.until(lambda: inbox.known is not None and inbox.known.state == State.HANDED_OFF)
        assert (seat.list.number, seat.list.rows) == (first.id, rows)
        await seat.press("escape")
        await seat.until(lambda: seat.list.rows == rows - 1)
