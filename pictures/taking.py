"""All pictures, taken in the demo's world: four sandboxes and a home, at a moment that stands still."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reviewdesk_booking.sandbox import BookingSandbox
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_tripadvisor.sandbox import TripadvisorSandbox
from reviewdesk_yelp.sandbox import YelpSandbox

from pictures.album import IN_THE_DARK, IN_THE_LIGHT, ON_AN_EMPTY_DESK, Pose
from pictures.paper import cleaned
from pictures.sitting import sitting
from pictures.still import StillClock, nowhere
from reviewdesk.api import Sandbox
from reviewdesk.cli.demo_world import world_in
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.outgoing import clipboard


def taken(folder: Path) -> dict[str, str]:
    """Name -> SVG; `folder` is an empty one, where the made-up world lives meanwhile."""
    nowhere(folder)
    clipboard.copy = _copy
    clipboard.open_page = _open
    clock = StillClock()
    found: dict[str, str] = {}
    world_folder = folder / "world"
    world_folder.mkdir()
    with world_in(world_folder, speed=1, clock=clock, played=_sandboxes(clock)) as world:
        if world.problems:
            raise RuntimeError(" ".join(world.problems))
        with Desk.open(world.home, clock=clock) as desk:
            desk.finish_chores(20)
            desk.inbox.end_sitting()
        # The light one first: it leaves no draft behind.
        found |= asyncio.run(_posed(_in(world.home, "light"), clock, IN_THE_LIGHT))
        found |= asyncio.run(_posed(_in(world.home, "dark"), clock, IN_THE_DARK))
    empty = Home.choose(str(folder / "empty"), f"sqlite:///{folder / 'empty' / 'desk.db'}")
    return found | asyncio.run(_posed(_in(empty, "dark"), clock, ON_AN_EMPTY_DESK))


def _copy(text: str) -> str:  # noqa: ARG001 - stands in for the machine's clipboard
    return "native"


def _open(url: str) -> bool:  # noqa: ARG001 - stands in for the machine's browser
    return True


def _sandboxes(clock: StillClock) -> Mapping[str, Sandbox]:
    played: tuple[Sandbox, ...] = (
        BookingSandbox(clock),
        GoogleSandbox(clock),
        TripadvisorSandbox(clock),
        YelpSandbox(clock),
    )
    return {each.platform: each for each in played}


def _in(home: Home, theme: str) -> Home:
    return replace(home, config=replace(home.config, theme=theme))


async def _posed(home: Home, clock: StillClock, poses: Sequence[tuple[str, Pose]]) -> dict[str, str]:
    found = {}
    async with sitting(home, clock) as one:
        for name, pose in poses:
            await pose(one)
            found[name] = cleaned(await one.svg(), name)
    return found
