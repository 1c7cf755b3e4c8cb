"""Booking.com on this machine: properties, reservations, reviews and replies that are made up.

The sign-in, the Guest Review API, the messages and the extranet's pages lie under one port, told apart
by path.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from reviewdesk.api import Clock

if TYPE_CHECKING:
    from reviewdesk_booking.sandbox.running import RunningBooking

__all__ = ["BookingSandbox"]


class BookingSandbox:
    """Implements `reviewdesk.api.Sandbox`. A `clock` of one's own stands in for this machine's."""

    def __init__(self, clock: Clock | None = None, *, began: datetime | None = None) -> None:
        self._clock, self._began = clock, began

    def since(self, began: datetime) -> "BookingSandbox":
        """One whose world began then, and goes on."""
        return BookingSandbox(self._clock, began=began)

    @property
    def platform(self) -> str:
        return "booking"

    @property
    def scenarios(self) -> tuple[str, ...]:
        from reviewdesk_booking.sandbox.scenario import names

        return names()

    def start(self, *, port: int = 0, scenario: str | None = None, speed: float = 1.0) -> "RunningBooking":
        """Listen. Raises `DeskError`: port taken, scenario unknown."""
        from reviewdesk.sandbox import SandboxClock
        from reviewdesk_booking.sandbox.running import RunningBooking

        return RunningBooking(port, scenario or "small", SandboxClock(speed, self._clock, began=self._began))
