"""The status line tells the truth: who else is here, and behind a dialog as whom one wrote."""

from reviewdesk.store.lines import State
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.screens.help import HelpScreen
from reviewdesk.tui.screens.outbox import OutboxScreen
from reviewdesk.tui.widgets.status_line import StatusLine


def status(seat):
    return seat.app.inbox_screen.query_one(StatusLine).render().plain


async def test_another_window_is_named_as_long_as_it_is_open(connected_desk, reopen, sit, clock):
    other = reopen()
    other.start()
    async with sit() as seat:
        await seat.until(lambda: "another window too" in seat.told)
        await seat.until(
            lambda: "open in another window too · O outbox · Ctrl+Q close · F1 help" in status(seat)
        )
        assert len(status(seat)) <= 80
        other.close()
        clock.advance(6)
        await seat.until(lambda: "another window" not in status(seat))
        third = reopen()
        assert third.other_desk(), "the chair of the one that closed is taken"


async def test_alone_nobody_is_named(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        clock.advance(6)
        await seat.pilot.pause()
        assert "window" not in status(seat)


async def test_behind_by_hand_stands_the_account_of_the_review_that_was_answered(sit, desk, takeout, clock):
    desk.imports.take(takeout({"author": "Ada", "text": "Slow.", "stars": "TWO"}))
    desk.pasting.take(
        desk.pasting.look("Kim Roe\n1 review\n5/5\n2026-11-01\nLight.\nLike\n", "google", "Other Shop")
    )
    desk.inbox.begin(None, wordless_above=None)
    async with sit(size=(120, 30)) as seat:
        await seat.write("Sorry")
        answered = seat.known.listing
        await seat.press("f2")
        dialog = await seat.dialog(LastLookDialog)
        await seat.until(lambda: dialog._quiet_from is not None)
        clock.advance(5)
        await seat.press("y")
        hand = await seat.dialog(ByHandDialog)
        await seat.until(lambda: hand._quiet_from is not None)
        clock.advance(5)
        await seat.until(lambda: not seat.app.beside.busy)
        await seat.pilot.pause()
        assert f"“{answered}”" in status(seat)
        assert seat.app.inbox_screen.list.rows == 2, "nothing moves behind a dialog"
        await seat.press("y")
        await seat.until(lambda: seat.list.rows == 1)
        await seat.until(lambda: f"“{answered}”" not in status(seat))


async def test_while_one_writes_no_letter_is_named_as_a_way_out(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        await seat.until(lambda: "O outbox" in status(seat))
        await seat.write("Thank you")
        await seat.until(lambda: "O outbox" not in status(seat))
        assert status(seat).endswith("Ctrl+Q close · F1 help")
        await seat.press("escape")
        await seat.until(lambda: "O outbox" in status(seat))


async def test_the_last_line_works_with_the_mouse(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.until(lambda: "O outbox" in status(seat))
        for words, kind in (("F1 help", HelpScreen), ("O outbox", OutboxScreen)):
            await seat.pilot.click(StatusLine, offset=(1 + status(seat).index(words), 0))
            await seat.until(lambda kind=kind: isinstance(seat.app.screen, kind))
            await seat.press("escape")
            await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
        known = seat.known
        seat.desk.replies.queue(known.pub, "Thanks")
        await seat.until(lambda: "calls it back" in status(seat))
        # Not on its first letter: from "10 s" to "9 s" the words move by a cell.
        await seat.pilot.click(StatusLine, offset=(1 + status(seat).index("calls it back"), 0))
        await seat.until(lambda: seat.desk.inbox.known(known.id).state == State.DRAFTED)
