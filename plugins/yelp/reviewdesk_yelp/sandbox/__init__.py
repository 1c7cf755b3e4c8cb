"""Yelp on this machine: pages, guests and reviews that are made up.

Places, Private Reviews, Respond to Reviews and the sign-in lie under one port, told apart by path, with the
owner's and the public web pages beside them.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from reviewdesk.api import Clock

if TYPE_CHECKING:
    from reviewdesk_yelp.sandbox.running import RunningYelp

__all__ = ["YelpSandbox"]


class YelpSandbox:
    """Implements `reviewdesk.api.Sandbox`. A `clock` of one's own stands in for this machine's."""

    def __init__(self, clock: Clock | None = None, *, began: datetime | None = None) -> None:
        self._clock, self._began = clock, began

    def since(self, began: datetime) -> "YelpSandbox":
        """One whose world began then, and goes on."""
        return YelpSandbox(self._clock, began=began)

    @property
    def platform(self) -> str:
        return "yelp"

    @property
    def scenarios(self) -> tuple[str, ...]:
        from reviewdesk_yelp.sandbox.scenario import names

        return names()

    def start(self, *, port: int = 0, scenario: str | None = None, speed: float = 1.0) -> "RunningYelp":
        """Listen. ``many:300`` makes so many reviews. Raises `DeskError`: port taken, scenario unknown."""
        from reviewdesk.sandbox import SandboxClock
        from reviewdesk_yelp.sandbox.running import RunningYelp

        return RunningYelp(port, scenario or "small", SandboxClock(speed, self._clock, began=self._began))
