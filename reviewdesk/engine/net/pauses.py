"""How long to wait before a read is tried again."""

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

__all__ = ["LONGEST", "TRY_AGAIN", "pause_after", "retry_after"]

TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
LONGEST = 5.0
"""Seconds that are waited in place; whatever takes longer is the engine's to come back to."""

_random = random.SystemRandom()


def retry_after(response: httpx.Response, now: datetime) -> float | None:
    """The seconds a platform asks for, in either form of the header (RFC 9110, 10.2.3)."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())


def pause_after(attempt: int) -> float:
    """Half a second, then a second, give or take a half: callers must not come back in step."""
    return 0.5 * 2.0**attempt * _random.uniform(0.5, 1.5)
