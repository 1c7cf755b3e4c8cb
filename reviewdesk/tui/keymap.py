"""The keys as this owner has them: the table's, and those of his settings, as far as they can be."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from textual.keys import key_to_character

from reviewdesk.api import _
from reviewdesk.tui.actions import BY_ID, SCOPE_TITLES, TABLE, Action, Scope, marked
from reviewdesk.tui.key_names import key_names
from reviewdesk.tui.layouts import TABLES

_SIGNS = ("slash", "backslash", "minus", "plus", "underscore", "at")
"""Names for which Textual knows no sign."""
_NAMED = frozenset(
    {
        *(f"f{number}" for number in range(1, 13)),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *_SIGNS,
        *("enter", "escape", "space", "tab", "backspace", "delete", "insert"),
    }
)
_SPELLED = {"/": "slash", "?": "question_mark", ":": "colon", " ": "space", "esc": "escape", "pgup": "pageup",
            "pgdn": "pagedown", "del": "delete", "return": "enter"}  # fmt: skip
EATEN: Mapping[str, str] = {
    "ctrl+a": marked("screen keeps it for itself"),
    "ctrl+b": marked("tmux keeps it for itself"),
    "ctrl+c": marked("it copies, and stops programs"),
    "ctrl+h": marked("many terminals send it for Backspace"),
    "ctrl+i": marked("it is the same as Tab"),
    "ctrl+j": marked("it is the same as Enter"),
    "ctrl+m": marked("it is the same as Enter"),
    "ctrl+s": marked("it can freeze a terminal"),
    "ctrl+v": marked("terminals paste with it"),
    "ctrl+w": marked("it closes the page in a browser"),
    "ctrl+z": marked("it can put the program to sleep"),
    "tab": marked("it goes from field to field"),
    "f11": marked("it makes windows fill the screen"),
}
_MODIFIED = marked("few terminals send it, or they keep it for themselves")
_EDITING = frozenset(f"ctrl+{letter}" for letter in "aewukdxcvzyf")
_EDITING_NAMED = frozenset(
    {"left", "right", "up", "down", "home", "end", "enter", "space", "backspace", "delete"}
)
_ALONE = frozenset({Scope.WRITING, Scope.LOOK, Scope.HAND})
"""Where neither the keys of lists nor those of the whole desk work, except the ones with priority."""


@dataclass(frozen=True, slots=True)
class KeyTrouble:
    """A key of the settings that can't be; the action keeps the keys it had."""

    action: str
    what: str
    do: str
    near: str | None = None


def normal(key: str) -> str:
    """A key as it was written, in the form in which it is known here."""
    key = key.strip() or key[:1]
    if len(key) == 1:
        return _SPELLED.get(key, key)
    lower = key.lower().replace("strg+", "ctrl+").replace("control+", "ctrl+").replace("^", "ctrl+")
    return _SPELLED.get(lower, lower)


def why_not(action: Action, key: str) -> str:
    """Why an action can't have this key; empty where it can."""
    if key in EATEN:
        return _(EATEN[key])
    if key not in ("shift+up", "shift+down") and _is_rare(key):
        return _(_MODIFIED)
    if "+" not in key and not _is_key(key):
        return _("there is no key of that name")
    elsewhere = next((signs[key] for signs in TABLES.values() if key in signs and not key.isascii()), None)
    if elsewhere:
        return _("letters count by their place: give the Latin one, {key}").format(key=elsewhere)
    return _why_not_while_typing(action, key)


def _is_rare(key: str) -> bool:
    """A key with modifiers that do not reach every program."""
    modifiers, _plus, last = key.rpartition("+")
    if not modifiers:
        return False
    return modifiers != "ctrl" or not (len(last) == 1 and last.isascii() and last.isalpha())


def _is_key(key: str) -> bool:
    return key in _NAMED or _is_sign(key)


def _is_sign(key: str) -> bool:
    """Whether the key writes something."""
    sign = key_to_character(key)
    return key in _SIGNS or (key not in _NAMED and sign is not None and sign.isprintable())


def _why_not_while_typing(action: Action, key: str) -> str:
    if action.scope is not Scope.WRITING and not action.priority:
        return ""
    if _is_sign(key):
        return _("while you write it would be a letter of the text")
    if key in _EDITING or key in _EDITING_NAMED:
        return _("it moves or edits in the text")
    return ""


def meet(one: Action, other: Action) -> bool:
    """Whether two actions can be meant by one key at the same moment."""
    if one.scope is other.scope:
        return True
    if Scope.EVERYWHERE in (one.scope, other.scope):
        wide, near = (one, other) if one.scope is Scope.EVERYWHERE else (other, one)
        return wide.priority or near.scope not in _ALONE
    return Scope.MOVE in (one.scope, other.scope) and not _ALONE & {one.scope, other.scope}


def sort_out(changed: Mapping[str, str]) -> tuple[dict[str, str], list[KeyTrouble]]:
    """The keys of the settings that hold, and what is wrong with the others."""
    troubles = [_unknown(name) for name in sorted(set(changed) - set(BY_ID))]
    held: dict[str, str] = {}
    for name in (action.id for action in TABLE if action.id in changed):
        keys, trouble = _fit(BY_ID[name], changed[name])
        if trouble:
            troubles.append(trouble)
        else:
            held[name] = keys
    while clash := _clash(held):  # an action that falls back to its own key may meet another there
        troubles.append(clash)
        del held[clash.action]
    return held, troubles


def _unknown(name: str) -> KeyTrouble:
    near = difflib.get_close_matches(name, BY_ID, n=1)
    do = _("Did you mean {key}?").format(key=near[0]) if near else _("The help names them all.")
    return KeyTrouble(
        name,
        _("There is no action {name} to give a key to.").format(name=name),
        do,
        near[0] if near else None,
    )


def _fit(action: Action, said: str) -> tuple[str, KeyTrouble | None]:
    keys = [normal(key) for key in said.split(",") if key.strip()]
    if not keys:
        return "", KeyTrouble(
            action.id,
            _("{action} needs a key.").format(action=action.id),
            _("Give one, or take the line out."),
        )
    for key in keys:
        why = why_not(action, key)
        if why:
            what = _("{action} can't have the key {key}: {why}.").format(action=action.id, key=key, why=why)
            return "", KeyTrouble(action.id, what, _("Give it another; it keeps {keys}.").format(
                keys=" ".join(key_names(action.keys))))  # fmt: skip
    return ",".join(dict.fromkeys(keys)), None


def _clash(held: Mapping[str, str]) -> KeyTrouble | None:
    """A changed action that has a key of another one beside it."""
    for action in reversed(TABLE):
        if action.id not in held:
            continue
        for other, key in _shared(action, held):
            where = _(SCOPE_TITLES[other.scope])
            what = _("{action} can't have the key {key}: {where} it is {other}.").format(
                action=action.id, key=key_names(key)[0], where=where[:1].lower() + where[1:], other=other.id
            )
            do = _("Give one of the two another; {action} keeps {keys}.").format(
                action=action.id, keys=" ".join(key_names(action.keys))
            )
            return KeyTrouble(action.id, what, do)
    return None


def _shared(action: Action, held: Mapping[str, str]) -> Iterator[tuple[Action, str]]:
    mine = set(held[action.id].split(","))
    for other in TABLE:
        if other is not action and meet(action, other):
            for key in mine & set(held.get(other.id, other.keys).split(",")):
                yield other, key


class Keys:
    """The keys of all actions, as bindings and as words."""

    def __init__(self, changed: Mapping[str, str] | None = None) -> None:
        self.changed, self.troubles = sort_out(changed or {})

    def of(self, action: str) -> str:
        """The first key of an action, as written for people."""
        return key_names(self.changed.get(action, BY_ID[action].keys))[0]

    def all_of(self, action: str) -> str:
        return " ".join(key_names(self.changed.get(action, BY_ID[action].keys)))

    def hints(self, actions: Iterable[str]) -> list[tuple[str, str]]:
        """(key, words) for the footer."""
        return [(self.of(name), _(BY_ID[name].title)) for name in actions]
