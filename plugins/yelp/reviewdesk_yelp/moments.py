"""Yelp's moments: reviews tell Pacific wall time without a zone, responses tell an offset."""

import re
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

__all__ = ["PACIFIC", "read_moment_or_none", "read_wall"]

PACIFIC = ZoneInfo("America/Los_Angeles")
_WALL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}")


def read_wall(value: Any, zone: tzinfo = PACIFIC) -> datetime:
    """The instant of ``2020-06-08 20:00:23`` on the wall clock of `zone`.

    Of the hour that comes twice in autumn the first is taken: a review is rather shown too early than late.
    """
    if not isinstance(value, str) or not _WALL.fullmatch(value):
        raise ValueError(f"{value!r} is not a date and time")
    try:
        return datetime.fromisoformat(value).replace(tzinfo=zone).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{value!r} is not a date and time") from error


def read_moment_or_none(value: Any) -> datetime | None:
    """An instant with its offset, such as a response has; None where there is none."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else read_wall(value, UTC)
    except (ValueError, OverflowError):
        return None
