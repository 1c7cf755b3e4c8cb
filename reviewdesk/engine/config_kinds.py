"""How a setting is declared, and what its declaration says."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from reviewdesk.api import _

PREFIX = "REVIEWDESK_"
_OTHER_VARIABLES = frozenset({"HOME", "DB", "KEY", "SHARED", "STRICT"})
"""With the prefix, and no settings."""
MOST = 876_000
"""A hundred years of hours: what nobody bounds must still be a time that the calendar has."""


def variables(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables of the environment that set something."""
    return {
        name: value
        for name, value in environ.items()
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in _OTHER_VARIABLES
    }


def marked(sentence: str) -> str:
    """A sentence told before the language is known: translated where it is shown."""
    return sentence


def setting(default: Any, says: str, **more: Any) -> Any:
    """One setting: its default, what it is in plain words, and `more` as config.py tells."""
    return field(default=default, metadata={"says": says, **more})


def heading(says: str) -> Mapping[str, str]:
    """What marks a table of settings, and stands over it."""
    return {"heading": says}


class Kind(StrEnum):
    """What a setting can be, and so with which field it is edited."""

    YES_NO = "yes_no"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    WORDS = "words"
    SOURCE = "source"
    KEYS = "keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting as it was declared."""

    name: str
    """As in the file, with its table: outbox.undo_seconds."""
    kind: Kind
    default: Any = ""
    optional: bool = False
    """Unset means that the desk decides."""
    heading: str = ""
    says: str = ""
    """What it is, in a few words."""
    more: str = ""
    unit: str = ""
    unset: str = ""
    least: float = 0
    most: float = MOST
    choices: tuple[str, ...] = ()
    form: str = ""
    """What a text must look like: a regular expression."""
    secret: bool = False
    restart: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.name.split("."))

    @property
    def variable(self) -> str:
        """The variable of the environment that overrides it."""
        return PREFIX + "__".join(self.path).upper()

    def bounds(self) -> str:
        """What a number may be, in words; empty where anything goes."""
        if self.kind is not Kind.NUMBER:
            return ""
        if self.most != MOST:
            return _("from {least:g} to {most:g}").format(least=self.least, most=self.most)
        return _("at least {least:g}").format(least=self.least)


def tables(kind: type) -> Mapping[str, type]:
    """The tables of the file, by name; the keys of actions are a table of free names."""
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind) if "heading" in each.metadata}


def declared(kind: type, *, table_name: str = "", heading: str = "") -> Iterator[Setting]:
    """All settings of a dataclass, in their order; those of its tables after it."""
    hints = get_type_hints(kind)
    for each in fields(kind):
        if "says" in each.metadata:
            yield _setting(each, hints[each.name], table_name, heading)
    for each in fields(kind):
        if "heading" in each.metadata and is_dataclass(hints[each.name]):
            yield from declared(
                hints[each.name], table_name=f"{each.name}.", heading=each.metadata["heading"]
            )


def _setting(each: "Field[Any]", hint: Any, table_name: str, heading: str) -> Setting:
    kinds = get_args(hint) or (hint,)
    assert each.default is not MISSING
    return Setting(
        name=f"{table_name}{each.name}",
        kind=_kind(kinds, each.metadata),
        default=each.default,
        optional=type(None) in kinds,
        heading=heading,
        **each.metadata,
    )


def _kind(kinds: tuple[Any, ...], metadata: Mapping[str, Any]) -> Kind:
    if float in kinds:
        return Kind.NUMBER
    if bool in kinds:
        return Kind.YES_NO
    if metadata.get("choices"):
        return Kind.CHOICE
    if Ellipsis in kinds:
        return Kind.WORDS
    return Kind.SOURCE if metadata.get("secret") else Kind.TEXT
