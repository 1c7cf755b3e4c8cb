"""The Settings screen: each setting in plain words, changed in its place, refused where it can't be."""

import pytest
from textual.widgets import Input

from reviewdesk.tui.screens.settings import SettingsScreen
from reviewdesk.tui.widgets.cards import Cards
from reviewdesk.tui.widgets.hints import Hints


@pytest.fixture
def file(home):
    home.path.mkdir(parents=True, exist_ok=True)

    def write(text=""):
        path = home.path / "config.toml"
        path.write_text(text, "utf-8")
        return path

    return write


async def opened(seat):
    await seat.press("S")
    screen = await seat.dialog(SettingsScreen)
    await seat.until(lambda: screen.query_one(Cards).rows > 20)
    return screen


async def stand_on(seat, name):
    cards = seat.app.screen.query_one(Cards)
    row = next(row for row, card in enumerate(cards.cards) if card.value == name)
    cards.move_to(row)
    await seat.pilot.pause()


def line(seat, name):
    card = next(card for card in seat.app.screen.query_one(Cards).cards if card.value == name)
    return "".join(piece.text for piece in card.title)


def field(seat):
    return seat.app.screen.query_one("#field", Input)


async def type_in(seat, text):
    await seat.press("enter")
    await seat.until(lambda: field(seat).has_focus)
    assert "keep it" in seat.app.screen.query_one(Hints).render().plain
    field(seat).value = text
    await seat.press("enter")


async def test_all_settings_are_there_with_value_and_source(connected_desk, sit, file, monkeypatch):
    file("# mine\nlate_hours = 12\n")
    monkeypatch.setenv("REVIEWDESK_THEME", "light")
    async with sit() as seat:
        await opened(seat)
        assert "12 hours" in line(seat, "late_hours")
        assert "file, line 2" in line(seat, "late_hours")
        assert "environment" in line(seat, "theme")
        assert "default" in line(seat, "fetch.full_hours")
        await stand_on(seat, "person")
        assert "from the next start" in seat.text
        await stand_on(seat, "keys.answer")
        assert "Keys: in the inbox" in seat.app.screen.query_one(Cards).text


async def test_yes_and_no_and_choices_turn_with_one_key_and_count_at_once(connected_desk, sit, file):
    path = file("# mine\n")
    async with sit() as seat:
        await opened(seat)
        await stand_on(seat, "theme")
        await seat.press("enter")
        await seat.until(lambda: 'theme = "dark"' in path.read_text())
        await seat.until(lambda: "Saved" in seat.told)
        await seat.press("space")
        await seat.until(lambda: seat.app.theme == "desk-light")
        await stand_on(seat, "ascii")
        await seat.press("enter")
        await seat.until(lambda: "ascii = true" in path.read_text())
        await seat.until(lambda: seat.app._is_plain)
        await seat.press("d")
        await seat.until(lambda: "ascii" not in path.read_text())
        await seat.until(lambda: not seat.app._is_plain)
        assert path.read_text().startswith("# mine\n")


async def test_a_number_is_typed_in_its_place_and_a_wrong_one_stays_in_the_field(connected_desk, sit, file):
    path = file("")
    async with sit() as seat:
        await opened(seat)
        await stand_on(seat, "mail.since_days")
        await type_in(seat, "400")
        await seat.until(lambda: "from 1 to 365; the nearest is 365" in seat.told)
        assert field(seat).has_focus
        assert field(seat).value == "400"
        assert path.read_text() == ""
        field(seat).value = "30"
        await seat.press("enter")
        await seat.until(lambda: "since_days = 30" in path.read_text())
        await seat.until(lambda: "30 days" in line(seat, "mail.since_days"))
        assert seat.desk.config.mail.since_days == 30, "it counts at once"
        await type_in(seat, "")
        await seat.until(lambda: "since_days" not in path.read_text())


async def test_escape_leaves_the_field_and_then_the_screen(connected_desk, sit, file):
    path = file("")
    async with sit() as seat:
        screen = await opened(seat)
        await stand_on(seat, "signature")
        await seat.press("enter")
        await seat.until(lambda: field(seat).has_focus)
        await seat.press("S", "q", "escape")
        await seat.until(lambda: not field(seat).display)
        assert seat.app.screen is screen
        assert path.read_text() == ""
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)


async def test_a_key_is_changed_and_works_at_once(connected_desk, sit, file):
    path = file("")
    async with sit() as seat:
        await opened(seat)
        await stand_on(seat, "keys.snooze")
        await type_in(seat, "x")
        await seat.until(lambda: "skip" in seat.told)
        assert field(seat).has_focus
        field(seat).value = "z"
        await seat.press("enter")
        await seat.until(lambda: 'snooze = "z"' in path.read_text())
        await seat.until(lambda: seat.app.keys.of("snooze") == "z")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
        await seat.reading()
        await seat.press("z")
        await seat.until(lambda: seat.app.screen is not seat.app.inbox_screen)


async def test_what_the_environment_sets_is_not_changed_here(connected_desk, sit, file, monkeypatch):
    path = file("")
    monkeypatch.setenv("REVIEWDESK_THEME", "light")
    async with sit() as seat:
        await opened(seat)
        await stand_on(seat, "theme")
        await seat.press("enter")
        await seat.until(lambda: "REVIEWDESK_THEME" in seat.told)
        assert path.read_text() == ""


async def test_a_file_broken_meanwhile_is_told_and_not_touched(connected_desk, sit, file):
    path = file("")
    async with sit(size=(160, 30)) as seat:
        await opened(seat)
        path.write_text("late_hours = \n")
        await stand_on(seat, "ascii")
        await seat.press("enter")
        await seat.until(lambda: "line 1" in seat.told)
        assert path.read_text() == "late_hours = \n"


async def test_it_is_whole_on_a_small_and_on_a_large_screen(connected_desk, sit, file, drawn):
    file('signature = "Mario"\n')
    for size in ((80, 24), (200, 60)):
        async with sit(size=size) as seat:
            await opened(seat)
            lines = drawn(seat.app.screen.query_one(Cards))
            assert any("Signature, put under" in each and "Mario" in each for each in lines)
