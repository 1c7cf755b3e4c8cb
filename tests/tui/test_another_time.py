"""An answer for another time: typed, said back in words, called back; offered late at night."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from reviewdesk.store.lines import State
from reviewdesk.tui.coming import coming, rather_in_the_morning
from reviewdesk.tui.dialogs.closing import ClosingDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.dialogs.when import WhenDialog

WARSAW = "Europe/Warsaw"
NIGHT = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)  # 23:30 in Warsaw


@pytest.mark.parametrize(
    ("half_stars", "at", "morning"),
    [
        (2, NIGHT, datetime(2026, 11, 21, 8, 0, tzinfo=UTC)),
        (4, NIGHT + timedelta(hours=2), datetime(2026, 11, 21, 8, 0, tzinfo=UTC)),
        (5, NIGHT, None),
        (None, NIGHT, None),
        (2, NIGHT - timedelta(hours=1), None),
        (2, NIGHT + timedelta(hours=7), None),
    ],
)
def test_the_morning_is_offered_late_at_night_for_bad_reviews_alone(half_stars, at, morning):
    assert rather_in_the_morning(half_stars, at, WARSAW) == morning


def test_a_moment_to_come_is_said_by_the_shops_clock():
    assert coming(datetime(2026, 11, 21, 8, 0, tzinfo=UTC), NIGHT, "UTC").startswith("tomorrow 8:00")
    said = coming(datetime(2026, 11, 21, 8, 0, tzinfo=UTC), NIGHT, "Asia/Tokyo")
    assert said == "today 17:00 (Asia/Tokyo)"
    assert coming(datetime(2026, 11, 25, 8, 5, tzinfo=UTC), NIGHT, "UTC").startswith("Wednesday, 25 Nov 8:05")


async def test_an_answer_waits_for_its_time_and_is_called_back(connected_desk, sit, clock):
    async with sit(size=(110, 30)) as seat:
        await seat.write("Thanks, see you")
        number = seat.app.inbox_screen._written.id
        await seat.press("f2")
        look = await seat.dialog(LastLookDialog)
        await seat.until(lambda: look._quiet_from is not None)
        clock.advance(5)
        await seat.press("t")
        await seat.dialog(WhenDialog)
        await seat.press("ctrl+u", "ctrl+k", *"in 3 days", "enter")
        await seat.until(lambda: seat.app.screen is look)
        await seat.until(lambda: "After y it goes out" in seat.text)
        for _each in range(2):
            clock.advance(5)
            if seat.app.screen is look:
                await seat.press("y")
        await seat.until(lambda: seat.desk.inbox.known(number).state == State.QUEUED)
        reply = seat.desk.inbox.known(number).reply
        assert reply.due_at - clock.now() > timedelta(days=2)
        await seat.until(
            lambda: "goes out" in seat.app.going_words() and " s (" not in seat.app.going_words()
        )
        line = seat.desk.inbox.lines([number])[number]
        assert line.due_at == reply.due_at
        assert "2" in seat.desk.replies.outbox()[0].what
        await seat.press("ctrl+q")
        closing = await seat.dialog(ClosingDialog)
        assert "worker" in seat.text
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is not closing)
        await seat.press("f8")
        await seat.until(lambda: seat.desk.inbox.known(number).state == State.DRAFTED)


async def test_a_time_that_is_not_understood_stays_to_be_mended(connected_desk, sit, clock):
    async with sit() as seat:
        dialog = WhenDialog(None, None)
        chosen = []
        seat.app.push_screen(dialog, chosen.append)
        await seat.dialog(WhenDialog)
        await seat.press("ctrl+u", "ctrl+k", *"soonish", "enter")
        assert seat.app.screen is dialog
        await seat.press("ctrl+u", "enter")
        await seat.until(lambda: chosen)
        assert chosen == [SimpleNamespace(at=None)] or chosen[0].at is None
