"""Scenario files tell their mistakes with the place; switches refuse what they don't know."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from reviewdesk.api import DeskError
from reviewdesk.sandbox import Reader, Switches, load_scenario, scenario_names


@dataclass(slots=True)
class TwoSwitches(Switches):
    loud: bool = False
    limit: int | None = 3


def test_scenarios_are_the_files_of_a_folder_with_the_default_first(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.json").write_text("{}")
    assert scenario_names(tmp_path, "c") == ("c", "a", "b")


def test_an_unknown_scenario_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as told:
        load_scenario(tmp_path, "moon", ("small", "empty"))
    assert told.value.do == "Choose one of these: small, empty."


@pytest.mark.parametrize("text", ["", "[]", '{"a":', "3"])
def test_a_file_that_is_no_object_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(DeskError, match="The scenario x can't be used"):
        load_scenario(tmp_path, "x", ("x",))


def test_a_typo_is_told_with_its_place() -> None:
    reader = Reader("x", "file", {"rows": [{"id": "a"}, {"ld": "b"}]})
    rows = list(reader.each("rows"))
    rows[0].only("id")
    with pytest.raises(DeskError, match=r"file\.rows\[1\] has the unknown key 'ld'"):
        rows[1].only("id")
    with pytest.raises(DeskError, match="needs a text as 'id'"):
        rows[1].text("id")


@pytest.mark.parametrize("wrong", [{"quiet": True}, {"loud": 1}, {"limit": True}, {"loud": None}])
def test_a_wrong_switch_sets_none(wrong: dict[str, object]) -> None:
    switches = TwoSwitches()
    with pytest.raises(ValueError, match="switch"):
        switches.set({"limit": 9, **wrong})
    assert switches.as_json() == {"loud": False, "limit": 3}


def test_switches_are_set_together() -> None:
    switches = TwoSwitches()
    switches.set({"loud": True, "limit": None})
    assert switches.as_json() == {"loud": True, "limit": None}
