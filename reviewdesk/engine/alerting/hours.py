"""Quiet hours and the times of the summary, by the owner's own clock, across its changes too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = ["Quiet", "Schedule"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)


def _clock(text: str) -> time:
    hour, _colon, minute = text.strip().partition(":")
    return time(int(hour), int(minute))


def _first(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment at which that day's clock shows this time, the first where it shows it twice."""
    return min(_moments(day, at, zone))


def _last(day: date, at: time, zone: ZoneInfo) -> datetime:
    return max(_moments(day, at, zone))


def _moments(day: date, at: time, zone: ZoneInfo) -> list[datetime]:
    # A time that the clock skips is told as the same stretch after midnight, by the old and the new offset.
    return [datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)]


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one time of day to another; over midnight where the second is the earlier."""

    begin: time
    end: time

    @classmethod
    def parse(cls, text: str) -> "Quiet | None":
        """None where there are no quiet hours."""
        begin, dash, end = text.partition("-")
        if not dash or _clock(begin) == _clock(end):
            return None
        return cls(_clock(begin), _clock(end))

    def over_at(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When the quiet hours of this moment end, aware UTC; None where there are none now."""
        for begin, end in self._around(now, zone):
            if begin <= now < end:
                return end
        return None

    def _around(self, now: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        today = now.astimezone(zone).date()
        for day in (today - _DAY, today, today + _DAY):
            until = day + _DAY if self.end <= self.begin else day
            yield _first(day, self.begin, zone), _last(until, self.end, zone)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every day, or one day of every week, at a time."""

    at: time
    weekday: int | None = None
    """Monday is 0; None is every day."""

    @classmethod
    def parse(cls, text: str) -> "Schedule | None":
        """Daily 08:00, or weekly Mon 08:00; None where there is none."""
        words = text.lower().split()
        if not words:
            return None
        return cls(_clock(words[-1]), _DAYS.index(words[1]) if words[0] == "weekly" else None)

    def last(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The newest of its moments that is not in the future."""
        return next(moment for moment in self._backwards(now, zone) if moment <= now)

    def before(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The one before this one of its moments."""
        return next(each for each in self._backwards(moment, zone) if each < moment)

    def _backwards(self, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        day = now.astimezone(zone).date() + _DAY
        while True:
            if self.weekday in (None, day.weekday()):
                yield _first(day, self.at, zone)
            day -= _DAY
