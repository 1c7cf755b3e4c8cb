"""The words of all languages, read once: phrases that offer, that tie, that excuse."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reviewdesk.builtin.goodwill_checks.phrases import Finder, Lexicon, Phrase, Place, compiled, row_of
from reviewdesk.builtin.goodwill_checks.reading import Known, read

__all__ = ["LANGUAGES", "Seen", "look"]

LANGUAGES = ("en", "id", "zh", "es", "fr", "de", "it", "pl", "ru", "sh", "ar")
"""The files in ``words``. Every text is looked at in all of them: owners mix languages."""
_WORDS = "reviewdesk.builtin.goodwill_checks"


@dataclass(frozen=True, slots=True)
class Seen:
    """A stretch of a text that speaks of an offer or of a condition."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Tables:
    lexicon: Lexicon
    known: Known
    finders: dict[str, Finder]


@cache
def _tables() -> _Tables:
    rules, money, ways = (_read(name) for name in ("_rules", "_money", "_ways"))
    phrases: dict[str, list[Phrase]] = {
        "offers": [],
        "conditions": [],
        "private": [],
        "excuses": [],
        "nothing": [],
    }
    for language in LANGUAGES:
        own = _read(language)
        sets = _sets(rules["sets"], own["sets"], money.get(language, {}), ways.get(language, {}))
        for kind, found in phrases.items():
            lines = [*rules.get(kind, ()), *own.get(kind, ())]
            found += [phrase for line in lines if (phrase := compiled(line, sets)) is not None]
    finders = {kind: Finder(found) for kind, found in phrases.items()}
    lexicon = Lexicon(each for found in phrases.values() for each in found)
    return _Tables(lexicon, lexicon.known, finders)


def _sets(*parts: dict[str, list[str]]) -> dict[str, list[str]]:
    """All words of a name, of all languages first."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: [word for part in parts for word in part.get(name, ())] for name in names}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(_WORDS) / "words" / f"{name}.toml").read_text("utf-8"))


def look(text: str, *kinds: str, excuse: str = "excuses") -> dict[str, list[Seen]]:
    """What of each kind stands in a text, but for that on which an `excuse` stands."""
    tables = _tables()
    words = read(text, tables.known)
    row = row_of(words, tables.lexicon)
    places = {kind: _apart(tables.finders[kind].places(row)) for kind in kinds}
    excuses = tables.finders[excuse].places(row) if any(places.values()) else []
    return {
        kind: [
            Seen(words[each.first].start, words[each.after - 1].end)
            for each in found
            if kind == excuse or not _stands(each, excuses)
        ]
        for kind, found in places.items()
    }


def _stands(place: Place, excuses: Sequence[Place]) -> bool:
    return any(each.first < place.after and place.first < each.after for each in excuses)


def _apart(places: Sequence[Place]) -> list[Place]:
    """Without those that hold another in them: the nearest words say it best, and excuses fit them best."""
    kept: list[Place] = []
    for each in sorted(places, key=lambda place: (-place.first, place.after)):
        if not kept or each.after < kept[-1].after:
            kept.append(each)
    return kept[::-1]
