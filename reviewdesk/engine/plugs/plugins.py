"""The plugins: each step guarded, each failure named, the desk lives on.

pluggy isolates nothing: one raising plugin loses everybody's results, one broken install ends the program.
"""

import logging
import os
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pluggy

from reviewdesk.api import DeskError, Plugin, _, hooks
from reviewdesk.engine.plugs.plugin_cards import PluginState, Unfit, read_card

__all__ = ["PluginRecord", "PluginState", "Plugins"]

_GROUP = "reviewdesk"
log = logging.getLogger("reviewdesk.plugins")


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginRecord:
    """What became of one installed plugin."""

    name: str
    title: str
    version: str
    status: PluginState
    problem: str = ""
    hooks: tuple[str, ...] = ()
    """Hooks it implements: the most it can do."""
    wraps: tuple[str, ...] = ()
    """Hooks of others around which it stands."""
    card: Plugin | None = None

    @property
    def todo(self) -> str:
        """What makes it work; empty where it does."""
        if self.status == PluginState.READY:
            return ""
        if self.status == PluginState.BLOCKED:
            return _("To use it, take its name out of plugins.blocked in the settings.")
        return _("Update or remove the plugin.")


class Plugins:
    """All installed plugins, loaded when first needed."""

    def __init__(self, blocked: Iterable[str] = (), found: Iterable[EntryPoint] | None = None) -> None:
        self._blocked = set(blocked)
        self._found = found
        self._records: dict[str, PluginRecord] | None = None
        self._lock = threading.RLock()
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
            todo = _("Update or remove it; everything else works on.")
            raise DeskError(
                _("The plugin {name} can't be used: {problem}").format(name=name, problem=record.problem),
                record.todo if record.status == PluginState.BLOCKED else todo,
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
        with self._lock:
            record = self._all().get(name)
            if record is not None and record.status == PluginState.READY:
                self._all()[name] = replace(record, status=PluginState.UNHEALTHY, problem=problem)

    def _all(self) -> dict[str, PluginRecord]:
        # Several threads ask for the first time at once: none may see half of the plugins.
        if self._records is None:
            with self._lock:
                if self._records is None:
                    self._records = self._load_all()
        return self._records

    def _load_all(self) -> dict[str, PluginRecord]:
        found = entry_points(group=_GROUP) if self._found is None else self._found
        points = sorted(found, key=lambda each: each.name)
        several = {name for name, count in Counter(point.name for point in points).items() if count > 1}
        return {point.name: self._load(point, twice=point.name in several) for point in points}

    def _load(self, point: EntryPoint, *, twice: bool) -> PluginRecord:
        blank = PluginRecord(
            name=point.name,
            title=point.name,
            version=point.dist.version if point.dist else "",
            status=PluginState.READY,
        )
        if point.name in self._blocked:
            problem = _("It is blocked in the settings.")
            return replace(blank, status=PluginState.BLOCKED, problem=problem)
        if twice:
            # Which of them would get the owner's credentials must not be left to chance.
            problem = _("Two plugins have this name: remove one of them.")
            return replace(blank, status=PluginState.LOAD_ERROR, problem=problem)
        try:
            module = point.load()
            card = read_card(point.name, module)
            plain, wrapping = self._register(point.name, module)
        except Unfit as unfit:
            return replace(blank, status=unfit.status, problem=unfit.problem)
        except (Exception, SystemExit) as error:
            if os.environ.get("REVIEWDESK_STRICT"):
                raise
            log.warning("plugin %s can't be loaded", point.name, exc_info=True)
            return replace(blank, status=PluginState.LOAD_ERROR, problem=f"{type(error).__name__}: {error}")
        return replace(blank, title=card.title, hooks=plain, wraps=wrapping, card=card)

    def _register(self, name: str, module: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
        try:
            self.manager.register(module, name)
            self.manager.check_pending()
            return self._hooks_of(module)
        except BaseException:
            # pluggy leaves a plugin half registered when registering raises.
            if self.manager.has_plugin(name):
                self.manager.unregister(name=name)
            raise

    def _hooks_of(self, module: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The hooks it implements, and those it wraps."""
        mine = [
            (caller.name, each.wrapper or each.hookwrapper)
            for caller in self.manager.get_hookcallers(module) or []
            for each in caller.get_hookimpls()
            if each.plugin is module
        ]
        plain = {name for name, wraps in mine if not wraps}
        wrapping = {name for name, wraps in mine if wraps}
        if plain & wrapping:
            # Called for another plugin, the wrapper would go together with the plain function.
            problem = _("It both implements and wraps {hook}: put the wrapper into a plugin of its own.")
            raise Unfit(PluginState.CONFIG_ERROR, problem.format(hook=min(plain & wrapping)))
        return tuple(sorted(plain)), tuple(sorted(wrapping))

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


def _ready(record: PluginRecord) -> bool:
    return record.status in (PluginState.READY, PluginState.UNHEALTHY)
