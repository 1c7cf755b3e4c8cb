"""Dates as Yelp's pages write them, in the order of each land."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reviewdesk.api import Precision

__all__ = ["Order", "Told", "order_of", "read_date"]

_MONTHS = {
    1: "jan janv ene gen sty led oca january januar januari",
    2: "feb févr fév lut úno şub fev",
    3: "mar mär mrz mrt mars marz bře",
    4: "apr avr abr kwi dub nis",
    5: "may mai mei mag maj kvě",
    6: "jun juin giu cze čvn haz",
    7: "jul juil lug lip čvc tem",
    8: "aug août ago sie srp ağu",
    9: "sep sept set wrz zář eyl",
    10: "oct okt ott out paź říj eki",
    11: "nov lis kas",
    12: "dec dez déc dic gru pro ara",
}
_BY_START = sorted(
    ((start, number) for number, starts in _MONTHS.items() for start in starts.split()),
    key=lambda pair: -len(pair[0]),
)
_WORD = r"(?P<month>[^\W\d_]{3,12})\.?"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WORD} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:er|\.|º)?(?: de)? {_WORD},?(?: de)? (?P<year>\d{{4}})(?: r\.)?",
        r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
    )
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([.-])(\d{1,2})\2(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_UNITS = {
    1: r"days?|Tag(?:en)?|jours?|días?|giorn[io]|dni|dzień|dagen|dag|dias?",
    7: r"weeks?|Wochen?|semaines?|semanas?|settiman[ae]|tygodni[ea]?|tydzień|weken|week",
    30: r"months?|Monat(?:en)?|mois|mes(?:es)?|mes[ei]|miesi[ąę]c[ey]?|maanden|maand",
    365: r"years?|Jahr(?:en)?|ans?|años?|ann[io]|lat[a]?|rok|jaar",
}
_AGO = re.compile(
    r"(?:(?:vor|il y a|hace|há)\s+)?"
    r"(?P<count>\d{1,3}|an?|eine[mr]?|une?|una?|um|uma|een)\s+(?P<unit>[^\W\d_]+)"
    r"(?:\s+(?:ago|fa|temu|geleden|atrás))?",
    re.IGNORECASE,
)
_AGO_SIGN = re.compile(r"^(?:vor|il y a|hace|há)\b|\b(?:ago|fa|temu|geleden|atrás)$", re.IGNORECASE)
_NEAR = {
    0: "today heute aujourd'hui hoy oggi dziś dzisiaj vandaag hoje",
    1: "yesterday gestern hier ayer ieri wczoraj gisteren ontem",
}
_BY_NEAR = {word: days for days, words in _NEAR.items() for word in words.split()}


class Order(StrEnum):
    """Which number of 3/4/2026 is the month."""

    MONTH_FIRST = "month"
    DAY_FIRST = "day"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """A day as a page tells it."""

    day: date
    precision: Precision = Precision.DAY
    exact: bool = True
    """False for "3 weeks ago", which moves with the day of the paste."""
    sure: bool = True
    """False for 3/4/2026 where nothing tells which number is the month."""


def read_date(line: str, today: date, order: Order) -> Told | None:
    """The day, where the whole line is one."""
    plain = " ".join(line.split()).strip(" ·•|")
    try:
        return _named(plain) or _numbered(plain, today, order) or _relative(plain, today)
    except (ValueError, OverflowError):
        return None


def order_of(lines: list[str], today: date, *, english: bool, american: bool) -> Order:
    """What the slashed dates of a whole page tell about their order together."""
    pairs = [(int(m[1]), int(m[2]), int(m[3])) for line in lines if (m := _SLASHED.search(line))]
    month_first = any(second > 12 for _first, second, _year in pairs)
    day_first = any(first > 12 for first, _second, _year in pairs)
    if month_first == day_first:
        month_first = month_first or any(
            _lies_ahead(year, first, second, today) for second, first, year in pairs
        )
        day_first = day_first or any(_lies_ahead(year, first, second, today) for first, second, year in pairs)
    if month_first != day_first:
        return Order.MONTH_FIRST if month_first else Order.DAY_FIRST
    if american:
        return Order.MONTH_FIRST
    return Order.UNKNOWN if english else Order.DAY_FIRST


def _lies_ahead(year: int, month: int, day: int, today: date) -> bool:
    """Nobody reviews tomorrow: what would lie ahead is to be read the other way."""
    try:
        return date(year, month, day) > today + timedelta(days=1)
    except ValueError:
        return False


def _named(line: str) -> Told | None:
    for pattern in _NAMED:
        found = pattern.fullmatch(line)
        if found:
            month = found["month"]
            number = int(month) if month.isdecimal() else _month(month)
            if number:
                return Told(date(int(found["year"]), number, int(found["day"])))
    return None


def _month(word: str) -> int | None:
    folded = word.casefold()
    return next((number for start, number in _BY_START if folded.startswith(start)), None)


def _numbered(line: str, today: date, order: Order) -> Told | None:
    if found := _YEAR_FIRST.fullmatch(line):
        return Told(date(int(found[1]), int(found[2]), int(found[3])))
    if found := _DAY_FIRST.fullmatch(line):
        return Told(date(int(found[4]), int(found[3]), int(found[1])))
    found = _SLASHED.fullmatch(line)
    return _slashed(int(found[1]), int(found[2]), int(found[3]), today, order) if found else None


def _slashed(first: int, second: int, year: int, today: date, order: Order) -> Told:
    if first == second or max(first, second) > 12:
        return Told(date(year, min(first, second), max(first, second)))
    if order is Order.DAY_FIRST or _lies_ahead(year, first, second, today):
        return Told(date(year, second, first))
    return Told(date(year, first, second), sure=order is Order.MONTH_FIRST)


def _relative(line: str, today: date) -> Told | None:
    near = _BY_NEAR.get(line.casefold().replace("’", "'"))
    if near is not None:
        return Told(today - timedelta(days=near), exact=False)
    found = _AGO.fullmatch(line)
    if found is None or not _AGO_SIGN.search(line):
        return None
    count = int(found["count"]) if found["count"].isdecimal() else 1
    for days, words in _UNITS.items():
        if re.fullmatch(words, found["unit"], re.IGNORECASE):
            precision = Precision.DAY if days < 30 else Precision.MONTH
            return Told(today - timedelta(days=days * count), precision, exact=False)
    return None
