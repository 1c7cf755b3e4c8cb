"""What may stand in the body that makes a voucher."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from reviewdesk_voucherify.sandbox.answers import ApiError, not_found

__all__ = ["read_object", "read_terms"]

_TYPES = ("DISCOUNT_VOUCHER", "GIFT_VOUCHER", "LOYALTY_CARD")
_EFFECTS = {
    "PERCENT": ("APPLY_TO_ORDER", "APPLY_TO_ITEMS"),
    "AMOUNT": (
        "APPLY_TO_ORDER",
        "APPLY_TO_ITEMS",
        "APPLY_TO_ITEMS_PROPORTIONALLY",
        "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY",
        "APPLY_TO_ITEMS_BY_QUANTITY",
    ),
    "UNIT": ("ADD_MISSING_ITEMS", "ADD_NEW_ITEMS", "ADD_MANY_ITEMS", "ADD_SAME_ITEMS"),
}


def read_object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body or b"{}")
    except ValueError:
        raise ApiError(400, "invalid_payload", "Invalid payload", "The body is no JSON.") from None
    if not isinstance(told, dict):
        raise ApiError(400, "invalid_payload", "Invalid payload", "The body should be an object.")
    return told


def read_terms(told: Mapping[str, Any], products: Mapping[str, str]) -> dict[str, Any]:
    """Raises `ApiError`."""
    if told.get("type") not in _TYPES:
        raise _invalid("type should be one of: " + ", ".join(_TYPES))
    if told["type"] != "DISCOUNT_VOUCHER":
        raise _invalid("This sandbox plays discount vouchers only.")
    redemption = told.get("redemption") or {}
    quantity = redemption.get("quantity") if isinstance(redemption, dict) else None
    if quantity is not None and (not isinstance(quantity, int) or isinstance(quantity, bool) or quantity < 1):
        raise _invalid("redemption.quantity should be a positive integer")
    starts, ends = _moment(told, "start_date"), _moment(told, "expiration_date")
    if starts and ends and ends < starts:
        raise _invalid("expiration_date should not be before start_date")
    metadata, info = told.get("metadata") or {}, told.get("additional_info")
    if not isinstance(metadata, dict):
        raise _invalid("metadata should be an object")
    return {
        "discount": _discount(told.get("discount"), products),
        "starts": starts,
        "ends": ends,
        "quantity": quantity,
        "active": told.get("active") is not False,
        "info": info if isinstance(info, str) else None,
        "metadata": metadata,
    }


def _discount(told: Any, products: Mapping[str, str]) -> dict[str, Any]:
    kind = told.get("type") if isinstance(told, dict) else None
    if kind not in _EFFECTS:
        raise _invalid("discount is missing, or its type is unknown")
    if told.get("effect", _EFFECTS[kind][0]) not in _EFFECTS[kind]:
        raise _invalid(f"discount.effect should be one of: {', '.join(_EFFECTS[kind])}")
    field = {"PERCENT": "percent_off", "AMOUNT": "amount_off", "UNIT": "unit_off"}[kind]
    number = told.get(field)
    if not isinstance(number, int | float) or isinstance(number, bool) or number <= 0:
        raise _invalid(f"discount.{field} should be a positive number")
    if kind == "PERCENT" and number > 100:
        raise _invalid("discount.percent_off should be at most 100")
    if kind == "UNIT":
        if told.get("unit_type") not in products:
            raise not_found("product", str(told.get("unit_type")))
        product = {"id": told["unit_type"], "source_id": None, "name": products[told["unit_type"]]}
        return {**told, "product": product}
    return dict(told)


def _moment(told: Mapping[str, Any], name: str) -> datetime | None:
    given = told.get(name)
    if given is None:
        return None
    try:
        at = datetime.fromisoformat(given)
    except (TypeError, ValueError):
        raise _invalid(f"{name} should be an ISO 8601 date") from None
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


def _invalid(details: str) -> ApiError:
    return ApiError(400, "invalid_voucher", "Invalid Voucher", details)
