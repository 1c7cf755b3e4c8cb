"""Google's moments: RFC 3339 with 0 to 9 digits behind the second."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"(?:\.([0-9]{1,9}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)


def read_moment(value: Any) -> datetime:
    """An aware UTC datetime; digits beyond the microsecond are cut, never rounded up into the future."""
    match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is not a moment")
    day, clock, fraction, sign, hours, minutes = match.groups()
    moment = datetime.fromisoformat(f"{day}T{clock}.{(fraction or '')[:6]:0<6}+00:00")
    if sign is None:
        return moment
    ahead = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        return (moment - ahead if sign == "+" else moment + ahead).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{value!r} is not a moment") from error


def read_moment_or_none(value: Any) -> datetime | None:
    """For stamps that are good to know but not worth a review."""
    try:
        return read_moment(value)
    except ValueError:
        return None
