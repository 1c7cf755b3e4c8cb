"""Days as Tripadvisor's pages write them, in the languages that people read them in."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from reviewdesk.api import Precision

_MONTHS = (
    "january jan januar jänner jan. janvier janv gennaio gen enero ene januari styczeń stycznia sty janeiro",
    "february feb februar février févr fév febbraio febrero februari luty lutego lut fevereiro fev",
    "march mar märz mär mars marzo maart mrt marzec marca março",
    "april apr avril avr aprile abril abr kwiecień kwietnia kwi",
    "may mai maggio mag mayo mei maj maja maio",
    "june jun juni juin giugno giu junio czerwiec czerwca cze junho",
    "july jul juli juillet juil luglio lug julio lipiec lipca lip julho",
    "august aug août aoû agosto ago augustus sierpień sierpnia sie",
    "september sep sept septembre settembre set septiembre wrzesień września wrz setembro",
    "october oct oktober okt octobre ottobre ott octubre październik października paź outubro out",
    "november nov novembre noviembre listopad listopada lis novembro",
    "december dec dezember dez décembre déc dicembre dic diciembre grudzień grudnia gru dezembro",
)


def _plain(word: str) -> str:
    """Without accents and case: people's pages and phones lose them."""
    parts = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).strip(". ,")


_MONTH = {_plain(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_NAME = r"(?P<month>[^\W\d_]{3,12})\.?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<year>(?:19|20)[0-9]{{2}})-(?P<number>[0-9]{{2}})-{_DAY}",
        rf"{_YEAR}年\s*(?P<number>[0-9]{{1,2}})月\s*{_DAY}日",
        rf"{_NAME}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th|er|º|°)?\.?\s+(?:de\s+)?{_NAME},?\s+(?:de\s+|del\s+)?{_YEAR}(?:\s*r\.?)?",
        rf"{_NAME}\s+{_DAY}(?:st|nd|rd|th)?",
        rf"{_DAY}(?:er|º|°)?\.?\s+(?:de\s+)?{_NAME}",
        rf"{_NAME},?\s+(?:de\s+|del\s+)?{_YEAR}(?:\s*r\.?)?",
    )
)
_TODAY = {"today", "heute", "aujourd'hui", "oggi", "hoy", "vandaag", "dzisiaj", "dzis", "hoje"}
_YESTERDAY = {"yesterday", "gestern", "hier", "ieri", "ayer", "gisteren", "wczoraj", "ontem"}
_UNITS = (
    ("day", "tag", "jour", "giorn", "dia", "dag", "dni", "dzien"),
    ("week", "woche", "semaine", "settiman", "semana", "weken", "tydzien", "tygodni"),
    ("month", "monat", "mois", "mes", "maand", "miesiac", "miesiec"),
)
_AGO = re.compile(
    r"(?:vor|il y a|hace|ha|há)?\s*(?P<count>[0-9]{1,3}|a|an|one|einem|einer|un|une|una|uno|um|uma|een)?\s+"
    r"(?P<unit>[^\W\d_]{3,10})(?:\s+(?:ago|fa|geleden|temu|atras|atrás))?"
)


@dataclass(frozen=True, slots=True)
class Seen:
    day: date
    precision: Precision
    guessed: bool = False
    """It was told from today, or without its year."""


def read_day(text: str, today: date) -> Seen | None:
    """The day, or the first of a month; None where it can't be told for sure, as of 03/04/2024."""
    line = " ".join(text.split()).strip(" .,:").removeprefix("r. ")
    for shape in _SHAPES:
        match = shape.fullmatch(line)
        if match:
            return _seen(match.groupdict(), today)
    return _relative(_plain(line), today)


def _seen(told: dict[str, str | None], today: date) -> Seen | None:
    number = told.get("number")
    month = int(number) if number else _MONTH.get(_plain(told.get("month") or ""))
    if month is None:
        return None
    day, year = told.get("day"), told.get("year")
    try:
        if year and day:
            return Seen(date(int(year), month, int(day)), Precision.DAY)
        if year:
            return Seen(date(int(year), month, 1), Precision.MONTH)
        at = date(today.year, month, int(day or 1))
        return Seen(at if at <= today else at.replace(year=at.year - 1), Precision.DAY, guessed=True)
    except ValueError:
        return None


def _relative(line: str, today: date) -> Seen | None:
    if line in _TODAY:
        return Seen(today, Precision.DAY, guessed=True)
    if line in _YESTERDAY:
        return Seen(today - timedelta(days=1), Precision.DAY, guessed=True)
    match = _AGO.fullmatch(line)
    if match is None or not re.search(r"\b(?:ago|fa|geleden|temu|atras|vor|il y a|hace|ha)\b", line):
        return None
    counted = match["count"] or "1"
    count = int(counted) if counted.isdecimal() else 1
    for words, days in zip(_UNITS, (1, 7, 30), strict=True):
        if match["unit"].startswith(words):
            precision = Precision.MONTH if days == 30 else Precision.DAY
            at = today - timedelta(days=count * days)
            return Seen(at.replace(day=1) if days == 30 else at, precision, guessed=True)
    return None
