"""What became of goodwill: the report, and the lines for the accountant."""

import csv
import io
from datetime import date

from reviewdesk.engine.bench import Bench
from reviewdesk.engine.goodwill.values import Report, VoucherInfo
from reviewdesk.store.goodwill import amounts, ledger, vouchers

__all__ = ["Book", "harmless"]

_HEADS = (
    "voucher", "issued", "issued_by", "shop", "offer", "version", "title", "kind", "percent", "reason",
    "state", "channel", "valid_until", "used_on", "used_at", "used_by", "cost", "value", "currency",
    "additional", "over_limit",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


class Book:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def report(self, since: date | None, until: date | None) -> Report:
        with self._bench.db.read() as tx:
            return ledger.report(tx, self._bench.clock.now(), since, until)

    def csv(self, since: date | None, until: date | None) -> str:
        """No names and no codes: the accountant needs neither."""
        with self._bench.db.read() as tx:
            rows = ledger.in_period(tx, self._bench.clock.now(), since, until)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_HEADS)
        for each in rows:
            writer.writerow([harmless(cell) for cell in _row(each)])
        return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV Injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(one: VoucherInfo) -> list[str]:
    terms = one.offer.offer
    money = one.cost or terms.value
    cells = (
        one.pub,
        vouchers.local_day(one.issued_at, one.zone) if one.issued_at else "",
        one.issued_by,
        one.case.location,
        terms.name,
        terms.version,
        terms.title,
        terms.kind.value,
        terms.percent,
        one.case.reason.value,
        one.state.value,
        one.channel,
        one.expires_on,
        one.redeemed_on,
        one.redeemed_place,
        one.redeemed_by,
        amounts.plain(one.cost) if one.cost else "",
        amounts.plain(terms.value) if terms.value else "",
        money.currency if money else "",
        one.additional,
        one.override,
    )
    return ["" if cell is None else str(cell) for cell in cells]
