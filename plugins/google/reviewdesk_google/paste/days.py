"""When a review was written, as Google shows it: told from today, in the reader's language."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from reviewdesk.api import Precision
from reviewdesk_google.paste import phrases

_ONE = frozenset(("a", "an", "one", "einem", "einer", "un", "une", "uno", "una", "um", "uma", "een"))
_UNITS = {
    "minute": "minutes? mins? minuten? minuti?o? minutos? minut[aęy]? minuut minuten",
    "hour": "hours? hrs? stunden? heures? or[ae] horas? godzin[ęay]? uur uren uur",
    "day": "days? tag(?:en)? jours? giorn[oi] días? dzień dni dag(?:en)? dias?",
    "week": "weeks? wochen? semaines? settiman[ae] semanas? tydzień tygodni[ea]? week weken",
    "month": "months? monat(?:en)? mois mes[ei]? mes(?:es)? miesiąc[ea]? miesięcy maand(?:en)? mês",
    "year": "years? jahr(?:en)? ans? années? ann[oi] años? rok lata lat jaar anos?",
}
_UNIT = {name: re.compile("|".join(words.split())) for name, words in _UNITS.items()}
_COUNT = r"(?P<count>[0-9]{1,3}|[^\W\d_]{1,6})"
_WORD = r"(?P<unit>[^\W\d_]{2,9})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_COUNT} {_WORD} (?:ago|fa|temu|geleden|atrás)",
        rf"(?:vor|il y a|hace|há|ha) {_COUNT} {_WORD}",
        r"(?P<unit>dzień|tydzień|miesiąc|rok|godzinę|minutę)(?P<count>) temu",
    )
)
_TODAY = {
    "today",
    "just now",
    "heute",
    "gerade eben",
    "aujourd'hui",
    "oggi",
    "hoy",
    "dzisiaj",
    "vandaag",
    "hoje",
}
_YESTERDAY = {"yesterday", "gestern", "hier", "ieri", "ayer", "wczoraj", "gisteren", "ontem"}
_EDITED = re.compile(rf"(?:{'|'.join(phrases.EDITED)})\s*:?\s+(?P<rest>.+)")
_SITE = re.compile(r"\s+(?:on|auf|sur|su|en|w|op|no)\s*google$|\s+google$")
_ISO = re.compile(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Seen:
    day: date
    precision: Precision
    sure: bool = True
    """False where more than a month may be meant: "2 years ago"."""
    edited: bool = False


def read_day(line: str, today: date) -> Seen | None:
    words = " ".join(line.casefold().replace("’", "'").split()).strip(" ·|")
    edited = _EDITED.fullmatch(words)
    words = _SITE.sub("", edited["rest"] if edited else words)
    found = _read(words, today)
    return Seen(found.day, found.precision, found.sure, edited=bool(edited)) if found else None


def _read(words: str, today: date) -> Seen | None:
    if words in _TODAY or words in _YESTERDAY:
        return Seen(today - timedelta(days=words in _YESTERDAY), Precision.DAY)
    told = _ISO.fullmatch(words)
    if told:
        try:
            return Seen(date(int(told[1]), int(told[2]), int(told[3])), Precision.DAY)
        except ValueError:
            return None
    for shape in _SHAPES:
        match = shape.fullmatch(words)
        if match:
            return _back(match["count"], match["unit"], today)
    return None


def _back(counted: str, word: str, today: date) -> Seen | None:
    unit = next((name for name, words in _UNIT.items() if words.fullmatch(word)), None)
    if unit is None or not (counted.isdecimal() or not counted or counted in _ONE):
        return None
    count = int(counted) if counted.isdecimal() else 1
    if unit in ("minute", "hour"):
        return Seen(today, Precision.DAY)
    if unit == "day":
        return Seen(today - timedelta(days=count), Precision.DAY)
    if unit == "week":
        return Seen((today - timedelta(weeks=count)).replace(day=1), Precision.MONTH)
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    return Seen(date(months // 12, months % 12 + 1, 1), Precision.MONTH, sure=unit == "month")
