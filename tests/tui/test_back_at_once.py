"""Back to a review before the desk has read anew what was written there: the newest words count."""

from threading import Event

import pytest

from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.whole import read_whole


@pytest.fixture
def reads_wait(monkeypatch, something_hangs):
    """What is read for the leaf comes late."""
    go = Event()

    def late(desk, number):
        go.wait(20)
        return read_whole(desk, number)

    yield lambda: monkeypatch.setattr("reviewdesk.tui.screens.inbox_ground.read_whole", late)
    go.set()


async def test_the_editor_opens_with_the_newest_words(connected_desk, sit, clock, reads_wait):
    async with sit() as seat:
        await seat.write("Thank you")
        reads_wait()
        await seat.press("escape", "r")
        await seat.until(lambda: seat.editor.has_focus)
        assert seat.editor.text == "Thank you"


async def test_the_last_look_shows_the_newest_words(connected_desk, sit, clock, reads_wait):
    async with sit() as seat:
        number = seat.list.number
        await seat.write("Thank you")
        await seat.press("escape")
        await seat.until(lambda: seat.app.inbox_screen.known and seat.known.draft)
        await seat.press("r")
        await seat.until(lambda: seat.editor.has_focus)
        reads_wait()
        seat.editor.replace_all("Thank you, Marta")
        await seat.press("escape", "f2")
        look = await seat.dialog(LastLookDialog)
        assert look.look.text == "Thank you, Marta"
        assert look.look.known.id == number


async def test_words_that_could_not_be_saved_are_at_hand_again(connected_desk, sit, clock, monkeypatch):
    async with sit() as seat:
        await seat.write("Thank you")
        await seat.press("escape", "r")
        await seat.until(lambda: seat.editor.has_focus)
        monkeypatch.setattr(seat.desk.replies, "save_draft", _full)
        seat.editor.replace_all("Thank you, Marta")
        await seat.press("escape")
        await seat.until(lambda: "Not saved" in seat.told)
        await seat.press("r")
        await seat.until(lambda: seat.editor.has_focus)
        assert seat.editor.text == "Thank you, Marta"


def _full(*_args, **_more):
    from reviewdesk.api import DeskError

    raise DeskError("The disk is full.", "Make room.")
