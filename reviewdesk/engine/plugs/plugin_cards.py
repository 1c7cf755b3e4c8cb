"""A plugin's card, and what makes a plugin unfit: found before anything of it is registered."""

import inspect
import re
from enum import StrEnum
from typing import Any

from reviewdesk.api import API_VERSION, Plugin, _, hooks

_PREFIX = "reviewdesk_"
_MARKER = f"{hooks.PROJECT}_impl"
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_HOST = re.compile(r"[a-z0-9.-]+")


class PluginState(StrEnum):
    READY = "ready"
    BLOCKED = "blocked"
    LOAD_ERROR = "load_error"
    INCOMPATIBLE = "incompatible"
    CONFIG_ERROR = "config_error"
    UNHEALTHY = "unhealthy"


class Unfit(Exception):
    def __init__(self, status: PluginState, problem: str) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem


def read_card(name: str, module: Any) -> Plugin:
    """What the plugin says of itself. Raises `Unfit`.

    The version comes first: a plugin for a newer desk may well use hooks that this one does not know.
    """
    found = _functions(module)
    describe = found.get("reviewdesk_plugin")
    if describe is None or not hasattr(describe, _MARKER):
        _refuse_unmarked(found)
        raise Unfit(PluginState.LOAD_ERROR, _("It does not say who it is."))
    card = describe()
    if not isinstance(card, Plugin):
        raise Unfit(PluginState.LOAD_ERROR, _("It does not say who it is."))
    _check_version(card)
    _refuse_unmarked(found)
    _refuse_unknown(found)
    _check_card(name, card)
    return card


def _functions(module: Any) -> dict[str, Any]:
    named = {name: getattr(module, name) for name in dir(module) if name.startswith(_PREFIX)}
    return {name: value for name, value in named.items() if inspect.isroutine(value)}


def _refuse_unmarked(found: dict[str, Any]) -> None:
    """A function named like a hook but not marked would silently never be called."""
    for name, function in found.items():
        if not hasattr(function, _MARKER):
            problem = _("Its function {name} is not marked with @hookimpl.").format(name=name)
            raise Unfit(PluginState.LOAD_ERROR, problem)


def _refuse_unknown(found: dict[str, Any]) -> None:
    for name, function in found.items():
        marks = getattr(function, _MARKER)
        hook = marks.get("specname") or name
        if not hasattr(hooks, hook) and not marks.get("optionalhook"):
            problem = _("It implements {name}, which this desk does not know.").format(name=hook)
            raise Unfit(PluginState.LOAD_ERROR, problem)


def _check_version(card: Plugin) -> None:
    major, minor = card.needs
    if major != API_VERSION[0] or minor > API_VERSION[1]:
        raise Unfit(
            PluginState.INCOMPATIBLE,
            _("It needs version {needs} of the plugin interface, this desk has {have}.").format(
                needs=f"{major}.{minor}", have=f"{API_VERSION[0]}.{API_VERSION[1]}"
            ),
        )


def _check_card(name: str, card: Plugin) -> None:
    if card.name != name:
        raise _misconfigured(
            _("It calls itself {card}, but is installed as {name}.").format(card=card.name, name=name)
        )
    if not _NAME.fullmatch(name):
        raise _misconfigured(_("Its name may hold small letters, digits, - and _ only."))
    odd = [host for host in card.hosts if not _HOST.fullmatch(host)]
    if odd:
        raise _misconfigured(_("These are no host names: {hosts}.").format(hosts=", ".join(odd)))
    stray = set(card.auth) - set(card.hosts)
    if stray:
        raise _misconfigured(
            _("It wants to sign in at hosts it does not declare: {hosts}.").format(
                hosts=", ".join(sorted(stray))
            )
        )
    if card.platform is not None and (card.platform.scale <= 0 or card.platform.replies.limit <= 0):
        raise _misconfigured(_("Its platform has no rating scale, or no room for a reply."))


def _misconfigured(problem: str) -> Unfit:
    return Unfit(PluginState.CONFIG_ERROR, problem)
