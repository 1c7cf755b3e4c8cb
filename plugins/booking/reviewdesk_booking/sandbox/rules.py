"""What the moderators of this Booking.com take no reply for."""

import re

__all__ = ["judge"]

_RULES = (
    ("website", re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|example|pl|de|eu)\b", re.IGNORECASE)),
    ("contact details", re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+?\d[\d ()-]{7,}\d")),
    (
        "promotion",
        re.compile(r"voucher|discount|coupon|gutschein|rabatt?|bon d'achat|% off|free night", re.IGNORECASE),
    ),
    ("profanity", re.compile(r"\b(?:idiot|liar|stupid|shut up)\b", re.IGNORECASE)),
    ("about Booking.com", re.compile(r"booking\.com", re.IGNORECASE)),
)


def judge(text: str) -> str | None:
    """Why a reply never appears; nobody is told."""
    return next((reason for reason, rule in _RULES if rule.search(text)), None)
