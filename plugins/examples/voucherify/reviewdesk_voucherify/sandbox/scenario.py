"""Reading a scenario: JSON beside this file."""

from datetime import timedelta
from importlib.resources import files

from reviewdesk.sandbox import SandboxClock, load_scenario, scenario_names
from reviewdesk_voucherify.sandbox.switches import VoucherifySwitches
from reviewdesk_voucherify.sandbox.world import World

__all__ = ["load_world", "names"]

_FOLDER = files("reviewdesk_voucherify.sandbox")


def names() -> tuple[str, ...]:
    return scenario_names(_FOLDER, "small")


def load_world(name: str, clock: SandboxClock) -> World:
    source = load_scenario(_FOLDER, name, names())
    source.only("format", "about", "products", "vouchers")
    if source.number("format") != 1:
        raise source.bad("is of another format than 1")
    products = {one.text("id"): one.text("name") for one in source.each("products")}
    world = World(clock, VoucherifySwitches(), products)
    for one in source.each("vouchers"):
        one.only("code", "percent", "info")
        world.create(
            one.text("code"),
            discount={"type": "PERCENT", "percent_off": one.number("percent"), "effect": "APPLY_TO_ORDER"},
            starts=None,
            ends=clock.started_at + timedelta(days=365),
            quantity=None,
            info=one.maybe("info"),
        )
    return world
