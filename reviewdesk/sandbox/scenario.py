"""Made-up worlds: JSON files beside a platform's sandbox."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from reviewdesk.api import DeskError, _

__all__ = ["BadScenario", "Reader", "load_scenario", "scenario_names"]


class BadScenario(DeskError):
    """A scenario file that can't be used: the sentence says where in it."""

    def __init__(self, name: str, place: str, why: str) -> None:
        super().__init__(
            _("The scenario {name} can't be used: {place} {why}.").format(name=name, place=place, why=why),
            _("Correct the file and start again."),
        )


def scenario_names(folder: Path | Traversable, default: str) -> tuple[str, ...]:
    """The names of the scenario files of a folder, the default first."""
    found = sorted(f.name.removesuffix(".json") for f in folder.iterdir() if f.name.endswith(".json"))
    return (default, *(name for name in found if name != default))


def load_scenario(folder: Path | Traversable, name: str, known: tuple[str, ...]) -> "Reader":
    """The scenario's outermost object. Raises `DeskError` for one there is none of."""
    if name not in known:
        raise DeskError(
            _("There is no scenario {name}.").format(name=name),
            _("Choose one of these: {names}.").format(names=", ".join(known)),
        )
    try:
        data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadScenario(name, "file", str(error)) from None
    return Reader(name, "file", data)


class Reader:
    """One object of a scenario, read key by key: unknown keys and wrong types are told with their place."""

    def __init__(self, scenario: str, place: str, data: object) -> None:
        self.scenario = scenario
        self.place = place
        if not isinstance(data, dict):
            raise self.bad("is no object")
        self._data: Mapping[str, Any] = data

    def bad(self, why: str) -> BadScenario:
        return BadScenario(self.scenario, self.place, why)

    def only(self, *keys: str) -> None:
        strange = sorted(set(self._data) - set(keys))
        if strange:
            raise self.bad(f"has the unknown key {strange[0]!r}")

    def whole(self) -> Mapping[str, Any]:
        return dict(self._data)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def get(self, key: str, default: Any = None) -> Any:
        return self._data.get(key, default)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._data.get(key, default)
        if not isinstance(value, str):
            raise self.bad(f"needs a text as {key!r}")
        return value

    def maybe(self, key: str) -> str | None:
        return None if self._data.get(key) is None else self.text(key)

    def number(self, key: str, default: int = 0) -> int:
        value = self._data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.bad(f"needs a whole number as {key!r}")
        return value

    def yes(self, key: str, default: bool) -> bool:  # noqa: FBT001 - the default of a yes or no
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            raise self.bad(f"needs true or false as {key!r}")
        return value

    def one(self, key: str) -> "Reader | None":
        if self._data.get(key) is None:
            return None
        return Reader(self.scenario, f"{self.place}.{key}", self._data[key])

    def each(self, key: str) -> Iterator["Reader"]:
        rows = self._data.get(key, [])
        if not isinstance(rows, list):
            raise self.bad(f"needs a list as {key!r}")
        for number, row in enumerate(rows):
            yield Reader(self.scenario, f"{self.place}.{key}[{number}]", row)
