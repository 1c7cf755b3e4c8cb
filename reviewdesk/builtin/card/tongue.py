"""The words of a card, in the guest's language or the house's: no messages of the desk."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from reviewdesk.api import Case, Money

__all__ = ["TONGUES", "Words", "speak_to", "tongue"]

TONGUES = ("en", "pl", "sr", "sr-Latn", "hr", "ru", "de")
_NEAR = {"sh": "sr-Latn", "cnr": "sr-Latn", "bs": "hr"}
"""Whoever reads one of these reads the other without a thought."""
_LOCALES = {"sr": "sr_Cyrl", "sr-Latn": "sr_Latn"}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")


def tongue(language: str | None, text: str = "") -> str:
    """The nearest of `TONGUES` to a BCP 47 tag; else English. `text` tells Serbian's script."""
    name, *more = (language or "en").replace("_", "-").split("-")
    found = _NEAR.get(name.lower(), name.lower())
    if found == "sr":
        scripts = [each.title() for each in more]
        latin = not _CYRILLIC.search(text) and _LATIN.search(text)
        return "sr-Latn" if "Latn" in scripts or ("Cyrl" not in scripts and latin) else "sr"
    return found if found in TONGUES else "en"


def speak_to(case: Case) -> str:
    """The language in which the guest of a case wrote."""
    if case.review is None:
        return "en"
    return tongue(case.review.language, case.review.text or "")


class Words:
    """The words of one language, with its days and amounts."""

    def __init__(self, language: str) -> None:
        self.language = tongue(language)
        self._words = _read(self.language)
        self._locale = _LOCALES.get(self.language, self.language)

    def __call__(self, name: str, **given: str) -> str:
        """Strangers' braces are never looked into: they come in as values, not as patterns."""
        return self._words[name].format(**given)

    def day(self, day: date) -> str:
        from babel.dates import format_date

        return format_date(day, format="long", locale=self._locale)

    def money(self, money: Money) -> str:
        from babel.numbers import format_currency, get_currency_precision

        amount = Decimal(money.minor).scaleb(-get_currency_precision(money.currency))
        return format_currency(amount, money.currency, locale=self._locale)

    def percent(self, percent: int) -> str:
        from babel.numbers import format_percent

        return format_percent(Decimal(percent) / 100, locale=self._locale)


@cache
def _read(language: str) -> dict[str, str]:
    path = files("reviewdesk.builtin.card") / "words" / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))
