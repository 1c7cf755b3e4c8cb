"""The next and the previous review while writing, and earlier versions: no word is lost on the way."""

import pytest

from reviewdesk.store.lines import State
from reviewdesk.tui.dialogs.versions import VersionsDialog


async def _saved(seat, number, text):
    await seat.until(lambda: (seat.desk.inbox.known(number).draft or _nothing()).text == text)


def _nothing():
    from types import SimpleNamespace

    return SimpleNamespace(text="")


async def test_the_editor_goes_along_and_every_word_is_kept(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("To the first")
        first = seat.app.inbox_screen._written.id
        await seat.press("f7")
        assert seat.editor.has_focus
        second = seat.app.inbox_screen._written.id
        assert second != first
        assert seat.editor.text == ""
        await seat.press(*"Two", "f6")
        assert seat.app.inbox_screen._written.id == first
        assert seat.editor.text == "To the first"
        await _saved(seat, first, "To the first")
        await _saved(seat, second, "Two")
        await seat.press("f7")
        assert seat.editor.text == "Two"


@pytest.mark.usefixtures("something_hangs")
async def test_turned_back_at_once_the_last_key_is_there_though_the_disk_is_slow(connected_desk, sit, clock):
    import threading

    async with sit() as seat:
        await seat.write("Quick")
        first = seat.app.inbox_screen._written.id
        gate = threading.Event()
        seat.app.beside.do("scribe", lambda: gate.wait(20))
        for key, text in {"!": "Quick!", "f7": "", "x": "x", "f6": "Quick!"}.items():
            await seat.press(key)
            await seat.until(lambda text=text: seat.editor.text == text)
        gate.set()
        await _saved(seat, first, "Quick!")
        await seat.until(lambda: not seat.app.inbox_screen._unkept)


async def test_looking_at_the_next_one_begins_no_draft(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("To the first")
        await seat.press("f7")
        second = seat.app.inbox_screen._written.id
        await seat.press("escape")
        await seat.until(lambda: seat.list.has_focus)
        seat.app.beside.finish("scribe", 20)
        assert seat.desk.inbox.known(second).draft is None


async def test_a_review_that_takes_no_answer_now_is_shown_and_the_editor_is_closed(
    connected_desk, sit, clock
):
    desk = connected_desk
    async with sit() as seat:
        await seat.press("a")
        await seat.until(lambda: seat.app.inbox_screen.filter.all)
        await seat.until(lambda: seat.list.rows == desk.inbox.counts().total)
        numbers = list(seat.list._rows.numbers)
        closed = next(
            row
            for row in range(1, len(numbers))
            if seat.app.inbox_screen._why_not(desk.inbox.known(numbers[row])) == ""
            and desk.inbox.known(numbers[row - 1]).state in (State.UNANSWERED, State.AGAIN)
        )
        queued = desk.inbox.known(numbers[closed])
        desk.replies.queue(
            queued.pub, "Thank you", accept=[e.code for e in desk.replies.check(queued.pub, "Thank you")]
        )
        seat.list.go_to(numbers[closed - 1])
        await seat.until(lambda: seat.app.inbox_screen.known and seat.known.id == numbers[closed - 1])
        await seat.write("Words")
        await seat.press("f7")
        assert not seat.app.inbox_screen.pane.writing
        assert "on its way" in seat.told
        await _saved(seat, numbers[closed - 1], "Words")


async def test_an_earlier_version_comes_back_and_the_present_text_becomes_one(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("The first version of it")
        number = seat.app.inbox_screen._written.id
        await _saved(seat, number, "The first version of it")
        clock.advance(minutes=5)
        await seat.press("ctrl+t", "backspace", *"Other")
        await _saved(seat, number, "Other")
        await seat.press("f9")
        dialog = await seat.dialog(VersionsDialog)
        assert dialog.versions[0].text.startswith("The first version")
        await seat.press("enter")
        await seat.until(lambda: seat.editor.text == "The first version of it")
        past = seat.desk.inbox.past(seat.desk.inbox.known(number))
        assert "Other" in [each.text for each in past.drafts]
        await seat.press("ctrl+z")
        assert seat.editor.text == "Other"


async def test_after_another_answer_won_yours_can_be_brought_back(connected_desk, sit, clock, google):
    desk = connected_desk
    async with sit() as seat:
        await seat.write("Our own words")
        number = seat.app.inbox_screen._written.id
        await _saved(seat, number, "Our own words")
        await seat.press("escape")
        await seat.until(lambda: seat.list.has_focus)
        from reviewdesk.store import drafts

        with desk._bench.write() as tx:
            drafts.clear(tx, number)
        await seat.until(lambda: seat.app.inbox_screen.known and seat.known.draft is None)
        await seat.press("f9")
        await seat.dialog(VersionsDialog)
        await seat.press("enter")
        await seat.until(lambda: seat.app.inbox_screen.pane.writing)
        assert seat.editor.text == "Our own words"


async def test_what_was_said_before_gives_way_to_the_keys_of_the_editor(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        await seat.press("f6")
        assert seat.told
        await seat.write("")
        assert not seat.told
