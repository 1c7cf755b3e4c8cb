"""Moments still to come, in words: today 18:00, tomorrow 9:00, Friday, 27 Nov 18:00."""

from datetime import UTC, datetime, time, timedelta

from reviewdesk.api import _
from reviewdesk.tui.format import named_day, zone_of


def coming(moment: datetime, now: datetime, zone: str | None = None) -> str:
    """By the shop's clock, which is named where it is not this machine's."""
    there = zone_of(zone)
    local, today = moment.astimezone(there), now.astimezone(there).date()
    one = timedelta(days=1)
    days = {today - one: _("yesterday"), today: _("today"), today + one: _("tomorrow")}
    day = days.get(local.date()) or named_day(local.date(), today)
    said = f"{day} {local.hour}:{local:%M}"
    if there is None or local.utcoffset() == moment.astimezone().utcoffset():
        return said
    return f"{said} ({zone})"


_LATE, _EARLY = 23, 5
_HARD = 4
"""Up to so many half stars an answer is better slept on."""
_MORNING = time(9)


def rather_in_the_morning(half_stars: int | None, now: datetime, zone: str | None) -> datetime | None:
    """Nine in the morning, where it is late at night at the shop and the review a bad one; else None."""
    local = now.astimezone(zone_of(zone))
    if half_stars is None or half_stars > _HARD or _EARLY <= local.hour < _LATE:
        return None
    day = local.date() + timedelta(days=local.hour >= _LATE)
    morning = datetime.combine(day, _MORNING)
    there = zone_of(zone)
    return (morning if there is None else morning.replace(tzinfo=there)).astimezone(UTC)
