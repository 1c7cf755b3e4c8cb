"""A text as a row of words, each with its place, whatever was done to hide it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reviewdesk.builtin.goodwill_checks.letters import fold, forms

__all__ = ["Known", "Word", "read"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know of bare words."""

    knows: Callable[[str], bool]
    """Whether a word means something."""
    heads: frozenset[str]
    """With what a long one can begin."""
    crosses: Callable[[str, int], bool]
    """Whether a word means something only as a whole: more than its first so many letters."""


_HAN = "\u3040-\u30ff\u3400-\u9fff"
_PLAIN = rf"(?:(?![_{_HAN}])\w)+"
_WORD = re.compile(
    rf"(?P<word>{_PLAIN}(?:(?<=[^\W\d_])[@$€£!|*•·]{{1,3}}(?=[^\W\d_]){_PLAIN})*)"
    rf"|(?P<han>[{_HAN}])|(?P<mark>[%€$£¥₹₽★☆⭐\u2600-\u27bf\U0001f300-\U0001faff]|(?<=\d)\*)"
    r"|(?P<end>[.!?](?=\s|$)|[。！？]|\n[ \t\r]*\n)"
)
_PARTS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_HIDDEN = re.compile(r"[*•·]")
_LONGEST = 20
_MOST = 120
"""Letters put together at a time: a text of nothing but single letters must not take long."""
_FEWEST = 4
"""So many single letters in a row are one word, drawn apart."""


class Word(NamedTuple):
    """One word: how it can be read, and where it stands.

    A tuple because a text has hundreds of them and is looked at with every key typed.
    """

    forms: tuple[str, ...]
    start: int
    end: int
    sentence: int


def read(text: str, known: Known) -> list[Word]:
    """The words of a text; those drawn apart or cut in two are put together where that is known."""
    bare, places = fold(text)
    found = list(_words(bare, known))
    found = list(_joined(_undrawn(found, known), known))
    return [_placed(word, places) for word in found]


def _placed(word: Word, places: Sequence[int]) -> Word:
    return Word(word.forms, places[word.start], places[word.end - 1] + 1, word.sentence)


def _words(bare: str, known: Known) -> Iterator[Word]:
    sentence = 0
    for match in _WORD.finditer(bare):
        start, end = match.span()
        if match.lastgroup == "end":
            sentence += 1
        elif match.lastgroup == "word":
            yield from _readings(match.group(), start, sentence, known)
        else:
            yield Word((match.group(),), start, end, sentence)


def _readings(word: str, start: int, sentence: int, known: Known) -> Iterator[Word]:
    """One word, or several that stand without a blank (5stars, great!free)."""
    ways = forms(word) if not _HIDDEN.search(word) else tuple(_unhidden(word))
    if word.isalpha() or any(known.knows(each) for each in ways):
        yield Word(ways, start, start + len(word), sentence)
        return
    for match in _PARTS.finditer(word):
        yield Word(forms(match.group()), start + match.start(), start + match.end(), sentence)


def _unhidden(word: str) -> Iterator[str]:
    """Masked: v*ucher is voucher; so is vou*cher."""
    for vowel in ("", "a", "e", "i", "o", "u"):
        yield _HIDDEN.sub(vowel, word)


def _undrawn(words: list[Word], known: Known) -> list[Word]:
    """Drawn apart: v o u c h e r is voucher."""
    kept: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        near = word is not None and (not run or word.start - run[-1].end <= 3)
        if word is not None and _single(word) and near:
            run.append(word)
            continue
        kept += _whole(run, known)
        run = [word] if word is not None and _single(word) else []
        if word is not None and not run:
            kept.append(word)
    return [*kept, *_whole(run, known)]


def _single(word: Word) -> bool:
    sign = word.forms[0]
    return len(sign) == 1 and (sign in "01345789€$@" or (sign.isalpha() and sign < "\u0600"))


def _whole(run: list[Word], known: Known) -> Iterator[Word]:
    if len(run) < _FEWEST:
        yield from run
        return
    narrow = min(after.start - before.end for before, after in pairwise(run))
    group = [run[0]]
    for word in run[1:]:
        if word.start - group[-1].end > narrow or len(group) == _MOST:
            yield from _spelt(group, known)
            group = []
        group.append(word)
    yield from _spelt(group, known)


def _spelt(group: list[Word], known: Known) -> Iterator[Word]:
    """The longest known words; letters that make none stay letters."""
    size = min(len(group), _LONGEST)
    while size > 2:
        for at in range(len(group) - size + 1):
            whole = "".join([word.forms[0] for word in group[at : at + size]])
            ways = forms(whole)
            if any(known.crosses(each, 0) for each in ways):
                yield from _spelt(group[:at], known)
                yield Word(ways, group[at].start, group[at + size - 1].end, group[at].sentence)
                yield from _spelt(group[at + size :], known)
                return
        size -= 1
    yield from group


def _joined(words: list[Word], known: Known) -> Iterator[Word]:
    """Cut: vou-cher is voucher."""
    at = 0
    while at < len(words):
        size = 1
        if words[at].forms[0] in known.heads:
            size = next((size for size in (3, 2) if _cut(words[at : at + size], size, known)), 1)
        if size == 1:
            yield words[at]
        else:
            parts = words[at : at + size]
            ways = forms("".join(word.forms[0] for word in parts))
            yield Word(ways, parts[0].start, parts[-1].end, parts[0].sentence)
        at += size


def _cut(parts: list[Word], size: int, known: Known) -> bool:
    whole = "".join([word.forms[0] for word in parts])
    if len(parts) < size or not whole.isalpha():
        return False
    alone = any(known.knows(word.forms[0]) for word in parts if len(word.forms[0]) > 4)
    return (
        6 <= len(whole) <= 20
        and not alone
        and parts[-1].start - parts[0].end <= 12
        and known.crosses(whole, len(whole) - len(parts[-1].forms[0]))
    )
