"""Moments as Tripadvisor writes them: RFC 3339, and ``-0500`` in old files."""

import re
from datetime import UTC, date, datetime
from typing import Any

_SHAPE = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?"
    r"(?:[Zz]|([+-][0-9]{2}):?([0-9]{2}))"
)


def read_moment(value: Any) -> datetime:
    """An aware UTC datetime. Raises ValueError."""
    match = _SHAPE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is not a moment")
    day, clock, fraction, hours, minutes = match.groups()
    offset = f"{hours}:{minutes}" if hours else "+00:00"
    try:
        return datetime.fromisoformat(f"{day}T{clock}.{(fraction or '')[:6]:0<6}{offset}").astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{value!r} is not a moment") from error


def read_moment_or_none(value: Any) -> datetime | None:
    """For stamps that are good to know but not worth a review."""
    try:
        return read_moment(value)
    except ValueError:
        return None


def read_day(value: Any) -> date:
    """A bare day. Raises ValueError."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(f"{value!r} is not a day")
    return date.fromisoformat(value)
