"""The card and the picture: what a guest shows at the counter."""

from reviewdesk.api import Account, Case, Channel, Plugin, _, hookimpl


@hookimpl
def reviewdesk_plugin() -> Plugin:
    return Plugin(name="card", title=_("Cards and pictures"), needs=(1, 0))


@hookimpl
def reviewdesk_voucher_channels(account: Account, case: Case) -> list[Channel]:  # noqa: ARG001 - for any case
    """Paper and pictures are never closed."""
    return [
        Channel(name="card", title=_("A card to print"), open=True),
        Channel(name="picture", title=_("A picture for a messenger"), open=True),
    ]
