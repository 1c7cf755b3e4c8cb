"""The plugins: each step guarded, each failure named, the desk lives on.

pluggy isolates nothing: one raising plugin loses everybody's results, one broken install ends the program.
"""

import inspect
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pluggy

from reviewdesk.api import API_VERSION, DeskError, Plugin, _, hooks

_GROUP = "reviewdesk"
_PREFIX = "reviewdesk_"
_MARKER = f"{hooks.PROJECT}_impl"
log = logging.getLogger("reviewdesk.plugins")


class PluginState(StrEnum):
    READY = "ready"
    BLOCKED = "blocked"
    LOAD_ERROR = "load_error"
    INCOMPATIBLE = "incompatible"
    CONFIG_ERROR = "config_error"
    UNHEALTHY = "unhealthy"


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginRecord:
    """What became of one installed plugin."""

    name: str
    title: str
    version: str
    status: PluginState
    problem: str = ""
    hooks: tuple[str, ...] = ()
    card: Plugin | None = None


class Plugins:
    """All installed plugins, loaded when first needed."""

    def __init__(self, blocked: Iterable[str] = (), found: Iterable[EntryPoint] | None = None) -> None:
        self._blocked = set(blocked)
        self._found = found
        self._records: dict[str, PluginRecord] | None = None
        self.manager = pluggy.PluginManager(hooks.PROJECT)
        self.manager.add_hookspecs(hooks)

    def records(self) -> list[PluginRecord]:
        return list(self._all().values())

    def cards(self) -> dict[str, Plugin]:
        """Cards of the plugins that are ready, by name."""
        return {name: record.card for name, record in self._all().items() if _ready(record) and record.card}

    def platforms(self) -> dict[str, Plugin]:
        return {name: card for name, card in self.cards().items() if card.platform}

    def card(self, name: str) -> Plugin:
        """The card of one plugin. Raises DeskError, with its problem, where it is not ready."""
        record = self._all().get(name)
        if record is None:
            known = ", ".join(sorted(self._all())) or "-"
            raise DeskError(
                _("There is no plugin named {name}.").format(name=name),
                _("Installed are: {known}.").format(known=known),
            )
        if not _ready(record) or record.card is None:
            raise DeskError(
                _("The plugin {name} can't be used: {problem}").format(name=name, problem=record.problem),
                _("Update or remove it; everything else works on."),
            )
        return record.card

    def does(self, name: str, hook: str) -> bool:
        """Whether this plugin implements a hook: the most it can do."""
        record = self._all().get(name)
        return record is not None and _ready(record) and hook in record.hooks

    def doing(self, hook: str) -> list[str]:
        """Names of the plugins that implement a hook."""
        return [name for name in self._all() if self.does(name, hook)]

    def unhealthy(self, name: str, problem: str) -> None:
        """Note that a plugin failed while it was used: told by `plugins` and `doctor`."""
        log.warning("plugin %s failed: %s", name, problem)
        record = self._all()[name]
        if record.status == PluginState.READY:
            self._all()[name] = replace(record, status=PluginState.UNHEALTHY, problem=problem)

    def _all(self) -> dict[str, PluginRecord]:
        if self._records is None:
            self._records = {}
            found = entry_points(group=_GROUP) if self._found is None else self._found
            for point in sorted(found, key=lambda each: each.name):
                self._records[point.name] = self._load(point)
        return self._records

    def _load(self, point: EntryPoint) -> PluginRecord:
        blank = PluginRecord(
            name=point.name,
            title=point.name,
            version=point.dist.version if point.dist else "",
            status=PluginState.READY,
        )
        if point.name in self._blocked:
            problem = _("It is blocked in the settings.")
            return replace(blank, status=PluginState.BLOCKED, problem=problem)
        if self._records is not None and point.name in self._records:
            return replace(blank, status=PluginState.LOAD_ERROR, problem=_("Two plugins have this name."))
        try:
            module = point.load()
            card = self._register(point.name, module)
        except _Unfit as unfit:
            return replace(blank, status=unfit.status, problem=unfit.problem)
        except Exception as error:
            if os.environ.get("REVIEWDESK_STRICT"):
                raise
            return replace(blank, status=PluginState.LOAD_ERROR, problem=f"{type(error).__name__}: {error}")
        return replace(blank, title=card.title, hooks=self._hooks_of(module), card=card)

    def _register(self, name: str, module: Any) -> Plugin:
        _refuse_unmarked(module)
        try:
            self.manager.register(module, name)
            self.manager.check_pending()
            return self._describe(name)
        except BaseException:
            # pluggy leaves a plugin half registered when registering raises.
            if self.manager.has_plugin(name):
                self.manager.unregister(name=name)
            raise

    def _describe(self, name: str) -> Plugin:
        answers = self.caller("reviewdesk_plugin", name)()
        card = answers[0] if answers else None
        if not isinstance(card, Plugin):
            raise _Unfit(PluginState.LOAD_ERROR, _("It does not say who it is."))
        major, minor = card.needs
        if major != API_VERSION[0] or minor > API_VERSION[1]:
            raise _Unfit(
                PluginState.INCOMPATIBLE,
                _("It needs version {needs} of the plugin interface, this desk has {have}.").format(
                    needs=f"{major}.{minor}", have=f"{API_VERSION[0]}.{API_VERSION[1]}"
                ),
            )
        if card.name != name:
            problem = _("It calls itself {card}, but is installed as {name}.").format(
                card=card.name, name=name
            )
            raise _Unfit(PluginState.CONFIG_ERROR, problem)
        stray = set(card.auth) - set(card.hosts)
        if stray:
            problem = _("It wants to sign in at hosts it does not declare: {hosts}.").format(
                hosts=", ".join(sorted(stray))
            )
            raise _Unfit(PluginState.CONFIG_ERROR, problem)
        return card

    def _hooks_of(self, module: Any) -> tuple[str, ...]:
        callers = self.manager.get_hookcallers(module) or []
        return tuple(sorted(caller.name for caller in callers))

    def caller(self, hook: str, name: str) -> pluggy.HookCaller:
        """The hook, with only the OTHER plugins' plain implementations removed: wrappers stay."""
        target = self.manager.get_plugin(name)
        others = [
            implementation.plugin
            for implementation in getattr(self.manager.hook, hook).get_hookimpls()
            if implementation.plugin is not target
            and not (implementation.wrapper or implementation.hookwrapper)
        ]
        return self.manager.subset_hook_caller(hook, others)

    def plain(self, hook: str, name: str) -> Any:
        """The plugin's own function behind a hook, without wrappers; None where it has none."""
        target = self.manager.get_plugin(name)
        for implementation in getattr(self.manager.hook, hook).get_hookimpls():
            if implementation.plugin is target and not (implementation.wrapper or implementation.hookwrapper):
                return implementation.function
        return None


class _Unfit(Exception):
    def __init__(self, status: PluginState, problem: str) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem


def _ready(record: PluginRecord) -> bool:
    return record.status in (PluginState.READY, PluginState.UNHEALTHY)


def _refuse_unmarked(module: Any) -> None:
    """A function named like a hook but not marked would silently never be called."""
    for name in dir(module):
        if not name.startswith(_PREFIX):
            continue
        value = getattr(module, name)
        if inspect.isroutine(value) and not hasattr(value, _MARKER):
            raise _Unfit(
                PluginState.LOAD_ERROR,
                _("Its function {name} is not marked with @hookimpl.").format(name=name),
            )
