"""What a counter did today."""

from datetime import date, datetime

from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import vouchers
from reviewdesk.store.goodwill.tables import voucher
from reviewdesk.store.goodwill.values import VoucherInfo


def used_on(tx: Tx, place: str, day: date, now: datetime) -> list[VoucherInfo]:
    """What was used in this shop on this day, the latest first."""
    mine = (voucher.c.redeemed_on == day) & (voucher.c.redeemed_place == place)
    rows = vouchers.selection().where(mine, voucher.c.state == "redeemed")
    return [
        vouchers.value(row, now)
        for row in tx.execute(rows.order_by(voucher.c.redeemed_at.desc(), voucher.c.id))
    ]
