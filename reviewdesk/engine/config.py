"""The desk's own settings: ``HOME/config.toml``, each to be overridden by the environment."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from reviewdesk.api import DeskError, _

_PREFIX = "REVIEWDESK_"
_OWN_VARIABLES = frozenset({"HOME", "DB", "KEY", "SHARED", "STRICT", "PLUGINS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    undo_seconds: float | None = None
    """How long a reply can be called back; unset: 10, and 60 where it can't be changed later."""
    settle_seconds: float | None = None
    """How long to wait before looking whether a lost reply arrived; replaces the whole of it, for tests."""
    lease_seconds: float = 30
    """How long one program holds a reply while sending it."""
    deadline_seconds: float = 30
    """How long one call to a platform may take."""
    late_minutes: float = 15
    """A reply overdue by more than this waits for a yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    minutes: float = 15
    """How often an open desk looks for new reviews; 0 = only when asked."""
    full_hours: float = 24
    """How often a fetch walks through everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugins:
    blocked: tuple[str, ...] = ()
    """Names of plugins that are not loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    person: str = ""
    """Who works here; unset: the machine's user."""
    signature: str = ""
    """Put under an answer once, visibly."""
    language: str = ""
    """Language of the desk; unset: the machine's."""
    late_hours: float = 24
    """After how long a waiting review counts as late."""
    ascii: bool = False
    """Draw with plain letters only."""
    outbox: Outbox = field(default_factory=Outbox)
    fetch: Fetch = field(default_factory=Fetch)
    plugins: Plugins = field(default_factory=Plugins)
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of actions: action = "key,key"."""


def load(path: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read the file, if there is one, and lay the environment over it."""
    values: dict[str, Any] = {}
    if path.exists():
        try:
            values = tomllib.loads(path.read_text("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DeskError(
                _("The settings in {path} can't be read: {error}.").format(path=path, error=error),
                _("Mend that line, or move the file away to begin afresh."),
            ) from error
    for name, text in environ.items():
        if name.startswith(_PREFIX) and name.removeprefix(_PREFIX) not in _OWN_VARIABLES:
            _lay(values, name.removeprefix(_PREFIX).lower().split("__"), text)
    config: Config = _build(Config, values, "", path)
    return config


def _lay(values: dict[str, Any], keys: list[str], text: str) -> None:
    for key in keys[:-1]:
        inner = values.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        values = inner
    values[keys[-1]] = text


def _build(kind: Any, values: Mapping[str, Any], where: str, path: Path) -> Any:
    hints = get_type_hints(kind)
    known = {each.name: each for each in fields(kind)}
    for key in values:
        if key not in known:
            _unknown(key, where, list(known), path)
    built = {}
    for key, value in values.items():
        hint = hints[key]
        if is_dataclass(hint):
            if not isinstance(value, Mapping):
                _wrong(f"{where}{key}", value, path)
            built[key] = _build(hint, value, f"{where}{key}.", path)
        else:
            default = known[key].default
            built[key] = _fit(value, hint, None if default is MISSING else default, f"{where}{key}", path)
    return kind(**built)


def _fit(value: Any, hint: Any, default: Any, name: str, path: Path) -> Any:
    kinds = get_args(hint) or (hint,)
    try:
        if float in kinds:
            return _number(value)
        if bool in kinds:
            return _boolean(value)
        if isinstance(default, tuple):
            words = value.split(",") if isinstance(value, str) else value
            return tuple(str(word).strip() for word in words if str(word).strip())
        if isinstance(value, Mapping):
            return {str(key): str(text) for key, text in value.items()}
    except (ValueError, TypeError):
        _wrong(name, value, path)
    if not isinstance(value, str):
        _wrong(name, value, path)
    return value


def _number(value: Any) -> float:
    number = float("nan") if isinstance(value, bool) else float(value)
    if not 0 <= number < float("inf"):
        raise ValueError(value)
    return number


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if str(value).lower() not in words:
        raise ValueError(value)
    return words[str(value).lower()]


def _unknown(key: str, where: str, known: list[str], path: Path) -> None:
    near = difflib.get_close_matches(key, known, n=1)
    hint = _("Did you mean {key}?").format(key=f"{where}{near[0]}") if near else _("Take it out.")
    raise DeskError(_("There is no setting {key} (in {path}).").format(key=f"{where}{key}", path=path), hint)


def _wrong(name: str, value: Any, path: Path) -> None:
    raise DeskError(
        _("The setting {name} can't be {value!r} (in {path}, or in the environment).").format(
            name=name, value=value, path=path
        ),
        _("See the settings in the documentation."),
    )
