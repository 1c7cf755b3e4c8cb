"""Days and months as people write them, and the names of countries, in the languages of the pages."""

import re
from datetime import date
from functools import cache

from babel import Locale

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "nl",
    "pt",
    "cs",
    "uk",
    "ru",
    "tr",
    "sv",
    "sr",
    "sr_Latn",
    "el",
)
_CROATIAN = "hr"
"""Its names of months are Polish and Czech ones for others: "listopad" is its October, and their November."""

_FILLERS = {
    "de",
    "del",
    "г",
    "г.",
    "r",
    "r.",
    "roku",
    "р",
    "р.",
    "року",
    "den",
    "el",
    "le",
    "il",
    "am",
    "on",
    "of",
}
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DOTS = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|º|ª|\.)?")
_YEAR = re.compile(r"20[0-9]{2}")
_EXTRA_COUNTRIES = (
    "usa",
    "uk",
    "united states of america",
    "great britain",
    "england",
    "scotland",
    "wales",
    "czech republic",
    "turkey",
    "holland",
    "korea",
)


@cache
def _months() -> dict[str, int]:
    """Names that mean one month in all languages; a name of two months is none."""
    return _names_of(LANGUAGES) | {"sept": 9}


@cache
def _croatian() -> dict[str, int]:
    return _names_of((_CROATIAN,))


def _names_of(languages: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for language in languages:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    plain = name.casefold().rstrip(".")
                    if not plain.isdecimal():
                        found.setdefault(plain, set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


@cache
def _countries() -> frozenset[str]:
    names = {
        name.casefold()
        for language in (*LANGUAGES, _CROATIAN)
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ"}
    }
    return frozenset(names.union(_EXTRA_COUNTRIES))


def is_country(text: str) -> bool:
    return text.casefold() in _countries()


def read_day(text: str) -> date | None:
    """A whole date and nothing else; None also where two readings are possible."""
    text = text.strip().rstrip(".").strip() if not _DOTS.fullmatch(text.strip()) else text.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DOTS.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _SLASHES.fullmatch(text):
            return _slashed(int(match[1]), int(match[2]), int(match[3]))
        return _named(_tokens(text))
    except ValueError:
        return None


def is_doubtful_day(text: str) -> bool:
    """``03/04/2026``: a date for certain, but which?"""
    return _SLASHES.fullmatch(text.strip()) is not None and read_day(text) is None


def read_month(text: str) -> date | None:
    """``January 2025`` and nothing else: the first of that month."""
    tokens = _tokens(text)
    if len(tokens) != 2 or not _YEAR.fullmatch(tokens[1]):
        return None
    month = _months().get(tokens[0].rstrip("."))
    return date(int(tokens[1]), month, 1) if month else None


def _slashed(one: int, two: int, year: int) -> date | None:
    if max(one, two) <= 12 and one != two:
        return None
    return date(year, *sorted((one, two)))


def _named(tokens: list[str]) -> date | None:
    if len(tokens) != 3 or not _YEAR.fullmatch(tokens[2]):
        return None
    first, second = (token.rstrip(".") for token in tokens[:2])
    day, month = (first, second) if first[:1].isdecimal() else (second, first)
    number, found = _ORDINAL.fullmatch(day), _months().get(month)
    if number and any(token.rstrip(".") == day != token for token in tokens[:2]):
        # Croatian writes "5. listopada", Polish "5 listopada".
        found = _croatian().get(month, found)
    return date(int(tokens[2]), found, int(number[1])) if number and found else None


def _tokens(text: str) -> list[str]:
    words = text.casefold().replace(",", " ").replace("\u00a0", " ").split()
    return [word for word in words if word not in _FILLERS]
