"""Tripadvisor on this machine: Terra, the public pages and the Management Center, with made-up reviews."""

from datetime import datetime
from typing import TYPE_CHECKING

from reviewdesk.api import Clock

if TYPE_CHECKING:
    from reviewdesk_tripadvisor.sandbox.running import RunningTripadvisor

__all__ = ["TripadvisorSandbox"]


class TripadvisorSandbox:
    """Implements `reviewdesk.api.Sandbox`. A `clock` of one's own stands in for this machine's."""

    def __init__(self, clock: Clock | None = None, *, began: datetime | None = None) -> None:
        self._clock, self._began = clock, began

    def since(self, began: datetime) -> "TripadvisorSandbox":
        """One whose world began then, and goes on."""
        return TripadvisorSandbox(self._clock, began=began)

    @property
    def platform(self) -> str:
        return "tripadvisor"

    @property
    def scenarios(self) -> tuple[str, ...]:
        from reviewdesk_tripadvisor.sandbox.scenario import names

        return names()

    def start(
        self, *, port: int = 0, scenario: str | None = None, speed: float = 1.0
    ) -> "RunningTripadvisor":
        """Listen. Raises `DeskError`: port taken, scenario unknown."""
        from reviewdesk.sandbox import SandboxClock
        from reviewdesk_tripadvisor.sandbox.running import RunningTripadvisor

        clock = SandboxClock(speed, self._clock, began=self._began)
        return RunningTripadvisor(port, scenario or "small", clock)
