"""A program in which one plugin, or none, is installed; what is not installed can not be imported either.

For each line of JSON on standard input, ``[FOLDER, PLUGIN ...]``, it forks a program that leaves in FOLDER as
JSON what came in and what became of plugins, with its errors beside it. All are forked from one that loaded
the core where no plugin is installed, so that each costs little.
"""

import importlib.metadata
import json
import os
import sys
import traceback
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

INSTALLED = importlib.metadata.entry_points
OTHERS = {
    point.module.partition(".")[0]: point.name
    for point in INSTALLED(group="reviewdesk")
    if not point.module.startswith("reviewdesk.")
}
"""What is not here: of all plugins outside the core, package -> name."""


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


def tell(home: Path, alone: list[str]) -> dict[str, Any]:
    from reviewdesk.api import DeskError
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.home import Home

    desk = Desk.open(Home.choose(str(home)))
    try:
        came = [each for name in alone for each in bring_in(desk, name)]
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


def fork(folder: Path, alone: list[str]) -> int:
    number = os.fork()
    if number == 0:
        os.dup2(os.open(folder / "errors", os.O_WRONLY | os.O_CREAT), 2)
        for package in [package for package, name in OTHERS.items() if name in alone]:
            del OTHERS[package]
        try:
            (folder / "told").write_text(json.dumps(tell(folder / "home", alone)))
        except BaseException:  # noqa: BLE001 - whatever it was, it is told
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return number


sys.meta_path.insert(0, NotInstalled())
importlib.metadata.entry_points = entry_points  # type: ignore[assignment]
import reviewdesk.engine.desk  # noqa: E402, F401 - what each needs, loaded where no plugin is installed
from reviewdesk.sandbox import stage  # noqa: E402, F401

for line in sys.stdin:
    place, *plugins = json.loads(line)
    ended = os.waitpid(fork(Path(place), plugins), 0)[1]
    sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
    sys.stdout.flush()
