"""Keys that come faster than the machine: each is done after the one before, and none is lost."""

from textual import events

from reviewdesk.tui.one_by_one import KeyDone
from reviewdesk.tui.screens.settings import SettingsScreen

NAMES = {"\x7f": "backspace", " ": "space", "/": "slash", ",": "comma", ".": "full_stop"}


def strike(seat, *keys):
    """All at once, as a slow line brings them: nothing waits for anything."""
    driver = seat.app._driver
    for key in keys:
        for sign in [key] if len(key) > 2 and key.islower() and key in ("escape", "ctrl+t", "enter") else key:
            name = NAMES.get(sign, sign)
            event = events.Key(name, sign if len(sign) == 1 and sign.isprintable() else None)
            event.set_sender(seat.app)
            driver.send_message(event)


async def test_words_struck_behind_r_are_the_answer_and_no_commands(connected_desk, sit):
    async with sit() as seat:
        await seat.reading()
        strike(seat, "rDear guest, x s x")
        await seat.until(lambda: seat.editor.text == "Dear guest, x s x")
        assert seat.app.screen is seat.app.inbox_screen


async def test_backspace_takes_the_letter_that_stood_before_it(connected_desk, sit):
    async with sit() as seat:
        await seat.write("")
        strike(seat, "teh\x7f\x7fhe pizza")
        await seat.until(lambda: seat.editor.text == "the pizza")
        strike(seat, "ctrl+t", "\x7f", "Anew")
        await seat.until(lambda: seat.editor.text == "Anew")


async def test_the_next_review_is_answered_however_quickly_it_is_reached(connected_desk, sit):
    async with sit() as seat:
        await seat.reading()
        strike(seat, "jjrThanks")
        await seat.until(lambda: seat.editor.text == "Thanks")
        assert seat.list.cursor == 2
        assert seat.app.inbox_screen._written.id == seat.list.number


async def test_words_struck_behind_the_search_are_searched_for(connected_desk, sit):
    async with sit() as seat:
        await seat.reading()
        strike(seat, "/axis", "enter")
        await seat.until(lambda: seat.app.inbox_screen.filter.search == "axis")
        assert seat.app.screen is seat.app.inbox_screen


async def test_keys_go_on_when_a_screen_closes_under_them(connected_desk, sit):
    async with sit() as seat:
        await seat.reading()
        for _each in range(5):
            strike(seat, "S", "escape", "D", "escape", "O", "escape")
        strike(seat, "S")
        await seat.until(lambda: isinstance(seat.app.screen, SettingsScreen) and not seat.app._struck)


async def test_a_key_that_is_done_when_the_desk_is_gone_breaks_nothing(connected_desk, sit):
    async with sit() as seat:
        await seat.press("j")
        app = seat.app
    assert not app.screen_stack
    app.on_key_done(KeyDone(app._number, 2))
