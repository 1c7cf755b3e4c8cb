"""Days and months in the owner's language."""

import re
from datetime import date

from reviewdesk.api import _

_BARE_MONTH = re.compile("[0-9]{4}-[0-9]{2}")


def weekday(day: date) -> str:
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[day.weekday()]


def month_words(told: str) -> str:
    """A bare month like 2026-11 in words; whatever else is told stays as it is."""
    try:
        day = date.fromisoformat(f"{told}-01") if _BARE_MONTH.fullmatch(told) else None
    except ValueError:
        day = None
    return f"{month(day)} {day.year}" if day else told


def month(day: date) -> str:
    names = (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
    return names[day.month - 1]
