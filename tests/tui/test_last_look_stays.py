"""Where the last look asks twice nothing moves, and who strikes another key hears that it is still open."""

from reviewdesk.tui.dialogs.last_look import LastLookDialog

OPEN = "The last look is open: y sends, Esc goes back."


async def _asked(seat, clock):
    """The last look after a first y."""
    await seat.write("Thank you")
    await seat.press("f2")
    look = await seat.dialog(LastLookDialog)
    before = look.query_one("#frame").size, seat.text
    clock.advance(1)
    await seat.press("y")
    await seat.until(lambda: "NOT SENT YET" in seat.text)
    return look, *before


async def test_after_the_first_yes_all_lines_stay_and_the_box_keeps_its_height(connected_desk, sit, clock):
    async with sit() as seat:
        look, size, text = await _asked(seat, clock)
        await seat.pilot.pause()
        assert look.query_one("#frame").size == size
        said = {line for line in text.splitlines() if line.strip()}
        assert said < set(seat.text.splitlines())


async def test_a_key_that_does_nothing_there_says_that_nothing_was_sent(connected_desk, sit, clock):
    async with sit() as seat:
        look, size, _text = await _asked(seat, clock)
        for key in ("j", "enter", "r"):
            look.tell("")
            clock.advance(1)
            await seat.press(key)
            await seat.until(lambda: OPEN in seat.told)
        await seat.until(lambda: look.query_one("#frame").size == size)
        assert seat.app.screen is look
        assert not seat.desk.replies.outbox()


async def test_a_second_yes_that_comes_too_early_is_told(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Thank you")
        clock.hold()
        await seat.press("f2")
        look = await seat.dialog(LastLookDialog)
        await seat.until(lambda: look._quiet_from is not None)
        clock.advance(5)
        await seat.press("y", "y")
        await seat.until(lambda: OPEN in seat.told)
        assert seat.app.screen is look


async def test_room_is_told_in_signs_like_those_he_wrote(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("\u044f" * 48)
        await seat.press("f2")
        await seat.dialog(LastLookDialog)
        assert "Room for 2,000 more signs." in seat.text
        assert "bytes" not in seat.text


async def test_the_own_editor_is_offered_where_one_is_named(connected_desk, sit, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "nano")
    async with sit(size=(140, 30)) as seat:
        await seat.write("x")
        screen = seat.app.inbox_screen
        assert "external" in screen.hint_actions
        monkeypatch.delenv("EDITOR")
        assert "external" not in screen.hint_actions
