"""What stands behind a dialog stays in its place, and tells the truth."""

import pytest

from reviewdesk.store.lines import State
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.dialogs.pick import PickDialog
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


@pytest.mark.parametrize("colours", ["NO_COLOR", "REVIEWDESK_THEME"])
async def test_behind_a_dialog_the_desk_is_seen_without_colours(connected_desk, sit, monkeypatch, colours):
    monkeypatch.setenv(colours, "terminal")
    async with sit(size=(100, 30)) as seat:
        await seat.reading()
        await seat.press("x")
        await seat.dialog(PickDialog)
        strips = seat.app.screen._compositor.render_strips()
        behind = "\n".join(strip.text for strip in strips)
        assert seat.known.review.author in behind
        assert "to answer" in behind
        rows = [strip for strip in strips if "to answer" in strip.text]
        assert all(style.dim for text, style, _control in rows[0] if text.strip()), "it stands back"
