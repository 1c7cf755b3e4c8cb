"""By which way a voucher came to its guest, or how far it got."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill.tables import event
from reviewdesk.store.goodwill.values import VoucherInfo, VoucherState

__all__ = ["HAND", "MADE", "NONE", "UNSURE", "only_made", "ways"]

HAND, NONE = "hand", "-"
MADE, UNSURE = "made", "unsure"
"""Made, or sent, and nobody said yet that the guest has it."""
_BY_HAND = ("card", "picture", "text")
"""What the desk only makes: a person brings it to the guest."""


def only_made(details: Mapping[str, str]) -> bool:
    """Of an event `delivered`: there is a file or a text, and nothing left this machine."""
    written = details.get("proof", "").endswith(".eml")
    return details.get("certain") == "no" and (written or details.get("channel") in _BY_HAND)


def ways(tx: Tx, given: Iterable[VoucherInfo]) -> dict[int, str]:
    """The way of each of these, by its number."""
    rows = select(event.c.voucher_id, event.c.details).where(event.c.what == "delivered").order_by(event.c.id)
    last: dict[int, Mapping[str, str]] = {row.voucher_id: row.details or {} for row in tx.execute(rows)}
    return {each.id: each.channel or _way(each, last.get(each.id)) for each in given}


def _way(one: VoucherInfo, last: Mapping[str, str] | None) -> str:
    """Of one of which nobody said that the guest has it: whoever used it had it all the same."""
    if one.state is VoucherState.REDEEMED:
        return (last or {}).get("channel", HAND)
    if last is None:
        return NONE
    return MADE if only_made(last) else UNSURE
