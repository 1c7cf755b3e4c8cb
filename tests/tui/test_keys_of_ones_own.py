"""Keys of the settings: taken where they can be, refused with the reason where they can't."""

import pytest

from reviewdesk.tui.actions import BY_ID, TABLE, Scope
from reviewdesk.tui.keymap import EATEN, Keys, meet, normal, sort_out, why_not


@pytest.mark.parametrize("action", TABLE, ids=lambda action: action.id)
def test_no_key_of_the_table_is_eaten_on_its_way(action):
    assert {key: why_not(action, key) for key in action.keys.split(",") if why_not(action, key)} == {}


def test_the_keys_of_the_table_never_mean_two_things_at_once():
    clashes = {
        (one.id, other.id): sorted(set(one.keys.split(",")) & set(other.keys.split(",")))
        for one in TABLE
        for other in TABLE
        if one.id < other.id and meet(one, other) and set(one.keys.split(",")) & set(other.keys.split(","))
    }
    assert clashes == {}


@pytest.mark.parametrize("key", sorted(EATEN))
def test_a_key_that_terminals_eat_is_refused_with_the_reason(key):
    held, troubles = sort_out({"answer": key})
    assert held == {}
    assert EATEN[key] in troubles[0].what
    assert "keeps r" in troubles[0].do


@pytest.mark.parametrize(
    ("action", "keys", "why"),
    [
        ("answer", "alt+r", "few terminals"),
        ("answer", "ctrl+enter", "few terminals"),
        ("answer", "ctrl+1", "few terminals"),
        ("answer", "shift+f2", "few terminals"),
        ("answer", "hyper", "no key of that name"),
        ("answer", "к", "give the Latin one, r"),
        ("last_look", "l", "a letter of the text"),
        ("last_look", "ctrl+k", "edits in the text"),
        ("leave_desk", "q", "a letter of the text"),
        ("answer", " , ", "needs a key"),
        ("answer", "f12,ctrl+s", "freeze"),
    ],
)
def test_what_can_not_work_is_refused(action, keys, why):
    held, troubles = sort_out({action: keys})
    assert held == {}
    assert why in troubles[0].what


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("?", "question_mark"),
        ("/", "slash"),
        ("Esc", "escape"),
        ("F5", "f5"),
        ("Ctrl+G", "ctrl+g"),
        ("G", "G"),
        ("PgDn", "pagedown"),
        ("space", "space"),
    ],
)
def test_keys_are_understood_as_people_write_them(written, known):
    assert normal(written) == known


def test_a_key_that_is_taken_is_refused_and_says_by_what():
    held, troubles = sort_out({"note": "s"})
    assert held == {}
    assert "in the inbox it is snooze" in troubles[0].what


def test_two_actions_can_change_places():
    held, troubles = sort_out({"note": "s", "snooze": "m"})
    assert (held, troubles) == ({"note": "s", "snooze": "m"}, [])


def test_a_change_that_falls_with_another_falls_too():
    held, troubles = sort_out({"note": "s", "snooze": "ctrl+s"})
    assert held == {}
    assert {trouble.action for trouble in troubles} == {"note", "snooze"}


def test_the_same_key_in_places_that_never_meet_is_no_trouble():
    assert sort_out({"confirm_hand": "h"})[1] == []
    wide = next(each for each in TABLE if each.scope is Scope.EVERYWHERE and each.priority)
    assert meet(wide, BY_ID["last_look"])


def test_keys_of_the_settings_are_those_named_at_the_foot():
    keys = Keys({"snooze": "z,f12", "nonsense": "q"})
    assert keys.of("snooze") == "z"
    assert keys.all_of("snooze") == "z F12"
    assert [each.action for each in keys.troubles] == ["nonsense"]


async def test_troubles_with_keys_are_told_in_one_line_when_the_desk_opens(connected_desk, home, sit):
    (home.path / "config.toml").write_text('[keys]\nanswer = "ctrl+s"\nsnooze = "x"\n', "utf-8")
    async with sit(size=(160, 40)) as seat:
        await seat.until(lambda: "ctrl+s" in seat.told)
        assert "1 more: reviewdesk config check" in seat.told
        await seat.reading()
        await seat.press("r")
        await seat.until(lambda: seat.app.inbox_screen.pane.writing)
