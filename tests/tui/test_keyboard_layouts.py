"""A key counts by its place, whatever script its keyboard stands on, except where letters are text."""

import pytest
from textual import events

from reviewdesk.tui.layouts import TABLES, Layout, Places

# What these keyboards type, row by row, as Windows and xkeyboard-config have them.
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
KEYBOARDS = {
    Layout.RUSSIAN: ("йцукенгшщз", "фывапролд", "ячсмить"),
    Layout.UKRAINIAN: ("йцукенгшщз", "фівапролд", "ячсмить"),
    Layout.SERBIAN: ("љњертзуиоп", "асдфгхјкл", "ѕџцвбнм"),
    Layout.BULGARIAN: (",уеишщксдз", "ьяаожгтнв", "юйъэфхп"),
    Layout.BULGARIAN_PHONETIC: ("явертъуиоп", "асдфгхйкл", "зьцжбнм"),
    Layout.GREEK: (";ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
}
SIGNS = {  # what stands at the places of / ? :
    Layout.RUSSIAN: (".", ",", "Ж"),
    Layout.UKRAINIAN: (".", ",", "Ж"),
    Layout.SERBIAN: ("-", "_", "Ч"),
    Layout.BULGARIAN: ("б", "Б", "М"),
    Layout.BULGARIAN_PHONETIC: ("/", "?", ":"),
    Layout.GREEK: ("/", "?", ":"),
}
LETTERS = [
    (layout, typed, place)
    for layout, rows in KEYBOARDS.items()
    for row, places in zip(rows, ROWS, strict=True)
    for typed, place in zip(row, places, strict=True)
]


def key(sign):
    name = {".": "full_stop", ",": "comma", "-": "minus", "_": "underscore", ";": "semicolon"}.get(sign, sign)
    return events.Key(name, sign)


@pytest.mark.parametrize(("layout", "typed", "place"), LETTERS, ids=str)
def test_each_letter_is_the_key_at_its_place(layout, typed, place):
    event = key(typed)
    Places(str(layout)).translate(event, typing=False)
    assert (event.key, event.character) == (place, place)


@pytest.mark.parametrize(
    ("layout", "typed", "place"), [each for each in LETTERS if each[1].isalpha()], ids=str
)
def test_each_capital_is_the_capital_at_its_place(layout, typed, place):
    capital = {("bulgarian", "ь"): "ѝ", ("bulgarian-phonetic", "ь"): "ѝ"}.get(
        (str(layout), typed), typed.upper()
    )
    if capital == "Σ":
        place = "s"  # Shift types Σ at w and at s: it can only be one of them
    event = key(capital)
    Places(str(layout)).translate(event, typing=False)
    assert (event.key, event.character) == (place.upper(), place.upper())


@pytest.mark.parametrize("layout", list(Layout))
def test_slash_question_mark_and_colon_are_at_their_places(layout):
    places = Places(str(layout))
    for typed, name in zip(SIGNS[layout], ("slash", "question_mark", "colon"), strict=True):
        event = key(typed) if typed not in "/?:" else events.Key(name, typed)
        places.translate(event, typing=False)
        assert event.key == name
    for sign, name in (("/", "slash"), ("?", "question_mark"), (":", "colon")):
        event = events.Key(name, sign)
        places.translate(event, typing=False)
        assert event.key == name, "typed as themselves they mean themselves"


@pytest.mark.parametrize("layout", list(Layout))
def test_no_letter_of_a_layout_is_forgotten(layout):
    places = [place for sign, place in TABLES[layout].items() if not sign.isascii()]
    letters = {place for place in places if place.islower()}
    missing = {"bulgarian": {"q"}, "greek": {"q"}}.get(str(layout), set())
    assert letters | missing == set("".join(ROWS))


def test_while_someone_types_nothing_is_changed():
    places = Places("russian")
    for sign in "привет., Жж":
        event = key(sign)
        before = (event.key, event.character)
        places.translate(event, typing=True)
        assert (event.key, event.character) == before


def test_control_with_a_letter_of_another_script_counts_everywhere():
    for typing in (True, False):
        event = events.Key("ctrl+п", None)
        Places("russian").translate(event, typing=typing)
        assert event.key == "ctrl+g"


def test_latin_letters_bring_the_signs_back():
    places = Places("russian")
    assert places.place(".") == "/"
    assert places.place("r") is None
    assert places.place(".") is None, "now it is a full stop"
    assert places.place("к") == "r"
    assert places.place(".") == "/"


def test_the_language_tells_which_keyboard_shared_letters_come_from():
    assert Places("auto", ["uk_UA.UTF-8"]).place("и") == "b"
    assert Places("auto", ["sr_RS"]).place("и") == "i"
    assert Places("auto", ["bg"]).place("и") == "r"
    assert Places("auto", ["en_GB"]).place("и") == "b"


def test_a_letter_only_one_of_them_has_tells_it_too():
    places = Places("auto")
    assert places.place("к") == "r"
    assert places.place("љ") == "q"
    assert places.place("к") == "k", "Serbian from here on"
    places.notice("і")
    assert places.place("у") == "e", "Ukrainian from here on, told while typing"
    assert places.place("ρ") == "r"


def test_with_latin_nothing_is_changed():
    assert Places("latin", ["ru"]).place("к") is None


def test_a_composed_letter_is_one_letter():
    assert Places("russian").place("и\u0306") == "q"


async def test_the_desk_is_worked_on_a_russian_keyboard(connected_desk, sit, monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    async with sit() as seat:
        await seat.reading()
        first = seat.list.cursor
        await seat.press("о")  # j
        await seat.until(lambda: seat.list.cursor == first + 1)
        await seat.press("л")  # k
        await seat.until(lambda: seat.list.cursor == first)
        await seat.reading()
        await seat.press("к")  # r
        await seat.until(lambda: seat.editor.has_focus)
        await seat.pilot.press("Д", "а", ".", ",", "к")
        assert seat.editor.text.endswith("Да.,к"), "in the editor letters are text"
        await seat.press("escape")
        await seat.until(lambda: not seat.editor.has_focus)
        await seat.press("Щ")  # O
        await seat.until(lambda: type(seat.app.screen).__name__ == "OutboxScreen")
        await seat.press("Ш")  # I
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
        await seat.press("full_stop")  # /
        await seat.until(
            lambda: type(seat.app.focused).__name__ == "Input" or "Search" in str(seat.app.focused)
        )


def test_what_a_terminal_sends_arrives_as_the_keys_at_those_places():
    from textual._xterm_parser import XTermParser

    parser = XTermParser(debug=False)
    typed = [event for event in parser.feed("кЩ.".encode().decode()) if isinstance(event, events.Key)]
    places = Places("auto")
    for event in typed:
        places.translate(event, typing=False)
    assert [event.key for event in typed] == ["r", "O", "slash"]
