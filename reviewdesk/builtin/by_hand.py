"""Ways that need nothing but a person: the text copied into a messenger, and the thing itself handed over."""

from reviewdesk.api import Account, Case, Channel, Plugin, _, hookimpl


@hookimpl
def reviewdesk_plugin() -> Plugin:
    """What a person does himself."""
    return Plugin(name="by_hand", title=_("By hand"), needs=(1, 0))


@hookimpl
def reviewdesk_voucher_channels(account: Account, case: Case) -> list[Channel]:  # noqa: ARG001 - for any case
    """A text and a handshake are never closed."""
    return [
        Channel(name="text", title=_("The text, to be copied"), open=True),
        Channel(name="hand", title=_("Handed over, or told by phone"), open=True),
    ]
