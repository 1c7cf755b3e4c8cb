"""Where the counter's page is, and what was used there today."""

from datetime import date, datetime
from urllib.parse import quote

from reviewdesk.store import facts
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import vouchers
from reviewdesk.store.goodwill.tables import voucher
from reviewdesk.store.goodwill.values import VoucherInfo

_ADDRESS = "counter.address"


def address(tx: Tx) -> str:
    """Where phones find the counter; empty where none was set up."""
    return facts.get(tx, _ADDRESS) or ""


def keep_address(tx: Tx, address: str) -> None:
    if address:
        facts.put(tx, _ADDRESS, address)
    else:
        facts.drop(tx, _ADDRESS)


def page_of(tx: Tx, code: str) -> str:
    """The counter's page of this code, for the square on a card; empty without a counter."""
    found = address(tx)
    return f"{found}/v/{quote(code, safe='')}" if found and code else ""


def used_on(tx: Tx, place: str, day: date, now: datetime) -> list[VoucherInfo]:
    """What was used in this shop on this day, the latest first."""
    mine = (voucher.c.redeemed_on == day) & (voucher.c.redeemed_place == place)
    rows = vouchers.selection().where(mine, voucher.c.state == "redeemed")
    return [
        vouchers.value(row, now)
        for row in tx.execute(rows.order_by(voucher.c.redeemed_at.desc(), voucher.c.id))
    ]
