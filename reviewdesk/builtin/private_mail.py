"""E-mail to one guest. The desk sends it: it alone has the owner's mail server."""

from reviewdesk.api import Account, Case, Channel, Plugin, _, hookimpl


@hookimpl
def reviewdesk_plugin() -> Plugin:
    """The way by e-mail."""
    return Plugin(name="private_mail", title=_("E-mail to a guest"), needs=(1, 0))


@hookimpl
def reviewdesk_voucher_channels(account: Account, case: Case) -> list[Channel]:  # noqa: ARG001 - for any case
    """Open for every case: whether the guest gave an address for it is asked when it is sent."""
    return [Channel(name="email", title=_("An e-mail, to an address the guest gave for it"), open=True)]
