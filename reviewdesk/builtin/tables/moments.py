"""One date or time as a file writes it, before it is known how its whole column is to be read."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import lru_cache

from reviewdesk.builtin.tables.months import MONTHS
from reviewdesk.builtin.tables.names import folded, word_set
from reviewdesk.builtin.tables.relative import Ago, read_ago


class Kind(StrEnum):
    STAMP = "stamp"
    """With its zone: a certain moment."""
    UNIX = "unix"
    """Seconds, milliseconds or microseconds since 1970."""
    CLOCK = "clock"
    """A day and a time without its zone."""
    DAY = "day"
    MONTH = "month"
    NUMBERS = "numbers"
    """3/4/2024: the column decides which is the month."""
    AGO = "ago"


@dataclass(frozen=True, slots=True)
class Told:
    kind: Kind
    at: datetime | date | None = None
    """Naive for CLOCK; None for NUMBERS and AGO."""
    numbers: tuple[int, int, int] = (0, 0, 0)
    """As they stand: two of day and month, then the year."""
    clock: tuple[int, int, int] | None = None
    ago: Ago | None = None
    edited: bool = False
    stay: bool = False
    """The text says that it is when the guest was there."""
    seconds: bool = True


_ISO = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"(?:[T ]+(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
)
_EAST = re.compile(r"(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(?:(\d{1,2})\s*[日일.]?)?")
_NUMBERS = re.compile(
    r"(\d{1,2})([/.\-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?"
    r"(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp]\.?[Mm]\.?)?)?"
)
_UNIX = re.compile(r"(\d{9,10}|\d{13}|\d{16})(?:\.\d{1,6})?")
_EDITED = re.compile(
    r"^\s*(?:上次編輯|上次编辑|edited|last edited|bearbeitet|modifi[ée]e?|edytowano|edytowana|editado"
    r"|editada|modificat[oa]|bewerkt|redigerad|redigeret|redigert|upraveno|изменено|отредактировано"
    r"|zuletzt bearbeitet|dernière modification|ubah|diedit|düzenlendi|수정됨|編集済み)\s*[:：]?\s*",
    re.IGNORECASE,
)
_STAY = re.compile(
    r"^\s*(?:stayed in|date of (?:stay|visit|experience)|visited(?: in)?|séjour en|aufenthalt(?: im)?"
    r"|reviewed|written|posted|bewertet am|avis publié le|beurteilt:?)\s*:?\s*(?:on\s+)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ZONED = re.compile(r"(?:GMT|UTC)?[+-]\d{4}|GMT|UTC")
_SMALL = {
    "г",
    "года",
    "de",
    "del",
    "of",
    "den",
    "the",
    "r",
    "g",
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "am",
    "le",
    "em",
    "en",
}
_DAYS = word_set("mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday")
_FIRST, _LAST = 8e8, 4e9
_OLDEST = 1990
"""Programs write the year 1 where they know of none."""


@lru_cache(maxsize=8192)
def look(cell: str) -> Told | None:
    """What a cell says of a time; None when it says nothing of one."""
    text = " ".join(cell.replace("\xa0", " ").split())
    if not text or len(text) > 80:
        return None
    bare = _EDITED.sub("", text)
    edited = bare != text
    # "May 2026 • Friends" is the month of a visit, and who came along.
    text, dot, _rest = bare.replace(" · ", " • ").partition(" • ")
    stay = _STAY.match(text)
    if stay:
        text = text[stay.end() :]
    told = _iso(text) or _unix(text) or _numbers(text) or _east(text) or _worded(text)
    if told is None:
        ago = read_ago(text)
        told = Told(Kind.AGO, ago=ago) if ago else None
    if told is None or not (edited or stay or dot):
        return told
    started = folded(stay.group()) if stay else ""
    visited = any(word in started for word in ("stay", "visit", "exper", "sejour", "aufenthalt"))
    return replace(told, edited=edited, stay=visited or bool(dot))


def _iso(text: str) -> Told | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        if day.year < _OLDEST:
            return None
        if match["H"] is None:
            return Told(Kind.DAY, day)
        at = datetime(day.year, day.month, day.day, int(match["H"]), int(match["M"]), int(match["S"] or 0))  # noqa: DTZ001 - its zone is looked at below
        seconds = match["S"] is not None
        if match["z"] is None:
            return Told(Kind.CLOCK, at, seconds=seconds)
        return Told(Kind.STAMP, at.replace(tzinfo=_zone(match["z"])).astimezone(UTC), seconds=seconds)
    except (ValueError, OverflowError):
        return None


def _zone(told: str) -> timezone:
    if told in {"Z", "UTC", "GMT"}:
        return UTC
    digits = told[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return timezone(timedelta(minutes=-minutes if told[0] == "-" else minutes))


def _unix(text: str) -> Told | None:
    match = _UNIX.fullmatch(text)
    if match is None:
        return None
    seconds = int(match[1]) / {9: 1, 10: 1, 13: 1e3, 16: 1e6}[len(match[1])]
    if not _FIRST <= seconds <= _LAST:
        return None
    return Told(Kind.UNIX, datetime.fromtimestamp(int(seconds), UTC))


def _numbers(text: str) -> Told | None:
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if year < 100 else 0
    clock = None
    if match[5]:
        hour = int(match[5])
        if match[8]:
            hour = hour % 12 + (12 if match[8][0] in "Pp" else 0)
        clock = (hour, int(match[6]), int(match[7] or 0))
    if not (1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12):
        return None
    if match[2] == ".":
        # Points stand between the numbers of a date only where the day comes first.
        try:
            return Told(Kind.DAY, date(year, two, one))
        except ValueError:
            return None
    return Told(Kind.NUMBERS, numbers=(one, two, year), clock=clock)


def _east(text: str) -> Told | None:
    match = _EAST.fullmatch(text)
    if match is None:
        return None
    try:
        if match[3] is None:
            return Told(Kind.MONTH, date(int(match[1]), int(match[2]), 1))
        return Told(Kind.DAY, date(int(match[1]), int(match[2]), int(match[3])))
    except ValueError:
        return None


def _worded(text: str) -> Told | None:
    """``21 décembre 2024``, ``December 21, 2024``, ``March 2026``, and mail's and JavaScript's long form."""
    words = _WORD.findall(folded(text))
    months = [MONTHS[word] for word in words if word in MONTHS]
    if not months or len(words) > 10:
        return None
    zoned = _long_form(text)
    if zoned is not None:
        return Told(Kind.STAMP, zoned)
    numbers = [int(word) for word in words if word.isdecimal() and len(word) <= 4]
    years = [number for number in numbers if 1995 <= number <= 2100]
    rest = [word for word in words if not word.isdecimal() and word not in MONTHS and word not in _SMALL]
    rest = [word for word in rest if word not in _DAYS and word not in {"am", "pm"}]
    if len(set(months)) != 1 or len(years) != 1 or rest:
        return None
    return _day_or_month(text, years[0], months[0], numbers)


def _day_or_month(text: str, year: int, month: int, numbers: list[int]) -> Told | None:
    others = [number for number in numbers if number != year]
    if not others:
        return Told(Kind.MONTH, date(year, month, 1))
    if len(others) > 1 and ":" not in text:
        return None
    try:
        return Told(Kind.DAY, date(year, month, others[0]))
    except ValueError:
        return None


def _long_form(text: str) -> datetime | None:
    if ":" not in text or not _ZONED.search(text):
        return None
    plain = re.sub(r"\(.*\)", "", text).replace("GMT+", "+").replace("GMT-", "-").strip()
    plain = re.sub(r"^(\w{3}) (\w{3}) (\d{1,2}) (\d{4})", r"\1, \3 \2 \4", plain)
    try:
        at = parsedate_to_datetime(plain)
    except (ValueError, TypeError):
        return None
    return at.astimezone(UTC) if at.tzinfo is not None else None
