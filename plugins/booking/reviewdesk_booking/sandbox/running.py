"""A Booking.com that listens."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reviewdesk.sandbox import Faults, Journal, SandboxClock
from reviewdesk.sandbox.stage import Stage
from reviewdesk_booking.sandbox.extranet import NOT_HERE, Extranet
from reviewdesk_booking.sandbox.gate import Gate
from reviewdesk_booking.sandbox.grants import CLIENT_ID, CLIENT_SECRET, PASSWORD, USERNAME, Grants
from reviewdesk_booking.sandbox.happen import Happenings
from reviewdesk_booking.sandbox.messages import Messages
from reviewdesk_booking.sandbox.reviews import Reviews
from reviewdesk_booking.sandbox.scenario import load_world
from reviewdesk_booking.sandbox.switches import BookingSwitches
from reviewdesk_booking.sandbox.world import World

__all__ = ["RunningBooking"]


class RunningBooking:
    """The handles that a test in the same process takes hold of; other processes use ``/_sandbox``."""

    def __init__(self, port: int, scenario: str, clock: SandboxClock) -> None:
        self.clock = clock
        self.world: World
        self.world, source = load_world(scenario, clock)
        self.switches: BookingSwitches = self.world.switches
        self.grants = Grants(clock, self.switches)
        self._happenings = Happenings(self.world, source)
        self._stage = Stage(port, clock)
        self.journal: Journal = self._stage.journal
        self.faults: Faults = self._stage.faults
        gate = Gate(self.grants, self.world)
        self._stage.play(
            [
                *self.grants.routes(),
                *Reviews(self.world, self.url, gate).routes(),
                *Messages(self.world, gate).routes(),
                *Extranet(self.world).routes(),
                Route("/{rest:path}", _nowhere, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            ],
            about={"platform": "booking", "scenario": scenario},
            happen=self.happen,
            switches=self.switches,
        )

    @property
    def url(self) -> str:
        return self._stage.url

    @property
    def settings(self) -> Mapping[str, str]:
        named = ", ".join(f"{one.id}={one.title}" for one in self.world.properties.values() if one.connected)
        return {"base_url": self.url, "client_id": CLIENT_ID, "properties": named}

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"client_secret": CLIENT_SECRET}

    @property
    def basic_settings(self) -> Mapping[str, str]:
        """For an older machine account; the switch `basic` opens that door."""
        return {**{k: v for k, v in self.settings.items() if k != "client_id"}, "username": USERNAME}

    @property
    def basic_secrets(self) -> Mapping[str, str]:
        return {"password": PASSWORD}

    def happen(self, event: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make something happen now; see the scenario's events. Raises ValueError if it can't."""
        return self._happenings.happen(event)

    def stop(self) -> None:
        self._stage.stop()


async def _nowhere(_request: Request) -> Response:
    return NOT_HERE
