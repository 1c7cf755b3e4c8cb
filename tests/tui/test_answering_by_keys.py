"""From the first review that waits to an answer on its way, by keys alone."""

from typing import Any

import pytest
from textual import events

from reviewdesk.store.lines import State
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog


async def _look(seat: Any, clock: Any) -> LastLookDialog:
    await seat.press("f2")
    dialog: LastLookDialog = await seat.dialog(LastLookDialog)
    await seat.until(lambda: dialog._quiet_from is not None)
    clock.advance(5)
    return dialog


async def _send(seat: Any, clock: Any) -> None:
    """y, and y again where the last look asks."""
    dialog = await _look(seat, clock)
    await seat.press("y")
    if dialog.look.doubts:
        clock.advance(5)
        await seat.press("y")
    await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)


async def _by_hand(seat: Any, clock: Any) -> tuple[int, ByHandDialog]:
    """An answer given into the owner's hands: the number of its review, and the dialog that asks for it."""
    await seat.write("By hand")
    number = seat.known.id
    await _look(seat, clock)
    await seat.press("h")
    dialog: ByHandDialog = await seat.dialog(ByHandDialog)
    await seat.until(lambda: dialog._quiet_from is not None)
    clock.advance(5)
    return number, dialog


async def test_a_second_y_of_the_last_look_is_no_word_that_it_stands_there(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("By hand")
        number = seat.known.id
        await _look(seat, clock)
        clock.hold()
        await seat.press("h")
        dialog = await seat.dialog(ByHandDialog)
        await seat.until(lambda: dialog._quiet_from is not None)
        await seat.press("y")
        clock.advance(5)
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
        assert seat.desk.inbox.known(number).state == State.HANDED_OFF


async def test_an_answer_goes_out_and_the_next_review_is_there(connected_desk, sit, clock, google):
    async with sit() as seat:
        await seat.reading()
        first = seat.known
        await seat.write("Thanks, see you")
        await _send(seat, clock)
        await seat.until(lambda: seat.list.number not in (None, first.id))
        assert seat.desk.inbox.known(first.id).state == State.QUEUED
        await seat.until(lambda: "goes out" in seat.app.going_words())
        clock.advance(11)
        await seat.until(lambda: seat.desk.inbox.known(first.id).state in (State.SENT, State.PUBLISHED))
        await seat.until(lambda: not seat.app.going_words())


async def test_a_y_that_comes_too_early_sends_nothing(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Thanks")
        clock.hold()
        await seat.press("f2")
        await seat.dialog(LastLookDialog)
        for key in "yyyyy":
            await seat.press(key)
        assert isinstance(seat.app.screen, LastLookDialog)
        assert not seat.desk.replies.outbox()


async def test_typing_on_into_the_last_look_sends_nothing(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Thanks")
        clock.hold()
        await seat.press("f2")
        dialog = await seat.dialog(LastLookDialog)
        for key in "yesterday":
            clock.advance(0.01)
            await seat.press(key)
        assert isinstance(seat.app.screen, LastLookDialog)
        assert not dialog._asked
        assert not seat.desk.replies.outbox()


async def test_a_key_struck_early_and_handled_late_sends_nothing(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Thanks")
        clock.hold()
        await seat.press("f2")
        dialog = await seat.dialog(LastLookDialog)
        struck = events.Key("y", "y")
        clock.advance(5)
        struck.time -= 5
        seat.app.post_message(struck)
        await seat.pilot.pause()
        assert seat.app.screen is dialog
        assert not dialog._asked
        assert not seat.desk.replies.outbox()


async def test_a_doubt_needs_a_second_yes(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Thanks")
        dialog = await _look(seat, clock)
        assert dialog.look.doubts
        await seat.press("y")
        assert isinstance(seat.app.screen, LastLookDialog)
        assert "NOT SENT YET" in seat.text
        assert not seat.desk.replies.outbox()


async def test_no_leads_back_to_the_text_with_every_word(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Thanks a lot")
        await _look(seat, clock)
        await seat.press("n")
        await seat.until(lambda: seat.editor.has_focus)
        assert seat.editor.text == "Thanks a lot"


async def test_leaving_the_editor_keeps_every_word(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Half a thou")
        number = seat.known.id
        await seat.press("escape")
        await seat.until(lambda: seat.list.has_focus)
        await seat.until(lambda: seat.desk.inbox.known(number).state == State.DRAFTED)
        draft = seat.desk.inbox.known(number).draft
        assert draft is not None
        assert draft.text == "Half a thou"


async def test_words_are_on_the_disk_without_leaving_the_editor(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Saved as typ")
        number = seat.known.id

        def saved() -> bool:
            draft = connected_desk.inbox.known(number).draft
            return draft is not None and draft.text == "Saved as typ"

        await seat.until(saved)


async def test_closing_at_once_after_a_key_keeps_the_word(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Last wor")
        number = seat.known.id
        await seat.press("d", "ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    draft = connected_desk.inbox.known(number).draft
    assert draft is not None
    assert draft.text == "Last word"


async def test_f8_calls_the_answer_back(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        first = seat.known.id
        await seat.write("Too quick")
        await _send(seat, clock)
        await seat.until(lambda: seat.app.glance.next_due is not None)
        await seat.press("f8")
        await seat.until(lambda: seat.desk.inbox.known(first).state == State.DRAFTED)
        draft = seat.desk.inbox.known(first).draft
        assert draft is not None
        assert draft.text == "Too quick"


async def test_u_undoes_the_answer_too(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        first = seat.known.id
        await seat.write("Hm")
        await _send(seat, clock)
        await seat.until(lambda: seat.desk.inbox.known(first).state == State.QUEUED)
        await seat.press("u")
        await seat.until(lambda: seat.desk.inbox.known(first).state == State.DRAFTED)


async def test_an_answer_that_is_too_long_does_not_pass_the_last_look(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("x")
        seat.editor.replace_all("long " * 1200)
        dialog = await _look(seat, clock)
        assert dialog.blocked
        await seat.press("y", "y")
        assert isinstance(seat.app.screen, LastLookDialog)
        assert not seat.desk.replies.outbox()


async def test_the_room_left_is_told_from_four_fifths_on(connected_desk, sit, clock):
    from reviewdesk.tui.widgets.answer_box import Rule

    async with sit() as seat:
        await seat.write("x")
        rule = seat.app.inbox_screen.query_one(Rule)
        assert "room left" not in rule.text
        seat.editor.replace_all("ż" * 1700)
        await seat.until(lambda: "room left 696" in rule.text)
        seat.editor.replace_all("ż" * 2049)
        await seat.until(lambda: "2 too long" in rule.text)


async def test_by_hand_stays_until_the_owner_says_yes(connected_desk, sit, clock):
    async with sit() as seat:
        first, dialog = await _by_hand(seat, clock)
        await seat.until(lambda: "No browser" in seat.text)
        assert "Marta V." in seat.text
        assert dialog.handed.file.read_text("utf-8").strip() == "By hand"
        assert seat.desk.inbox.known(first).state == State.HANDED_OFF
        await seat.press("y")
        await seat.until(lambda: seat.desk.inbox.known(first).state == State.PUBLISHED)
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)


async def test_by_hand_it_can_wait_there_for_approval(connected_desk, sit, clock):
    from reviewdesk.tui.screens.outbox import OutboxScreen

    async with sit() as seat:
        first, _dialog = await _by_hand(seat, clock)
        await seat.press("w")
        await seat.until(lambda: "On your word it waits there for its approval" in seat.told)
        assert connected_desk.inbox.known(first).reply.waits_there
        await seat.press("O")
        screen = await seat.dialog(OutboxScreen)
        waiting = "waiting for its approval, on your word"
        await seat.until(lambda: waiting in " ".join(screen.cards.text.split()))


async def test_by_hand_later_waits_in_the_outbox(connected_desk, sit, clock):
    from reviewdesk.tui.screens.outbox import OutboxScreen

    async with sit() as seat:
        first, _dialog = await _by_hand(seat, clock)
        await seat.press("escape", "O")
        screen = await seat.dialog(OutboxScreen)
        await seat.until(lambda: "not yet confirmed" in screen.cards.text)
        await seat.press("y")
        await seat.until(lambda: seat.desk.inbox.known(first).state == State.PUBLISHED)


async def test_enter_on_a_begun_answer_opens_its_last_look(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Begun")
        await seat.press("escape")
        await seat.until(lambda: seat.app.inbox_screen.known is not None and seat.known.draft is not None)
        await seat.press("enter")
        dialog = await seat.dialog(LastLookDialog)
        assert dialog.look.text == "Begun"


async def test_how_the_guest_reaches_the_house_is_put_in_by_a_key(connected_desk, sit):
    async with sit() as seat:
        await seat.write("Sorry for the wait. ")
        await seat.press("ctrl+o")
        editor = seat.app.inbox_screen.pane.box.editor
        await seat.until(lambda: editor.text != "Sorry for the wait. ")
        assert editor.text == "Sorry for the wait. " + seat.desk.contact_lines.sentence(seat.known.pub)


@pytest.mark.parametrize("way", [["j", "j"], ["G", "k"]])
async def test_the_list_stands_where_it_was_left_when_one_comes_back_from_writing(
    connected_desk, sit, clock, way
):
    async with sit(size=(80, 24)) as seat:
        await seat.reading()
        await seat.press(*way)
        await seat.until(lambda: seat.app.inbox_screen.known is not None)
        before = seat.list.cursor, seat.list.scroll_offset.y
        await seat.press("r")
        await seat.until(lambda: seat.editor.has_focus)
        seat.desk.inbox.note(seat.known.pub, "Called him.")
        await seat.until(lambda: "Called him." in seat.text)
        await seat.press("escape")
        await seat.until(lambda: seat.list.has_focus)
        await seat.pilot.pause()
        assert (seat.list.cursor, seat.list.scroll_offset.y) == before


async def test_a_review_that_another_came_over_is_seen_when_one_comes_back_from_writing(
    connected_desk, sit, clock, google
):
    async with sit(size=(80, 12)) as seat:
        await seat.reading()
        shown = seat.list
        while shown.place(shown.cursor)[0] - shown.scroll_offset.y < shown.size.height - 1:
            await seat.press("j")
        await seat.reading()
        await seat.press("r")
        await seat.until(lambda: seat.editor.has_focus)
        number, rows = seat.known.id, shown.rows
        google.happen({"event": "one-star"})
        seat.app.errands.fetch()
        await seat.until(lambda: shown.rows > rows)
        await seat.press("escape")
        await seat.until(lambda: shown.has_focus)
        await seat.until(lambda: shown.place(shown.cursor)[0] - shown.scroll_offset.y < shown.size.height)
        assert shown.number == number
