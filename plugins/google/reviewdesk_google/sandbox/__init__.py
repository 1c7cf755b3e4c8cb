"""Google Business Profile on this machine: accounts, locations, reviews and replies that are made up.

The APIs of three hosts lie under one port, told apart by path, with the sign-in pages and the review
manager's web pages beside them.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from reviewdesk.api import Clock

if TYPE_CHECKING:
    from reviewdesk_google.sandbox.running import RunningGoogle

__all__ = ["GoogleSandbox"]


class GoogleSandbox:
    """Implements `reviewdesk.api.Sandbox`. A `clock` of one's own stands in for this machine's."""

    def __init__(self, clock: Clock | None = None, *, began: datetime | None = None) -> None:
        self._clock, self._began = clock, began

    def since(self, began: datetime) -> "GoogleSandbox":
        """One whose world began then, and goes on."""
        return GoogleSandbox(self._clock, began=began)

    @property
    def platform(self) -> str:
        return "google"

    @property
    def scenarios(self) -> tuple[str, ...]:
        from reviewdesk_google.sandbox.scenario import names

        return names()

    def start(self, *, port: int = 0, scenario: str | None = None, speed: float = 1.0) -> "RunningGoogle":
        """Listen. ``many:5000`` makes so many reviews. Raises `DeskError`: port taken, scenario unknown."""
        from reviewdesk.sandbox import SandboxClock
        from reviewdesk_google.sandbox.running import RunningGoogle

        return RunningGoogle(port, scenario or "small", SandboxClock(speed, self._clock, began=self._began))
