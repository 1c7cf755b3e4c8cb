"""Reading the settings: every value, and every trouble, with the place it comes from."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NoReturn

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.engine.config import Config
from reviewdesk.engine.config_fitting import Unfit, fit
from reviewdesk.engine.config_kinds import PREFIX, Kind, Setting, declared, tables, variables
from reviewdesk.engine.config_lines import Lines, line_of_error, lines_of, without_place


@cache
def known_settings() -> Mapping[str, Setting]:
    """All settings but the keys of actions, by name, in the order in which they are shown."""
    return {each.name: each for each in declared(Config)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the settings that can't be."""

    setting: str
    what: str
    do: str
    line: int | None = None
    variable: str | None = None
    near: str | None = None
    """The nearest key or value that can be."""

    def place(self, file: Path) -> str:
        if self.variable is not None:
            return _("in the environment, {variable}").format(variable=self.variable)
        if self.line is None:
            return _("in {path}").format(path=file)
        return _("in {path}, line {line}").format(path=file, line=self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a value comes from: a line of the file, or a variable of the environment."""

    line: int | None = None
    variable: str | None = None


@dataclass(slots=True)
class _Found:
    values: dict[str, Any] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    """Setting -> the variable that tells it."""
    problems: list[Problem] = field(default_factory=list)


class Reading:
    """What was found in the file and in the environment; what can't be is left at its default."""

    def __init__(self, file: Path, text: str, found: _Found) -> None:
        self.file = file
        self._text = text
        self._found = found

    @cached_property
    def _lines(self) -> Lines:
        return lines_of(self._text)

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong, each with its line."""
        return [_placed(each, self._lines) for each in self._found.problems]

    def source(self, name: str) -> Source | None:
        """Where the value of a setting comes from; None = nothing was said, the default holds."""
        if name in self._found.variables:
            return Source(variable=self._found.variables[name])
        if name not in self._found.values:
            return None
        return Source(line=self._lines.get(tuple(name.split(".", 1))))

    def value(self, name: str) -> Any:
        """The value that holds."""
        if name in self._found.values or name.startswith("keys."):
            return self._found.values.get(name, "")
        return known_settings()[name].default

    @property
    def keys(self) -> Mapping[str, str]:
        """The keys the owner gave to actions."""
        named = (name for name in self._found.values if name.startswith("keys."))
        return {name.removeprefix("keys."): self._found.values[name] for name in named}

    @property
    def config(self) -> Config:
        """The settings, those that can't be at their defaults."""
        parts: dict[str, dict[str, Any]] = {}
        for name, value in self._found.values.items():
            above, _dot, last = name.rpartition(".")
            parts.setdefault(above, {})[last] = value
        kinds = tables(Config)
        inner = {name: kinds[name](**parts[name]) for name in parts if name and name != "keys"}
        return Config(**parts.get("", {}), **inner, keys=self.keys)

    def sound(self) -> Config:
        """The settings, if nothing is wrong with them. Raises DeskError."""
        problems = self.problems
        if problems:
            self._refuse(problems)
        return self.config

    def _refuse(self, problems: list[Problem]) -> NoReturn:
        first, more = problems[0], len(problems) - 1
        do = first.do
        if more:
            said = ngettext(
                "{n} more thing is wrong: reviewdesk config check tells all.",
                "{n} more things are wrong: reviewdesk config check tells all.",
                more,
            )
            do = f"{do} {said.format(n=more)}"
        raise DeskError(f"{first.what.removesuffix('.')} ({first.place(self.file)}).", do)


def read(file: Path, environ: Mapping[str, str]) -> Reading:
    """The settings of the file, those of the environment laid over them. Never raises."""
    found = _Found()
    text, values = _file(file, found)
    _walk(values, found)
    for name, value in variables(environ).items():
        path = name.removeprefix(PREFIX).lower().split("__")
        _take(path, value, found, variable=name)
    return Reading(file, text, found)


def _file(file: Path, found: _Found) -> tuple[str, dict[str, Any]]:
    text, line = "", None
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except FileNotFoundError:
        return text, {}
    except tomllib.TOMLDecodeError as error:
        why, line = without_place(error), line_of_error(error, text)
    except UnicodeDecodeError as error:
        why, line = _("it is no UTF-8"), error.object[: error.start].count(b"\n") + 1
    except OSError as error:
        why = error.strerror or str(error)
    found.problems.append(
        Problem(
            setting="",
            what=_("The settings can't be read: {why}.").format(why=why[:1].lower() + why[1:]),
            do=_("Mend that line, or move the file away to begin afresh."),
            line=line,
        )
    )
    return text, {}


def _walk(values: Mapping[str, Any], found: _Found) -> None:
    kinds = tables(Config)
    for key, value in values.items():
        if key in kinds and isinstance(value, Mapping):
            for inner, each in value.items():
                _take([key, inner], each, found)
        else:
            _take([key], value, found)


def _take(path: list[str], value: Any, found: _Found, variable: str | None = None) -> None:
    """One value from the file or from a variable."""
    name = ".".join(path)
    known = _setting_of(path)
    if known is None:
        what, do, near = _unknown(path)
        found.problems.append(
            Problem(setting=name, what=what, do=do, near=near, variable=variable),
        )
        return
    try:
        found.values[name] = fit(known, value)
    except Unfit as unfit:
        what = _unfit_words(known, value)
        found.problems.append(
            Problem(setting=name, what=what, do=unfit.do, near=unfit.near, variable=variable)
        )
        return
    if variable is not None:
        found.variables[name] = variable


def _setting_of(path: list[str]) -> Setting | None:
    if len(path) == 2 and path[0] == "keys":
        return Setting(name=".".join(path), kind=Kind.KEYS)
    return known_settings().get(".".join(path))


def _unfit_words(setting: Setting, value: Any) -> str:
    if setting.secret:
        # The value is not repeated: it may be the secret itself, given in the wrong place.
        return _("The setting {name} is no place a secret can be read from.").format(name=setting.name)
    return _("The setting {name} can't be {value!r}.").format(name=setting.name, value=value)


def _unknown(path: list[str]) -> tuple[str, str, str | None]:
    """The sentence, what to do, and the nearest name."""
    name, kinds = ".".join(path), tables(Config)
    if name in kinds:
        what = _("The setting {name} is a table of settings, not a value.").format(name=name)
        return what, _("Write [{name}] on a line of its own, its settings below it.").format(name=name), None
    above = [*path[:-1]]
    if above and ".".join(above) in known_settings():
        what = _("The setting {name} has nothing below it.").format(name=".".join(above))
        return what, _("Take out {name}.").format(name=name), ".".join(above)
    what = _("There is no setting {name}.").format(name=name)
    near = _nearest(name)
    return what, _("Did you mean {key}?").format(key=near) if near else _("Take it out."), near


def _nearest(name: str) -> str | None:
    """The nearest setting or table; the part after the dot counts too, wherever it stands."""
    names = [*known_settings(), *tables(Config)]
    table, _dot, key = name.rpartition(".")
    # In a table that there is, its name is right already: only what comes after it is compared.
    inside = {each.rpartition(".")[2]: each for each in names if table and each.startswith(f"{table}.")}
    near = (
        difflib.get_close_matches(key, inside, n=1) if inside else difflib.get_close_matches(name, names, n=1)
    )
    if near:
        return inside.get(near[0], near[0])
    last = {each.rpartition(".")[2]: each for each in names}
    near = difflib.get_close_matches(key, last, n=1, cutoff=0.75)
    return last[near[0]] if near else None


def _placed(problem: Problem, lines: Lines) -> Problem:
    if problem.line is not None or problem.variable is not None:
        return problem
    path = tuple(problem.setting.split("."))
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return Problem(
                setting=problem.setting,
                what=problem.what,
                do=problem.do,
                near=problem.near,
                line=lines[path[:length]],
            )
    return problem
