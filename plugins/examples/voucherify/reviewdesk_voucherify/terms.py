"""What was ordered, as Voucherify says it."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from reviewdesk.api import Account, Offer, OfferKind, Rejected, VoucherOrder, _

__all__ = ["MARK", "last_day", "terms"]

MARK = "reviewdesk_key"
"""The metadata by which a voucher is found again."""


def terms(account: Account, order: VoucherOrder, mark: str) -> dict[str, Any]:
    """The body that makes the voucher. Raises Rejected, before anything leaves, where it can't be said.

    Nothing about the guest or the review leaves the house: Voucherify learns what the voucher is worth.
    """
    offer = order.offer
    zone = ZoneInfo(order.zone)
    return {
        "type": "DISCOUNT_VOUCHER",
        "discount": _discount(account, offer),
        "start_date": _moment(datetime.combine(order.valid_from, time(), zone)),
        "expiration_date": _moment(datetime.combine(order.expires_on, time(23, 59, 59), zone)),
        "redemption": {"quantity": 1},
        "active": True,
        "additional_info": offer.title,
        "metadata": {MARK: mark, "reviewdesk_offer": f"{offer.name}@{offer.version}"},
    }


def last_day(told: Any, zone: str) -> date | None:
    """The last day a voucher counts, in the shop's zone; None where Voucherify names no end."""
    if not isinstance(told, str):
        return None
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return None
    # What ends at midnight sharp does not count on the day that begins there.
    return (at.replace(tzinfo=at.tzinfo or UTC).astimezone(ZoneInfo(zone)) - timedelta(seconds=1)).date()


def _discount(account: Account, offer: Offer) -> dict[str, Any]:
    if offer.kind is OfferKind.PERCENT:
        return {"type": "PERCENT", "percent_off": offer.percent, "effect": "APPLY_TO_ORDER"}
    if offer.kind is OfferKind.AMOUNT:
        return {"type": "AMOUNT", "amount_off": _hundredths(account, offer), "effect": "APPLY_TO_ORDER"}
    product = _items(account).get(offer.name)
    if not product:
        raise Rejected(
            _("It is not known which product of Voucherify {offer} is.").format(offer=offer.name),
            _("Say it: `reviewdesk account set {account} items={offer}:PRODUCT_ID`.").format(
                account=account.name, offer=offer.name
            ),
            code="no-product",
        )
    # Added to whatever else is on the bill, and free.
    return {"type": "UNIT", "unit_off": 1, "unit_type": product, "effect": "ADD_NEW_ITEMS"}


def _items(account: Account) -> dict[str, str]:
    pairs = (each.partition(":") for each in account.settings.get("items", "").split(","))
    return {name.strip(): product.strip() for name, colon, product in pairs if colon}


def _hundredths(account: Account, offer: Offer) -> int:
    """Voucherify writes every amount times 100, in the one currency of the project."""
    from babel.numbers import get_currency_precision

    value = offer.value
    assert value is not None
    currency = account.settings.get("currency", "").strip().upper()
    if value.currency != currency:
        raise Rejected(
            _("The offer is in {offer}, and the project at Voucherify in {project}.").format(
                offer=value.currency, project=currency or _("a currency nobody named")
            ),
            _("Name the project's: `reviewdesk account set {account} currency=...`.").format(
                account=account.name
            ),
            code="currency",
        )
    amount = Decimal(value.minor).scaleb(2 - get_currency_precision(currency))
    if amount != amount.to_integral_value():
        raise Rejected(_("Voucherify knows no smaller money than hundredths."), _("Change the offer."))
    return int(amount)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
