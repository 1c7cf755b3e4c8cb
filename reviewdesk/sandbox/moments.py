"""Times in scenario files: told from the start of the sandbox, so that a made-up world is always fresh."""

import re
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

__all__ = ["BadMoment", "read_length", "read_moment"]

_UNIT = {"w": 604800.0, "d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}
_PART = re.compile(r"(\d+(?:\.\d+)?)([wdhms])")
_SPAN = re.compile(r"(?:\d+(?:\.\d+)?[wdhms])+")
_WALL = re.compile(r"-(\d+)([wd]) (\d{1,2}):(\d{2})(?::(\d{2}))?")


class BadMoment(ValueError):
    """A time in a scenario that can't be read."""


def read_length(text: str | float) -> float:
    """Seconds of ``"4m"``, ``"1h30m"`` or a plain number."""
    if isinstance(text, (int, float)):
        return float(text)
    if not _SPAN.fullmatch(text):
        raise BadMoment(f"{text!r} is no length: write 30s, 4m, 2h or 1d6h")
    return sum(float(number) * _UNIT[unit] for number, unit in _PART.findall(text))


def read_moment(text: str, start: datetime, zone: str) -> datetime:
    """The instant, in UTC, of ``"-2h"``, ``"-3d 18:31"`` (wall clock of `zone`) or an RFC 3339 stamp."""
    wall = _WALL.fullmatch(text)
    if wall:
        return _on_the_wall(wall, start, zone)
    if text.startswith("-") and _SPAN.fullmatch(text[1:]):
        return start - timedelta(seconds=read_length(text[1:]))
    try:
        fixed = datetime.fromisoformat(text)
    except ValueError:
        raise BadMoment(f"{text!r} is no time: write -2h, -3d 18:31 or 2024-05-04T17:22:10Z") from None
    if fixed.tzinfo is None:
        raise BadMoment(f"{text!r} names no zone: end it with Z")
    return fixed.astimezone(UTC)


def _on_the_wall(wall: re.Match[str], start: datetime, zone: str) -> datetime:
    days = int(wall[1]) * (7 if wall[2] == "w" else 1)
    if days < 1:
        raise BadMoment(f"{wall[0]!r} could lie in the future: go back at least one day")
    tz = ZoneInfo(zone)
    day = start.astimezone(tz).date() - timedelta(days=days)
    try:
        hour = clock_time(int(wall[3]), int(wall[4]), int(wall[5] or 0), tzinfo=tz)
    except ValueError:
        raise BadMoment(f"{wall[0]!r} is no time of a day") from None
    return datetime.combine(day, hour).astimezone(UTC)
