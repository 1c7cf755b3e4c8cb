"""Serbian is written once, in Cyrillic; its Latin catalogue is made from it, letter by letter."""

import re

_LETTERS = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
_LETTERS |= {"љ": "lj", "њ": "nj", "џ": "dž"}
_LETTERS |= {cyrillic.upper(): latin.capitalize() for cyrillic, latin in _LETTERS.items()}
_CAPITALS = re.compile(r"\b[ЂЉЊЏА-Ш]{2,}\b")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|`[^`]*`")


def latin(text: str) -> str:
    """Serbian Cyrillic in Latin letters; placeholders and commands stay as they are."""
    kept = iter(_PLACEHOLDER.findall(text))
    parts = [_plain(part) for part in _PLACEHOLDER.split(text)]
    return parts[0] + "".join(next(kept) + part for part in parts[1:])


def _plain(text: str) -> str:
    shouted = _CAPITALS.sub(lambda word: _each(word.group()).upper(), text)
    return _each(shouted)


def _each(text: str) -> str:
    return "".join(_LETTERS.get(letter, letter) for letter in text)
