"""How long ago, in the words of each language: bound to it, for `godina` is a year here and an hour there."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

__all__ = ["TODAY", "YESTERDAY", "Age", "read_age"]

UNITS = ("minute", "hour", "day", "week", "month", "year")
_FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Age:
    count: int
    unit: str


# Croatian and Serbian say "a week of days", "an hour of time".
_TAIL = r"(?: dana| vremena| дана| времена)?"


def _shapes(language: Mapping[str, Any]) -> Iterator[re.Pattern[str]]:
    def named(words: Sequence[str]) -> str:
        return "|".join(f"(?P<{unit}>{each})" for unit, each in zip(UNITS, words, strict=True))

    counted = rf"(?:(?P<count>[0-9][0-9.,']{{0,9}})|(?:{language['one']})) (?:{named(language['units'])})"
    bare = [f"(?:{named(language['alone'])})"] if "alone" in language else []
    for says, shape in product(language["says"], [counted, *bare]):
        whole = says.replace("{}", shape) + (_TAIL if says.endswith("{}") else "")
        # Lines are compared in small letters, where "ς" is "σ".
        yield re.compile(whole.casefold().replace("(?p<", "(?P<"))


_TABLE = tomllib.loads(Path(__file__).with_name("ages.toml").read_text("utf-8"))
_SHAPES = [shape for language in _TABLE["language"] for shape in _shapes(language)]
TODAY = frozenset((
    "today", "just now", "heute", "gerade eben", "aujourd'hui", "à l'instant", "oggi", "hoy", "dzisiaj",
    "dziś", "przed chwilą", "vandaag", "hoje", "danas", "upravo sada", "данас", "управо сада", "сегодня",
    "только что", "сьогодні", "щойно", "dnes", "právě teď", "σήμερα", "μόλισ τώρα", "bugün", "az önce",
    "şimdi",
))  # fmt: skip
YESTERDAY = frozenset((
    "yesterday", "gestern", "hier", "ieri", "ayer", "wczoraj", "gisteren", "ontem", "jučer", "juče", "јуче",
    "вчера", "вчора", "včera", "χθεσ", "χτεσ", "dün",
))  # fmt: skip


def read_age(words: str) -> Age | None:
    """`words` in small letters, with single blanks."""
    for shape in _SHAPES:
        match = shape.fullmatch(words)
        if match:
            found = match.groupdict()
            digits = re.sub(r"[^0-9]", "", found.pop("count", None) or "1")
            unit = next(name for name in UNITS if found[name])
            return Age(min(int(digits), _FAR), unit)
    return None
