"""Moments and days as a person types them: "tomorrow 9:00", "in 2 hours", "monday", "2026-11-24"."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from reviewdesk.api import DeskError, _, spoken
from reviewdesk.engine.calendar_words import month, weekday
from reviewdesk.store.folding import fold

__all__ = ["at_the_shop", "clock_of", "coming_day_of", "day_of", "moment_of"]

MORNING = time(9)
"""The time meant by a day alone."""

_LONG_AGO = 60
"""So many days back a day without its year is the one to come."""
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())  # noqa: SIM905
_SHORT = 3
"""Signs of a month's short name."""
_MONDAY = date(2000, 1, 3)
_UNITS = {
    "second": "seconds", "sec": "seconds", "s": "seconds",
    "minute": "minutes", "min": "minutes", "m": "minutes",
    "hour": "hours", "hr": "hours", "h": "hours",
    "day": "days", "d": "days",
    "week": "weeks", "w": "weeks",
    "month": "months", "mo": "months",
    "year": "years", "y": "years",
}  # fmt: skip
_EXACT = frozenset({"seconds", "minutes", "hours"})
_LENGTH = re.compile(r"(\d{1,4}|an?)\s*([a-z]+)")
_CLOCK = re.compile(r"(?:at\s+)?(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*(am|pm)?")


def moment_of(typed: str, now: datetime, zone: tzinfo | None = None) -> datetime:
    """A moment after `now`, in UTC, by the wall clock of `zone` (None: this machine's).

    Raises DeskError where it is not understood, or past.
    """
    words = _words(typed)
    local = now.astimezone(zone).replace(tzinfo=None)
    found = _length_from(words, now, 1, zone) or _named(words, local) or _clock_alone(words, local)
    moment = found or _written(typed, words)
    if moment.tzinfo is None:
        moment = _by_the_clock_of(zone, moment)
    if moment <= now:
        raise DeskError(
            _("{when} is past already.").format(when=typed.strip()),
            _('Name a later time, e.g. "tomorrow 9:00".'),
        )
    return moment.astimezone(UTC)


def day_of(typed: str, now: datetime) -> date:
    """A day, by this machine's calendar; lengths and weekdays look back: "30 days", "monday"."""
    words = _words(typed).removesuffix(" ago")
    today = now.astimezone().date()
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return today + timedelta(days=near[words])
    weekday = _weekday(words)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    back = _length_from(words, now, -1)
    if back is not None:
        return back.astimezone().date()
    return _written(typed, words, _no_day).date()


def coming_day_of(typed: str, now: datetime) -> date:
    """A day as one speaks of holidays: "monday" and "2 Jan" are the next ones, "24 Dec" may have begun."""
    words = _words(typed)
    today = now.astimezone().date()
    if words in ("today", "yesterday"):
        return day_of(typed, now)
    try:
        return moment_of(typed, now).astimezone().date()
    except DeskError:
        day = day_of(typed, now)
    if not re.search(r"\d{4}", words) and (today - day).days > _LONG_AGO:
        return _a_year_on(day)
    return day


def _a_year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + 1, day=28)


def clock_of(name: str | None) -> tzinfo | None:
    """A shop's zone by its name; None, this machine's, where there is none of that name."""
    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError):
        return None


def at_the_shop(moment: datetime, zone: str | None) -> str:
    """To the minute, by the shop's clock, which is named where it is not this machine's."""
    local = moment.astimezone(clock_of(zone))
    said = f"{local:%Y-%m-%d %H:%M}"
    return said if local.utcoffset() == moment.astimezone().utcoffset() else f"{said} ({zone})"


def _by_the_clock_of(zone: tzinfo | None, wall: datetime) -> datetime:
    # A naive time is read as this machine's wall clock by `astimezone` alone.
    return (wall if zone is None else wall.replace(tzinfo=zone)).astimezone(UTC)


def _words(typed: str) -> str:
    """In small letters and English: the owner's own words for days and months are as good."""
    own = _own_words()
    told = [word.rstrip(".") for word in typed.lower().replace(",", " ").split()]
    return " ".join(own.get(word) or _month_begun(word, own) or word for word in told)


def _month_begun(word: str, own: dict[str, str]) -> str:
    """A month written out, in whichever form the language has for it; empty for any other word."""
    short = next((said for said, means in own.items() if means in _MONTHS and word.startswith(said)), "")
    return own[short] if len(short) >= _SHORT else ""


def _own_words() -> dict[str, str]:
    if spoken() == "en":
        return {}
    near = {_("today"): "today", _("tomorrow"): "tomorrow", _("yesterday"): "yesterday"}
    days = {weekday(_MONDAY + timedelta(days=each)): _FULL[each] for each in range(7)}
    months = {month(date(2000, each, 1)): f"{date(2000, each, 1):%b}" for each in range(1, 13)}
    found = {said.lower().rstrip("."): word.lower() for said, word in {**near, **days, **months}.items()}
    # On a keyboard without the language's own letters one writes without their marks.
    return {fold(said) or said: word for said, word in found.items()} | found


def _length_from(words: str, now: datetime, sign: int, zone: tzinfo | None = None) -> datetime | None:
    """`2 hours`, `1 day 4 h`: days by the calendar, hours by the clock."""
    rest = words.removeprefix("in ")
    parts = _LENGTH.findall(rest)
    if not parts or _LENGTH.sub("", rest).replace("and", "").strip():
        return None
    lengths: dict[str, int] = {}
    for number, unit in parts:
        known = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
        if known is None:
            return None
        lengths[known] = lengths.get(known, 0) + (1 if number in ("a", "an") else int(number))
    from dateutil.relativedelta import relativedelta

    calendar = {unit: sign * many for unit, many in lengths.items() if unit not in _EXACT}
    exact = {unit: sign * many for unit, many in lengths.items() if unit in _EXACT}
    try:
        moment = now
        if calendar:
            wall = now.astimezone(zone).replace(tzinfo=None) + relativedelta(**calendar)  # type: ignore[arg-type]
            moment = _by_the_clock_of(zone, wall)
        return moment + timedelta(**exact)
    except (OverflowError, ValueError, OSError):
        return None


def _named(words: str, local: datetime) -> datetime | None:
    """`tomorrow`, `monday 14:30`, `next fri at 8`: a day by its name, in the morning unless said."""
    rest = words.removeprefix("on ").removeprefix("next ")
    name, _blank, clock = rest.partition(" ")
    weekday = _weekday(name)
    if name in ("today", "tomorrow"):
        day = local.date() + timedelta(days=name == "tomorrow")
    elif weekday is not None:
        day = local.date() + timedelta(days=(weekday - local.weekday() - 1) % 7 + 1)
    else:
        return None
    at = _clock(clock) if clock else MORNING
    return datetime.combine(day, at) if at else None


def _clock_alone(words: str, local: datetime) -> datetime | None:
    """`18:00`: the next time the clock shows it. A bare number could be anything."""
    at = _clock(words) if ":" in words or words.endswith(("am", "pm")) else None
    if at is None:
        return None
    today = datetime.combine(local.date(), at)
    return today if today > local else today + timedelta(days=1)


def _clock(words: str) -> time | None:
    found = _CLOCK.fullmatch(words)
    if not found:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half = found[4]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _weekday(word: str) -> int | None:
    if word in _FULL:
        return _FULL.index(word)
    return _WEEKDAYS.index(word) if word in _WEEKDAYS else None


def _written(typed: str, words: str, unclear: Callable[[str], DeskError] | None = None) -> datetime:
    """A date as it is written in calendars. Raises DeskError where it says nothing, or two things."""
    try:
        day = date.fromisoformat(typed.strip())
        return datetime.combine(day, MORNING)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(typed.strip().upper())
    except ValueError:
        pass
    readings = _readings(words) if re.search(r"\d\D", words) else set()
    if not readings:
        raise (unclear or _unclear)(typed)
    if len(readings) > 1:
        raise DeskError(
            _("{when} can be read in two ways.").format(when=typed.strip()),
            _("Write the day as 2026-11-24 (year, month, day)."),
        )
    return readings.pop()


def _readings(typed: str) -> set[datetime]:
    """What dateutil makes of it, month first and day first, if day and month are really written there."""
    import warnings

    from dateutil import parser

    year = date.today().year  # noqa: DTZ011 - the owner's own calendar
    found = set()
    for day_first in (False, True):
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # an unknown zone is a warning there, and a guess
            try:
                one, other = (
                    parser.parse(typed, default=datetime.combine(start, MORNING), dayfirst=day_first)
                    for start in (date(year, 1, 1), date(year, 2, 2))
                )
            except (ValueError, OverflowError, TypeError, Warning):
                continue
        if one == other:
            found.add(one)
    return found


def _unclear(typed: str) -> DeskError:
    return DeskError(
        _('"{when}" is not understood as a time.').format(when=" ".join(typed.split())),
        _('Write it like 2026-11-24, "2026-11-24 09:00", "tomorrow 9:00", "monday" or "in 2 hours".'),
    )


def _no_day(typed: str) -> DeskError:
    return DeskError(
        _('"{when}" is not understood as a day.').format(when=" ".join(typed.split())),
        _('Write it like 2026-11-24, "yesterday", "monday" or "3 days".'),
    )
