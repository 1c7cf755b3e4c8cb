"""Keys that come faster than the machine: each is done after the one before, and none is lost."""

import threading

import pytest
from textual import events

from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.one_by_one import KeyDone
from reviewdesk.tui.screens.settings import SettingsScreen

NAMES = {"\x7f": "backspace", " ": "space", "/": "slash", ",": "comma", ".": "full_stop"}


def strike(seat, *keys):
    """All at once, as a slow line brings them: nothing waits for anything."""
    driver = seat.app._driver
    for key in keys:
        for sign in [key] if len(key) > 1 and key in ("escape", "ctrl+t", "enter", "f2") else key:
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


@pytest.fixture
def slowly(connected_desk, monkeypatch):
    """What the desk does with an answer waits until it is told to go on."""
    go_on = threading.Event()

    def slow(name):
        done = getattr(type(connected_desk.replies), name)

        def wait(self, *given, **more):
            assert given[-1] == "" or go_on.wait(20)
            return done(self, *given, **more)

        monkeypatch.setattr(type(connected_desk.replies), name, wait)
        return go_on

    yield slow
    go_on.set()


async def test_what_is_struck_behind_f2_is_for_the_last_look_and_no_word_of_the_answer(sit, slowly):
    go_on = slowly("look")
    async with sit() as seat:
        await seat.write("Thank you, the oven is hotter now.")
        text = seat.editor.text
        strike(seat, "f2", "?!")
        await seat.until(lambda: len(seat.app._struck) == 2)
        assert seat.editor.text == text
        go_on.set()
        look = await seat.dialog(LastLookDialog)
        await seat.until(lambda: not seat.app.striking)
        assert look.look.text == text
        strike(seat, "escape", "Bye")
        await seat.until(lambda: seat.editor.text == text + "Bye")


async def test_what_is_struck_behind_the_last_y_is_for_the_list(sit, slowly, clock):
    async with sit() as seat:
        await seat.write("Thank you, the oven is hotter now.")
        text, written = seat.editor.text, seat.known.pub
        await seat.press("f2")
        look = await seat.dialog(LastLookDialog)
        await seat.until(lambda: look._quiet_from is not None)
        go_on = slowly("queue")
        clock.advance(2)
        await seat.press("y")  # the first answer of an account asks twice
        clock.advance(2)
        strike(seat, "yjx")
        await seat.until(lambda: seat.app._struck and not seat.app.screen.is_modal)
        go_on.set()
        await seat.until(lambda: not seat.app._struck and not seat.app.striking)
        sent = seat.desk.inbox.find(written)
        assert (sent.reply.text, sent.draft) == (text, None)


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
