"""Reading settings into dataclasses: what can't be is told with the place where it stands."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from reviewdesk.api import DeskError, _

_PREFIX = "REVIEWDESK_"
_OWN_VARIABLES = frozenset({"HOME", "DB", "KEY", "SHARED", "STRICT"})
_SOURCE = re.compile(r"keyring|env:\s*[A-Za-z_][A-Za-z0-9_]*|(?:file|command):\s*\S.*")
_WORDS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}

T = TypeVar("T")


def read(kind: type[T], path: Path, environ: Mapping[str, str]) -> T:
    """The settings of the file, those of the environment laid over them."""
    reader = _Reader(path)
    values = reader.file()
    for name, text in environ.items():
        if name.startswith(_PREFIX) and name.removeprefix(_PREFIX) not in _OWN_VARIABLES:
            reader.lay(values, name, text)
    built: T = reader.build(kind, values, "")
    return built


@dataclass(slots=True)
class _Reader:
    path: Path
    variables: dict[str, str] = field(default_factory=dict)
    """Setting -> the variable that tells it."""

    def file(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.path.read_text("utf-8-sig"))
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise DeskError(
                _("The settings in {path} can't be read: {error}.").format(path=self.path, error=error),
                _("Mend that line, or move the file away to begin afresh."),
            ) from error

    def lay(self, values: dict[str, Any], name: str, text: str) -> None:
        keys = name.removeprefix(_PREFIX).lower().split("__")
        for place, key in enumerate(keys[:-1]):
            self.variables.setdefault(".".join(keys[: place + 1]), name)
            inner = values.setdefault(key, {})
            if not isinstance(inner, dict):
                return  # told when the file's own value is read
            values = inner
        self.variables[".".join(keys)] = name
        values[keys[-1]] = text

    def build(self, kind: Any, values: Mapping[str, Any], where: str) -> Any:
        hints = get_type_hints(kind)
        known = {each.name: each for each in fields(kind)}
        built = {}
        for key, value in values.items():
            name = f"{where}{key}"
            if key not in known:
                self._unknown(name, key, list(known), where)
            if is_dataclass(hints[key]):
                if not isinstance(value, Mapping):
                    self._wrong(name, value)
                built[key] = self.build(hints[key], value, f"{name}.")
            else:
                try:
                    built[key] = _fit(value, hints[key], known[key])
                except (ValueError, TypeError, OverflowError, KeyError):
                    if known[key].metadata.get("secret"):
                        self._no_source(name)
                    self._wrong(name, value)
        return kind(**built)

    def _place(self, name: str) -> str:
        variable = self.variables.get(name)
        if variable is None:
            return _("in {path}").format(path=self.path)
        return _("in the environment, {variable}").format(variable=variable)

    def _unknown(self, name: str, key: str, known: list[str], where: str) -> NoReturn:
        near = difflib.get_close_matches(key, known, n=1)
        hint = _("Did you mean {key}?").format(key=f"{where}{near[0]}") if near else _("Take it out.")
        what = _("There is no setting {key} ({place}).").format(key=name, place=self._place(name))
        raise DeskError(what, hint)

    def _no_source(self, name: str) -> NoReturn:
        # The value is not repeated: it may be the secret itself, given in the wrong place.
        what = _("The setting {name} is no place a secret can be read from ({place}).")
        raise DeskError(
            what.format(name=name, place=self._place(name)),
            _("Give env:VARIABLE, command:PROGRAM, file:PATH or keyring."),
        ) from None

    def _wrong(self, name: str, value: Any) -> NoReturn:
        what = _("The setting {name} can't be {value!r} ({place}).")
        raise DeskError(
            what.format(name=name, value=value, place=self._place(name)),
            _("See the settings in the documentation."),
        )


def _fit(value: Any, hint: Any, known: "Field[Any]") -> Any:
    """The value in the form that is asked for. Raises what Python raises where it can't be."""
    kinds = get_args(hint) or (hint,)
    if float in kinds:
        return _number(value, known.metadata.get("least", 0), known.metadata.get("most", float("inf")))
    if hint is bool:
        return value if isinstance(value, bool) else _WORDS[str(value).lower()]
    if get_origin(hint) is tuple:
        words = value.split(",") if isinstance(value, str) else list(value)
        found = tuple(str(word).strip() for word in words if str(word).strip())
        return tuple(map(_source, found)) if known.metadata.get("secret") else found
    if get_origin(hint) is not None:
        return {str(key): _text(text) for key, text in dict(value).items()}
    if known.metadata.get("secret"):
        return _source(value)
    return _formed(_text(value).strip(), known.metadata["form"]) if "form" in known.metadata else _text(value)


def _formed(text: str, form: str) -> str:
    if text and not re.fullmatch(form, text):
        raise ValueError(text)
    return text


def _source(value: Any) -> str:
    """Where a secret is read from; looked at closely only when it is read."""
    text = _text(value).strip()
    if text and not _SOURCE.fullmatch(text):
        raise ValueError
    return text


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any, least: float, most: float) -> float:
    number = float("nan") if isinstance(value, bool) else float(value)
    if not least <= number <= most or number == float("inf"):
        raise ValueError(value)
    return number
