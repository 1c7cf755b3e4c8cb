"""Changing a setting in the file: whatever its form, the rest stays; a disk that fails leaves it whole."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.api import DeskError
from reviewdesk.engine.config import load
from reviewdesk.engine.config_fitting import Unfit, shown, typed
from reviewdesk.engine.config_kinds import Kind
from reviewdesk.engine.config_lines import lines_of
from reviewdesk.engine.config_reading import known_settings, read
from reviewdesk.engine.config_writing import change, put, take_out

OTHERS = {
    Kind.YES_NO: "yes",
    Kind.NUMBER: "7",
    Kind.TEXT: 'a "b" \\ ł',
    Kind.SOURCE: "env:PLACE",
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config.toml"


@pytest.mark.parametrize("setting", known_settings().values(), ids=lambda setting: setting.name)
def test_every_setting_is_written_read_shown_and_taken_out(file, setting):
    file.write_text("# top\nperson = 'x'\n\n[fetch]\nminutes = 5 # five\n")
    text = OTHERS.get(setting.kind) or shown(setting, setting.default)
    if setting.kind is Kind.CHOICE:
        text = setting.choices[-1]
    try:
        value = typed(setting, text)
    except Unfit:  # a form of its own: its default is what can be written for sure
        text = shown(setting, setting.default)
        value = typed(setting, text) if text else None
    change(file, setting, text)
    reading = read(file, {})
    assert reading.problems == []
    if value is not None:
        assert reading.value(setting.name) == value
        assert reading.source(setting.name).line in _lines(file, setting.path[-1])
        assert typed(setting, shown(setting, value)) == value
    assert file.read_text().startswith("# top\n")
    take_out(file, setting.name)
    assert read(file, {}).source(setting.name) is None
    assert read(file, {}).problems == []


def _lines(file, key):
    return [number for number, line in enumerate(file.read_text().splitlines(), 1) if line.startswith(key)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("outbox.undo_seconds = 3 # mine\n", "outbox.undo_seconds = 20 # mine\n"),
        ("outbox = { undo_seconds = 3 }\n", "outbox = { undo_seconds = 20 }\n"),
        ("[outbox]\n# why\nundo_seconds = 3\n", "[outbox]\n# why\nundo_seconds = 20\n"),
        ("[outbox]\n[fetch]\nminutes = 5\n", "[outbox]\nundo_seconds = 20\n[fetch]\nminutes = 5\n"),
        ("", "[outbox]\nundo_seconds = 20\n"),
        ("person = 'x'\n", "person = 'x'\n\n[outbox]\nundo_seconds = 20\n"),
    ],
)
def test_a_setting_is_changed_in_whatever_form_it_stands(file, before, after):
    file.write_text(before)
    put(file, "outbox.undo_seconds", 20.0)
    assert file.read_text() == after


@given(value=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_comes_back_as_it_was(value, tmp_path_factory):
    file = tmp_path_factory.mktemp("text") / "config.toml"
    put(file, "signature", value)
    assert load(file, {}).signature == value


def test_a_disk_that_fails_leaves_the_file_whole(file, monkeypatch):
    file.write_text("late_hours = 3\n")

    def fail(_self, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(DeskError, match="No space left"):
        put(file, "late_hours", 4.0)
    assert file.read_text() == "late_hours = 3\n"
    assert [each.name for each in file.parent.iterdir()] == ["config.toml"]


def test_a_broken_file_is_not_touched(file):
    file.write_text("late_hours = \nperson = 'x'\n")
    with pytest.raises(DeskError, match="line 1"):
        put(file, "late_hours", 4.0)
    assert file.read_text() == "late_hours = \nperson = 'x'\n"


def test_a_value_in_the_place_of_a_table_is_told(file):
    file.write_text("outbox = 3\n")
    with pytest.raises(DeskError, match="as it is"):
        put(file, "outbox.undo_seconds", 4.0)
    assert file.read_text() == "outbox = 3\n"


def test_lines_are_those_on_which_keys_begin():
    text = '''# a comment
person = """
two
lines = 3
"""

[plugins]   # here
blocked = [
  "a",
]
outbox.undo_seconds = 1

[keys]
'''
    tomllib.loads(text)
    assert lines_of(text) == {
        ("person",): 2,
        ("plugins",): 7,
        ("plugins", "blocked"): 8,
        ("plugins", "outbox"): 11,
        ("plugins", "outbox", "undo_seconds"): 11,
        ("keys",): 13,
    }


def test_lines_are_known_up_to_the_one_that_is_broken():
    assert lines_of("a = 1\n[b]\nc = 2\nd = \ne = 3\n") == {("a",): 1, ("b",): 2, ("b", "c"): 3}
