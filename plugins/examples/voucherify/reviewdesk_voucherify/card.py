"""What the plugin says of itself."""

from reviewdesk.api import Plugin, RateLimit, SecretSpec, Setting, Static, _

__all__ = ["card", "host_of"]

REGIONS = {"": "api.voucherify.io", "us1": "us1.api.voucherify.io", "as1": "as1.api.voucherify.io"}
"""Clusters of https://docs.voucherify.io/api-reference; a project lives in one of them."""
_LIMITS = "https://docs.voucherify.io/guides/limits"


def card() -> Plugin:
    return Plugin(
        name="voucherify",
        title="Voucherify",
        needs=(1, 0),
        hosts=tuple(REGIONS.values()),
        auth={
            host: Static(secret="secret_key", header="X-App-Token")  # noqa: S106 - the name of a secret
            for host in REGIONS.values()
        },
        settings=(
            Setting(
                name="application_id",
                title=_("Application ID (Project settings, General, Application keys)"),
                required=True,
                example="7a1c9e02-5b3d-4f6a-8e21-90b4c7d8e3f1",
            ),
            Setting(name="region", title=_("Where the project lives: us1 or as1; left out: Europe")),
            Setting(
                name="items",
                title=_("Which product of Voucherify each offer gives away"),
                example="margherita:prod_5h1pp1ng,tiramisu:prod_0abc",
            ),
            Setting(name="currency", title=_("The currency the project counts in"), example="EUR"),
            Setting(
                name="base_url",
                title=_("Server to use in Voucherify's place"),
                example="http://127.0.0.1:8705",
            ),
        ),
        secrets=(
            SecretSpec(
                name="secret_key",
                title=_("Secret key that goes with the Application ID"),
                required=True,
            ),
        ),
        # The smallest plan. A project for trying things out gets 100 an hour and says so itself.
        limits=(RateLimit(requests=100, seconds=60.0, source=_LIMITS),),
    )


def host_of(region: str) -> str:
    """Raises KeyError for a region there is none of."""
    return REGIONS[region.strip().lower()]
