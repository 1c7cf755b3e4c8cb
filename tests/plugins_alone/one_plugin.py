"""A program of its own in which one plugin, or none, is installed: `python one_plugin.py HOME [PLUGIN]`.

What is not installed can not be imported either. Prints as JSON what came in, and what became of plugins.
"""

import importlib.metadata
import json
import os
import sys
from importlib.abc import MetaPathFinder
from typing import Any

HOME, *ALONE = sys.argv[1:]
INSTALLED = importlib.metadata.entry_points
OTHERS = {
    point.module.partition(".")[0]
    for point in INSTALLED(group="reviewdesk")
    if not point.module.startswith("reviewdesk.") and point.name not in ALONE
}


class NotInstalled(MetaPathFinder):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name.partition(".")[0] in OTHERS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def entry_points(**wish: str) -> Any:
    return [point for point in INSTALLED(**wish) if point.module.partition(".")[0] not in OTHERS]


def bring_in(desk: Any, name: str) -> list[str]:
    """An account at the plugin's own sandbox, fetched: what came in, by platform."""
    from reviewdesk.store.lines import Query

    running = desk.sandbox(name).start(scenario="small", speed=1000)
    try:
        sources = {}
        for key, value in running.secrets.items():
            os.environ[f"ALONE_{key.upper()}"] = value
            sources[key] = f"env:ALONE_{key.upper()}"
        desk.accounts.add(name, "main", settings=dict(running.settings), secrets=sources)
        reports = desk.fetching.fetch()
        problems = [each.problem for each in reports if each.problem]
        return [each.platform for each in desk.inbox.page(Query(), limit=50)] + problems
    finally:
        running.stop()


def tell() -> dict[str, Any]:
    from reviewdesk.api import DeskError
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.home import Home

    desk = Desk.open(Home.choose(HOME))
    try:
        came = [each for name in ALONE for each in bring_in(desk, name)]
        try:
            desk.accounts.add("nowhere", "other", settings={}, secrets={})
        except DeskError as error:
            unknown = f"{error.what} {error.do}"
        return {
            "others": sorted(OTHERS),
            "installed": {each.name: each.status for each in desk.plugins.records()},
            "came": came,
            "unknown": unknown,
            "trouble": [point.what for point in desk.doctor.look() if point.ok is False],
        }
    finally:
        desk.close()


sys.meta_path.insert(0, NotInstalled())
importlib.metadata.entry_points = entry_points  # type: ignore[assignment]
sys.stdout.write(json.dumps(tell()))
