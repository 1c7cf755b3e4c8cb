"""What there is in a project. A change makes a new value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

__all__ = ["Redemption", "Rollback", "Voucher", "stamp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    id: str
    code: str
    discount: Mapping[str, Any]
    starts: datetime | None
    ends: datetime | None
    quantity: int | None
    created: datetime
    active: bool = True
    redeemed: int = 0
    info: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    updated: datetime | None = None
    binned: bool = False
    """In the bin: no longer there, but its code stays taken."""
    seen_from: float = 0.0
    """On the clock's `monotonic`: until then readers do not see it."""

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "code": self.code,
            "campaign": None,
            "campaign_id": None,
            "category": None,
            "type": "DISCOUNT_VOUCHER",
            "discount": dict(self.discount),
            "gift": None,
            "loyalty_card": None,
            "start_date": stamp(self.starts),
            "expiration_date": stamp(self.ends),
            "validity_timeframe": None,
            "validity_day_of_week": None,
            "active": self.active,
            "additional_info": self.info,
            "metadata": dict(self.metadata),
            "is_referral_code": False,
            "created_at": stamp(self.created),
            "updated_at": stamp(self.updated),
            "redemption": {
                "quantity": self.quantity,
                "redeemed_quantity": self.redeemed,
                "object": "list",
                "url": f"/v1/vouchers/{self.code}/redemptions?page=1&limit=10",
            },
            "publish": {"object": "list", "count": 0, "url": f"/v1/vouchers/{self.code}/publications"},
            "object": "voucher",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Redemption:
    id: str
    voucher: str
    """The id of what was redeemed."""
    at: datetime
    failure: str = ""
    """Empty: it succeeded."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    rolled_back: bool = False

    def as_json(self, voucher: Voucher) -> dict[str, Any]:
        status = "FAILED" if self.failure else "ROLLED_BACK" if self.rolled_back else "SUCCEEDED"
        told = {
            "id": self.id,
            "object": "redemption",
            "date": stamp(self.at),
            "customer_id": None,
            "tracking_id": None,
            "metadata": dict(self.metadata),
            "result": "FAILURE" if self.failure else "SUCCESS",
            "status": status,
            "order": None,
            "channel": {"channel_id": "application", "channel_type": "API"},
            "customer": None,
            "related_object_type": "voucher",
            "related_object_id": voucher.id,
            "voucher": voucher.as_json(),
        }
        return told | ({"failure_code": self.failure} if self.failure else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollback:
    id: str
    of: Redemption
    at: datetime
    reason: str | None

    def as_json(self, voucher: Voucher) -> dict[str, Any]:
        told = {"id": self.id, "object": "redemption_rollback", "date": stamp(self.at)}
        told |= {"redemption": self.of.id, "reason": self.reason, "result": "SUCCESS", "status": "SUCCEEDED"}
        return told | {"voucher": voucher.as_json()}


def stamp(at: datetime | None) -> str | None:
    """As Voucherify writes it: UTC with thousandths."""
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
