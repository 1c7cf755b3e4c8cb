"""Cursors: opaque to the caller, and good for the property alone for which they were given."""

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import date

from reviewdesk_booking.sandbox.answers import ApiError

__all__ = ["Ticket"]

_KEY = b"made-up cursor key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    property: str
    after: int
    since: str
    size: int

    def text(self) -> str:
        raw = json.dumps(asdict(self), separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(_mark(raw) + raw).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, property_id: str) -> "Ticket":
        try:
            whole = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            if not hmac.compare_digest(_mark(whole[6:]), whole[:6]):
                raise ValueError(text)  # noqa: TRY301 - one way out for all that is no cursor
            ticket = cls(**json.loads(whole[6:]))
            date.fromisoformat(ticket.since)
        except (ValueError, TypeError):
            raise ApiError(400, "INVALID_CURSOR", "Invalid cursor") from None
        if ticket.property != property_id:
            raise ApiError(400, "INVALID_CURSOR", "Cursor of another property")
        return ticket


def _mark(raw: bytes) -> bytes:
    return hmac.new(_KEY, raw, hashlib.sha256).digest()[:6]
