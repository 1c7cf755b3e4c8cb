"""The desk's own voucher book: who issues unless an offer names somebody else."""

from reviewdesk.api import Plugin, _, hookimpl


@hookimpl
def reviewdesk_plugin() -> Plugin:
    """The book's card.

    It has no other hook: the store reserves, issues, redeems and cancels, each in one transaction with the
    limits. No call through a hook could promise that.
    """
    return Plugin(name="book", title=_("Voucher book"), needs=(1, 0))
