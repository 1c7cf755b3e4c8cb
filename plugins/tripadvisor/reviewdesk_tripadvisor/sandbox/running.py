"""A Tripadvisor that listens."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reviewdesk.sandbox import Faults, Journal, SandboxClock
from reviewdesk.sandbox.stage import Stage
from reviewdesk_tripadvisor.sandbox.center import Pages
from reviewdesk_tripadvisor.sandbox.gate import KEY, Gate
from reviewdesk_tripadvisor.sandbox.happen import Happenings
from reviewdesk_tripadvisor.sandbox.paper import NOT_HERE
from reviewdesk_tripadvisor.sandbox.scenario import load_world
from reviewdesk_tripadvisor.sandbox.switches import TripadvisorSwitches
from reviewdesk_tripadvisor.sandbox.terra import Terra
from reviewdesk_tripadvisor.sandbox.world import World

__all__ = ["RunningTripadvisor"]


class RunningTripadvisor:
    """The handles that a test in the same process takes hold of; other processes use ``/_sandbox``."""

    def __init__(self, port: int, scenario: str, clock: SandboxClock) -> None:
        self.clock = clock
        self.world: World
        self.world, source = load_world(scenario, clock)
        self.switches: TripadvisorSwitches = self.world.switches
        self._happenings = Happenings(self.world, source)
        self._stage = Stage(port, clock)
        self.journal: Journal = self._stage.journal
        self.faults: Faults = self._stage.faults
        gate = Gate(clock, self.switches)
        self._stage.play(
            [
                *Terra(self.world, self.url, gate).routes(),
                *Pages(self.world, self.url).routes(),
                Route("/{rest:path}", _nowhere, methods=["GET", "POST"]),
            ],
            about={"platform": "tripadvisor", "scenario": scenario},
            happen=self.happen,
            switches=self.switches,
        )

    @property
    def url(self) -> str:
        return self._stage.url

    @property
    def settings(self) -> Mapping[str, str]:
        return {"base_url": self.url, "locations": ",".join(str(number) for number in self.world.places)}

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"api_key": KEY}

    def happen(self, event: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make something happen now; see the scenario's events. Raises ValueError if it can't."""
        return self._happenings.happen(event)

    def stop(self) -> None:
        self._stage.stop()


async def _nowhere(_request: Request) -> Response:
    return NOT_HERE
