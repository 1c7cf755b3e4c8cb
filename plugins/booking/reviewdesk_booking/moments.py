"""Booking.com's moments: ``2018-05-13 12:16:33`` without a zone, which is UTC."""

import re
from datetime import UTC, datetime
from typing import Any

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?Z?")


def read_moment(value: Any) -> datetime:
    match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is not a moment")
    return datetime.fromisoformat(f"{match[1]}T{match[2]}").replace(tzinfo=UTC)


def read_moment_or_none(value: Any) -> datetime | None:
    """For stamps that are good to know but not worth a review."""
    try:
        return read_moment(value)
    except ValueError:
        return None
