"""What comes into the editor: pasted, composed, undone; nothing invisible gets to a guest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from reviewdesk.engine.typed_signs import typed_signs


@pytest.mark.parametrize(
    ("pasted", "typed", "left_out"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd", 0),
        ("\x1b[31mred\x1b[0m", "red", 2),
        ("zero\u200bwidth\ufeff", "zerowidth", 2),
        ("turned \u202eround", "turned round", 1),
        ("nul\x00 bell\x07", "nul bell", 2),
        ("家族 👨‍👩‍👧 é ñ", "家族 👨‍👩‍👧 é ñ", 0),
        ("tab\tstays", "tab\tstays", 0),
    ],
)
def test_controls_are_left_out_and_counted(pasted, typed, left_out):
    assert typed_signs(pasted) == (typed, left_out)


@given(st.text())
def test_what_is_left_is_as_it_would_be_typed(pasted):
    once, _left_out = typed_signs(pasted)
    assert typed_signs(once) == (once, 0)


async def test_a_paste_says_what_it_left_out_and_can_be_undone(connected_desk, sit, clock):
    async with sit(size=(110, 30)) as seat:
        await seat.write("Dear guest,")
        seat.app.post_message(events.Paste("so\u200bsorry\x1b[0m"))
        await seat.until(lambda: seat.editor.text == "Dear guest,sosorry")
        await seat.until(lambda: "2 invisible signs" in seat.told)
        await seat.press("ctrl+z")
        assert seat.editor.text == "Dear guest,"
        await seat.press("ctrl+y")
        assert seat.editor.text == "Dear guest,sosorry"


async def test_a_whole_book_pasted_by_mistake_neither_hangs_nor_goes_out(connected_desk, sit, clock):
    async with sit(size=(110, 30)) as seat:
        await seat.write("x")
        seat.app.post_message(events.Paste("word " * 200_000))
        await seat.until(lambda: "Cut off" in seat.told)
        assert len(seat.editor.text) == 50_000
        await seat.press("ctrl+t", *"ok")
        assert seat.editor.text == "ok"


async def test_composed_letters_arrive_as_they_are(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("")
        for letter in "é漢字한ñ😀":
            seat.app.post_message(events.Key(letter, letter))
        await seat.until(lambda: seat.editor.text == "é漢字한ñ😀")


async def test_a_disk_that_was_full_for_a_moment_loses_no_word(connected_desk, sit, clock, monkeypatch):
    from reviewdesk.api import DeskError

    async with sit(size=(110, 30)) as seat:
        full = True
        save = seat.desk.replies.save_draft

        def saving(*words, **more):
            if full:
                raise DeskError("The disk is full.", "Make room.")
            save(*words, **more)

        monkeypatch.setattr(seat.desk.replies, "save_draft", saving)
        await seat.write("Kept")
        number = seat.app.inbox_screen._written.id
        await seat.until(lambda: "disk is full" in seat.told)
        full = False
        await seat.until(lambda: seat.desk.inbox.known(number).draft is not None)
        assert seat.desk.inbox.known(number).draft.text == "Kept"
