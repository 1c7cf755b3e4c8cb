"""A Google that listens."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reviewdesk.sandbox import Faults, Journal, SandboxClock
from reviewdesk.sandbox.stage import Stage
from reviewdesk_google.sandbox.answers import NOT_HERE
from reviewdesk_google.sandbox.directory import Directory
from reviewdesk_google.sandbox.gate import Gate
from reviewdesk_google.sandbox.grants import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, Grants
from reviewdesk_google.sandbox.happen import Happenings
from reviewdesk_google.sandbox.pages import ReviewPages
from reviewdesk_google.sandbox.reviews import Reviews
from reviewdesk_google.sandbox.scenario import load_world
from reviewdesk_google.sandbox.signin import SignInPages
from reviewdesk_google.sandbox.switches import GoogleSwitches
from reviewdesk_google.sandbox.world import World

__all__ = ["RunningGoogle"]


class RunningGoogle:
    """The handles that a test in the same process takes hold of; other processes use ``/_sandbox``."""

    def __init__(self, port: int, scenario: str, clock: SandboxClock) -> None:
        self.clock = clock
        self.world: World
        self.world, source = load_world(scenario, clock)
        self.switches: GoogleSwitches = self.world.switches
        self.grants = Grants(clock, self.switches)
        self._happenings = Happenings(self.world, source)
        self._stage = Stage(port, clock)
        self.journal: Journal = self._stage.journal
        self.faults: Faults = self._stage.faults
        gate = Gate(self.grants, clock, self.switches)
        self._stage.play(
            [
                *SignInPages(self.grants, self.world).routes(),
                *Directory(self.world, self.url, gate).routes(),
                *Reviews(self.world, self.url, gate).routes(),
                *ReviewPages(self.world).routes(),
                Route("/{rest:path}", _nowhere, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            ],
            about={"platform": "google", "scenario": scenario},
            happen=self.happen,
            switches=self.switches,
        )

    @property
    def url(self) -> str:
        return self._stage.url

    @property
    def settings(self) -> Mapping[str, str]:
        return {"base_url": self.url, "client_id": CLIENT_ID}

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"client_secret": CLIENT_SECRET, "refresh_token": REFRESH_TOKEN}

    def happen(self, event: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make something happen now; see the scenario's events. Raises ValueError if it can't."""
        return self._happenings.happen(event)

    def stop(self) -> None:
        self._stage.stop()


async def _nowhere(_request: Request) -> Response:
    return NOT_HERE
