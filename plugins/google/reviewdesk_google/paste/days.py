"""When a review was written, as Google shows it: told from today, in the reader's language."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reviewdesk.api import Precision
from reviewdesk_google.paste import phrases
from reviewdesk_google.paste.ages import TODAY, YESTERDAY, Age, read_age

_FIRST = date(2005, 1, 1)
"""Google Maps has no review from before."""
_LONGEST = 60
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_BEGUN = re.compile(rf"(?:{'|'.join(phrases.EDITED)})\s*[:·]?\s+(?P<rest>.+)")
_ENDED = re.compile(rf"(?P<rest>.+?)\s*[·,]?\s+(?:{'|'.join(phrases.EDITED)})")
_SITE = re.compile(
    r"\s+(?:on|auf|sur|su|en|w|op|no|na|u|у|в|на|στο|από το)\s*google$|\s+google(?:['’][dt]a)?$"
)
_ISO = re.compile(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Seen:
    day: date
    precision: Precision
    about: date
    """Counted back to the day: what is older is shown as older, never as younger."""
    sure: bool = True
    """False where more than a month may be meant: "2 years ago"."""
    edited: bool = False


def read_day(line: str, today: date) -> Seen | None:
    if len(line) > _LONGEST:
        return None
    words = " ".join(line.casefold().replace("’", "'").split()).strip(" ·|")
    edited = _BEGUN.fullmatch(words) or _ENDED.fullmatch(words)
    found = _read(_SITE.sub("", edited["rest"] if edited else words), today)
    return replace(found, edited=True) if found and edited else found


def unknown_day(today: date) -> Seen:
    return Seen(today, Precision.DAY, today, sure=False)


def _read(words: str, today: date) -> Seen | None:
    if words in TODAY or words in YESTERDAY:
        return _on(today - timedelta(days=words in YESTERDAY), today)
    told = _ISO.fullmatch(words)
    if told:
        try:
            return _on(date(int(told[1]), int(told[2]), int(told[3])), today)
        except ValueError:
            return None
    age = read_age(words)
    return _back(age, today) if age else None


def _on(day: date, today: date) -> Seen:
    return Seen(day, Precision.DAY, day, sure=_FIRST <= day <= today)


def _back(age: Age, today: date) -> Seen:
    """An age out of all reason is a day that has to be asked for."""
    days = int(age.count * _DAYS[age.unit])
    if days > (today - _FIRST).days:
        return unknown_day(today)
    about = today - timedelta(days=days)
    if age.unit == "week":
        return Seen(about.replace(day=1), Precision.MONTH, about)
    if age.unit in ("month", "year"):
        months = today.year * 12 + today.month - 1 - age.count * (12 if age.unit == "year" else 1)
        first = date(months // 12, months % 12 + 1, 1)
        return Seen(first, Precision.MONTH, about, sure=age.unit == "month")
    return Seen(about, Precision.DAY, about)
