"""Codes of vouchers in a text, however they are typed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

__all__ = ["looks_like_a_code", "own_codes"]

_LOOKS_LIKE = str.maketrans("ILO", "110")
_GAP = r"[-\u2010-\u2015._ ]"
_BOOK = re.compile(
    rf"(?<![0-9A-Z])([0-9A-Z]{{4}})(?:{_GAP}{{1,3}}([0-9A-Z]{{4}}){_GAP}{{1,3}}|([0-9A-Z]{{4}}))([0-9A-Z]{{3}})(?![0-9A-Z])"
)
"""The book's own: ten signs and a check sign."""
_NAMED = re.compile(
    r"\b(?:CODE|KOD|KODA|KODE|КОД|CODIGO|CÓDIGO|CODICE|GUTSCHEINCODE|KÓD)S?\b[:\s\"'»«„“]{0,4}(?:\w{1,8}\s){0,2}?[\"'»«„“]?"
    r"(?=[0-9A-Z-]*[A-Z])(?=[0-9A-Z-]*\d)([0-9A-Z-]{4,20})"
)
_TIME = re.compile(r"\d+[A-Z]{1,2}")
"""10am, 2nd: no groups of a code."""
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHORT = 8
"""A shorter code counts only where it stands alone: PIZZA is also a word."""


def _upper(text: str) -> tuple[str, list[int]]:
    """Capital letters, one or more for each sign of the text, and where each came from."""
    signs = [unicodedata.normalize("NFKC", sign).upper() for sign in text]
    return "".join(signs), [place for place, sign in enumerate(signs) for _each in sign]


def looks_like_a_code(text: str) -> Iterator[tuple[int, int]]:
    """Where something stands that has the shape of a voucher's code."""
    upper, places = _upper(text)
    for match in _BOOK.finditer(upper):
        groups = [each for each in match.groups() if each]
        mixed = sum(not each.isdigit() and not each.isalpha() for each in groups)
        signs = "".join(groups).translate(_LOOKS_LIKE)
        drawn = any(not _TIME.fullmatch(each) for each in groups if not each.isdigit() and not each.isalpha())
        capital = text[places[match.start()] : places[match.end() - 1] + 1].isupper()
        both = mixed or (capital and not signs.isdigit() and not signs.isalpha())
        if (both and _checked(signs)) or (mixed >= 2 and drawn):
            yield places[match.start()], places[match.end() - 1] + 1
    for match in _NAMED.finditer(upper):
        start, end = match.span(1)
        if text[places[start] : places[end - 1] + 1].isupper():
            yield places[match.start()], places[end - 1] + 1


def _checked(signs: str) -> bool:
    """ISO 7064, MOD 37,36."""
    check = 18
    for sign in signs:
        check = ((check or 36) * 2 % 37 + _SIGNS.index(sign)) % 36
    return check == 1


def own_codes(text: str, codes: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where one of these codes stands: any case, any blanks and hyphens, I and L for 1, O for 0."""
    wanted = _wanted(tuple(codes))
    if not wanted:
        return
    upper, places = _upper(text)
    kept = [at for at, sign in enumerate(upper) if sign in _SIGNS]
    signs = "".join(upper[at] for at in kept).translate(_LOOKS_LIKE)
    for size in {len(code) for code in wanted}:
        for at in range(len(signs) - size + 1):
            if signs[at : at + size] not in wanted:
                continue
            start, end = kept[at], kept[at + size - 1] + 1
            if size >= _SHORT or _alone(upper, start, end):
                yield places[start], places[end - 1] + 1


@lru_cache(maxsize=8)
def _wanted(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_signs, codes)) - {""}


def _alone(upper: str, start: int, end: int) -> bool:
    return not upper[start - 1 : start].isalnum() and not upper[end : end + 1].isalnum()


def _signs(code: str) -> str:
    upper = unicodedata.normalize("NFKC", code).upper()
    return "".join(sign for sign in upper if sign in _SIGNS).translate(_LOOKS_LIKE)
