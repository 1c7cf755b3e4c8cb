"""Strangers' signs made fit for print: no pictures, no controls, no towers of accents."""

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["clean", "cut", "whole"]

_MARKS = 3
"""No script needs more on one letter; names made to overflow have dozens."""
_JOINERS = "\u200c\u200d"
_BLANKS = re.compile(r"\s+")
_EMOJI = re.compile(
    "[\u20e3\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\U000e0000-\U000e007f\ufe00-\ufe0f]"
)


def clean(text: str) -> str:
    """One line. Emoji go: no font prints them all, and half of them would be boxes."""
    plain = _BLANKS.sub(" ", _EMOJI.sub("", unicodedata.normalize("NFC", text))).strip()
    return _BLANKS.sub(" ", "".join(_kept(plain))).strip()


def _kept(text: str) -> Iterator[str]:
    marks = 0
    for place, sign in enumerate(text):
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind.startswith("M") else 0
        if marks > _MARKS or (kind[0] == "M" and place == 0):
            continue
        if kind[0] == "C" and not (sign in _JOINERS and _between_letters(text, place)):
            continue
        yield sign


def _between_letters(text: str, place: int) -> bool:
    """Persian and Indic writing needs its joiners; between anything else they are leftovers."""
    sides = (text[place - 1 : place], text[place + 1 : place + 2])
    return all(side and unicodedata.category(side)[0] in "LM" for side in sides)


def cut(text: str, keep: int) -> str:
    """At most `keep` signs, never in the middle of a letter, with dots for the rest."""
    return text if len(text) <= keep else text[: whole(text, keep)].rstrip(" " + _JOINERS) + "…"


def whole(text: str, keep: int) -> int:
    """`keep`, or as many fewer that no letter loses its marks."""
    while 0 < keep < len(text) and unicodedata.category(text[keep])[0] == "M":
        keep -= 1
    return keep
