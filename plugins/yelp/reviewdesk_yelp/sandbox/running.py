"""A Yelp that listens."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reviewdesk.sandbox import Faults, Journal, SandboxClock
from reviewdesk.sandbox.stage import Stage
from reviewdesk_yelp.sandbox.answers import NOT_HERE
from reviewdesk_yelp.sandbox.grants import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, Grants
from reviewdesk_yelp.sandbox.happen import Happenings
from reviewdesk_yelp.sandbox.meter import API_KEY, Meter
from reviewdesk_yelp.sandbox.pages import OwnerPages
from reviewdesk_yelp.sandbox.partner import Partner
from reviewdesk_yelp.sandbox.places import Places
from reviewdesk_yelp.sandbox.scenario import load_world
from reviewdesk_yelp.sandbox.signin import SignInPages
from reviewdesk_yelp.sandbox.switches import YelpSwitches
from reviewdesk_yelp.sandbox.world import World

__all__ = ["RunningYelp"]


class RunningYelp:
    """The handles that a test in the same process takes hold of; other processes use ``/_sandbox``."""

    def __init__(self, port: int, scenario: str, clock: SandboxClock) -> None:
        self.clock = clock
        self.world: World
        self.world, source = load_world(scenario, clock)
        self.switches: YelpSwitches = self.world.switches
        self.grants = Grants(clock, self.switches)
        self._happenings = Happenings(self.world, source)
        self._stage = Stage(port, clock)
        self.journal: Journal = self._stage.journal
        self.faults: Faults = self._stage.faults
        self._stage.play(
            [
                *SignInPages(self.grants, self.world).routes(),
                *Places(self.world, Meter(clock, self.switches)).routes(),
                *Partner(self.world, self.grants).routes(),
                *OwnerPages(self.world).routes(),
                Route("/{rest:path}", _nowhere, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            ],
            about={"platform": "yelp", "scenario": scenario},
            happen=self.happen,
            switches=self.switches,
        )

    @property
    def url(self) -> str:
        return self._stage.url

    @property
    def settings(self) -> Mapping[str, str]:
        """A partner's. Without `client_id`, and with `businesses`, it is a buyer of a Places key."""
        return {"base_url": self.url, "client_id": CLIENT_ID, "businesses": ",".join(self.world.businesses)}

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"api_key": API_KEY, "client_secret": CLIENT_SECRET, "refresh_token": REFRESH_TOKEN}

    def happen(self, event: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make something happen now; see the scenario's events. Raises ValueError if it can't."""
        return self._happenings.happen(event)

    def stop(self) -> None:
        self._stage.stop()


async def _nowhere(_request: Request) -> Response:
    return NOT_HERE
