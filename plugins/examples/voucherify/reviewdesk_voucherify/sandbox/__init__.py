"""Voucherify on this machine: one project with its products, vouchers and redemptions, all made up.

Written from https://docs.voucherify.io/api-reference and the OpenAPI file behind it. What is played:
application keys, the limits and their headers, unique codes (the bin included), creating, reading, listing
with pages and metadata filters, switching on and off, deleting, redeeming, rolling back. What is not:
campaigns, gift and loyalty cards, validation rules, customers, orders.
"""

from typing import TYPE_CHECKING

from reviewdesk.api import Clock

if TYPE_CHECKING:
    from reviewdesk_voucherify.sandbox.running import RunningVoucherify

__all__ = ["VoucherifySandbox"]


class VoucherifySandbox:
    """Implements `reviewdesk.api.Sandbox`. A `clock` of one's own stands in for this machine's."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock

    @property
    def platform(self) -> str:
        return "voucherify"

    @property
    def scenarios(self) -> tuple[str, ...]:
        from reviewdesk_voucherify.sandbox.scenario import names

        return names()

    def start(self, *, port: int = 0, scenario: str | None = None, speed: float = 1.0) -> "RunningVoucherify":
        """Listen. Raises `DeskError`: port taken, scenario unknown."""
        from reviewdesk.sandbox import SandboxClock
        from reviewdesk_voucherify.sandbox.running import RunningVoucherify

        return RunningVoucherify(port, scenario or "small", SandboxClock(speed, self._clock))
