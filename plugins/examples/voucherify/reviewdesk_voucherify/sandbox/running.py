"""A Voucherify that listens."""

from collections.abc import Mapping
from typing import Any

from reviewdesk.sandbox import Faults, Journal, SandboxClock
from reviewdesk.sandbox.stage import Stage
from reviewdesk_voucherify.sandbox.answers import ApiError
from reviewdesk_voucherify.sandbox.meter import APPLICATION_ID, Meter
from reviewdesk_voucherify.sandbox.pages import Pages
from reviewdesk_voucherify.sandbox.scenario import load_world
from reviewdesk_voucherify.sandbox.switches import VoucherifySwitches
from reviewdesk_voucherify.sandbox.world import World

__all__ = ["RunningVoucherify"]


class RunningVoucherify:
    """The handles that a test in the same process takes hold of; other processes use ``/_sandbox``."""

    def __init__(self, port: int, scenario: str, clock: SandboxClock) -> None:
        self.clock = clock
        self.world: World = load_world(scenario, clock)
        self.switches: VoucherifySwitches = self.world.switches
        self.meter = Meter(clock, self.switches)
        self._stage = Stage(port, clock)
        self.journal: Journal = self._stage.journal
        self.faults: Faults = self._stage.faults
        self._stage.play(
            Pages(self.world, self.meter).routes(),
            about={"platform": "voucherify", "scenario": scenario},
            happen=self.happen,
            switches=self.switches,
        )

    @property
    def url(self) -> str:
        return self._stage.url

    @property
    def settings(self) -> Mapping[str, str]:
        items = ",".join(f"{product.removeprefix('prod_')}:{product}" for product in self.world.products)
        given = {"base_url": self.url, "application_id": APPLICATION_ID}
        return {**given, "items": items, "currency": "EUR"}

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"secret_key": self.meter.secret}

    def happen(self, event: Mapping[str, Any]) -> Mapping[str, Any]:
        """``{"event": "used" | "disabled" | "binned" | "deleted", "code": ...}`` or ``{"event": "new-key"}``.

        What other people do in the dashboard or at a till. Raises ValueError for what can't be.
        """
        what, code = event.get("event"), str(event.get("code", ""))
        acts = {
            "used": lambda: self.world.redeem(code, {"till": "1"}),
            "disabled": lambda: self.world.switch(code, active=False),
            "binned": lambda: self.world.delete(code, force=False),
            "deleted": lambda: self.world.delete(code, force=True),
            "new-key": self.meter.regenerate,
        }
        if what not in acts:
            raise ValueError(f"there is no event {what!r}; there are {', '.join(acts)}")
        try:
            acts[what]()
        except ApiError as error:
            raise ValueError(f"{error.key}: {error.details}") from None
        return {"event": what, "code": code}

    def stop(self) -> None:
        self._stage.stop()
