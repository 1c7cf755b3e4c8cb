"""The help begins with the keys of one evening, and they stand on one small screen."""

import pytest

from reviewdesk.api import speak
from reviewdesk.tui.screens.help import HelpScreen
from reviewdesk.tui.widgets.leaf import Leaf


@pytest.fixture(autouse=True)
def _english():
    yield
    speak("en")


async def test_the_keys_of_one_evening_come_first_and_stand_on_one_screen_in_every_language(desk, sit):
    async with sit(size=(80, 24)) as seat:
        await seat.press("f1")
        screen = await seat.dialog(HelpScreen)
        leaf = screen.query_one(Leaf)
        lines = seat.text.splitlines()
        assert lines[0] == "One evening, in the order of use"
        struck = [line.split()[0] for line in lines[1 : lines.index("")] if not line.startswith(" ")]
        assert struck == ["j", "r", "F2", "y", "F8", "s", "x", "v", "/", "i", "O", ":", "Ctrl+Q"]
        for language in ("en", "pl", "ru", "hr", "sr", "sr_Latn"):
            speak(language)
            assert len(screen.evening(leaf.size.width - 2)) <= leaf.size.height, language
