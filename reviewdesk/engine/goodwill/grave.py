"""Matters that no voucher makes good: it would look like buying silence. A personal call comes first."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reviewdesk.api import _
from reviewdesk.engine.goodwill import grave_words as lists
from reviewdesk.store.folding import search_words

__all__ = ["Grave", "Matter", "grave_in"]


class Matter(StrEnum):
    """In the order in which they weigh."""

    INJURY = "injury"
    ILLNESS = "illness"
    ALLERGY = "allergy"
    DISCRIMINATION = "discrimination"
    LEGAL = "legal"
    HYGIENE = "hygiene"


@dataclass(frozen=True, slots=True)
class Grave:
    matter: Matter
    word: str
    """What was found, as the search sees it: small letters, no accents."""

    @property
    def title(self) -> str:
        return {
            Matter.INJURY: _("an injury"),
            Matter.ILLNESS: _("an illness"),
            Matter.ALLERGY: _("an allergy"),
            Matter.DISCRIMINATION: _("discrimination"),
            Matter.LEGAL: _("lawyers or authorities"),
            Matter.HYGIENE: _("hygiene"),
        }[self.matter]

    @property
    def advice(self) -> str:
        """What to do instead."""
        if self.matter in (Matter.INJURY, Matter.ILLNESS, Matter.ALLERGY):
            return _(
                "Ask in public to be called, then listen: how are they, what was eaten, when. Write it down, "
                "tell your insurer, and do not argue about causes."
            )
        if self.matter is Matter.HYGIENE:
            return _(
                "Look at it today, keep pictures and dates, and call the guest yourself. Money back for the "
                "dish is due anyway; a gift looks like hush money."
            )
        if self.matter is Matter.DISCRIMINATION:
            return _(
                "Call yourself, do not send staff. Ask everyone who was there, write it down, and say what "
                "you will change."
            )
        return _(
            "Say nothing more in public than that you want to talk, and ask your lawyer or insurer first."
        )


_LISTS = {
    Matter.INJURY: lists.INJURY,
    Matter.ILLNESS: lists.ILLNESS,
    Matter.ALLERGY: lists.ALLERGY,
    Matter.DISCRIMINATION: lists.DISCRIMINATION,
    Matter.LEGAL: lists.LEGAL,
    Matter.HYGIENE: lists.HYGIENE,
}
_AMBIGUOUS = 4
"""A word this short means something else in the next language: it counts where the language is known."""
_SERBIAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "đ", "е": "e", "ж": "z", "з": "z", "и": "i",
        "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s",
    }
)  # fmt: skip


def grave_in(*texts: str | None, language: str | None = None) -> Grave | None:
    """The gravest matter these words speak of; None where they speak of none.

    `language`: that one's words alone, and English, where the language is surely known. People mix languages,
    and a guess may be wrong: without it all lists are read.
    """
    words = _plain(*texts)
    latin = words.translate(_SERBIAN)
    every = words if latin == words else f"{words} | {latin}"
    tongues = _tongues(language)
    for matter in _LISTS:
        found = _pattern(matter, tongues).search(every)
        if found:
            return Grave(matter, found.group())
    return None


def _plain(*texts: str | None) -> str:
    return search_words(*texts).replace("ł", "l").replace("ß", "ss")


def _tongues(language: str | None) -> tuple[str, ...]:
    plain = (language or "").partition("-")[0].lower()
    plain = {"hr": "sr", "bs": "sr", "me": "sr", "sh": "sr", "sk": "cs"}.get(plain, plain)
    known = plain in lists.INJURY
    return ("en", plain) if known and plain != "en" else tuple(lists.INJURY)


@lru_cache(maxsize=256)
def _pattern(matter: Matter, tongues: tuple[str, ...]) -> re.Pattern[str]:
    terms = {
        term.strip()
        for tongue in tongues
        for term in _LISTS[matter][tongue].split(",")
        if tongue == "en" or len(tongues) == 2 or len(term.strip()) > _AMBIGUOUS
    }
    # The longest first: a phrase tells the owner more than the word in it.
    ways = sorted((_way(term) for term in terms if term), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


def _way(term: str) -> str:
    words = (re.escape(_plain(word.removesuffix("*"))) + r"\w*" * word.endswith("*") for word in term.split())
    return " ".join(words)
