"""Phrases of the tables, and where they stand in a text.

A phrase is words with blanks between: ``word``; ``stem*`` (any ending); ``this|that``; ``<name>`` (one of
the language's words of that name); ``..4`` (at most so many words of the same sentence between); ``word?``
(or not); ``#`` (a number); ``of_it`` (two words among others).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewdesk.builtin.goodwill_checks.letters import fold
from reviewdesk.builtin.goodwill_checks.reading import Known, Word

__all__ = ["Finder", "Lexicon", "Phrase", "Piece", "Place", "Row", "compiled", "row_of"]

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SPLIT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff'’-]+")


_BLOCK = 16
_CUT = 5
"""A shorter word that was cut in two is not put together: too many words could be it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of a phrase: a word out of several, several words, or a stretch of any words."""

    keys: frozenset[str] = frozenset()
    longer: tuple["Phrase", ...] = ()
    gap: int = 0
    optional: bool = False
    begins: frozenset[str] = frozenset()
    """One of these is its first word."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The steps, one after another."""

    pieces: tuple[Piece, ...]
    needed: tuple[frozenset[str], ...] = ()
    """Of each of these a word must be near, or it is not worth looking."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: words from `first` to before `after`."""

    first: int
    after: int


def compiled(line: str, sets: Mapping[str, Sequence[str]]) -> Phrase | None:
    """None where the language has no words for one of the phrase's sets."""
    pieces: list[Piece] = []
    for part in line.split():
        if part.startswith(".."):
            pieces.append(Piece(gap=int(part[2:])))
            continue
        optional = part.endswith("?")
        steps = list(_steps(part.removesuffix("?"), sets, optional=optional))
        if not steps:
            return None
        pieces += steps
    while pieces[-1].gap or pieces[-1].optional:
        pieces.pop()
    needed = tuple(piece.begins for piece in pieces[1:] if not (piece.gap or piece.optional))
    return Phrase(tuple(pieces), tuple(sorted(needed, key=len)))


def _steps(part: str, sets: Mapping[str, Sequence[str]], *, optional: bool) -> Iterable[Piece]:
    choices = [
        each for one in part.split("|") for each in (sets.get(one[1:-1], ()) if one[0] == "<" else (one,))
    ]
    rows = [_literal(each) for each in choices]
    if len(rows) == 1 and not optional:
        return [_one(key) for key in rows[0]]
    keys = frozenset(row[0] for row in rows if len(row) == 1)
    longer = tuple(Phrase(tuple(_one(key) for key in row)) for row in rows if len(row) > 1)
    begins = keys.union(row[0] for row in rows)
    return [Piece(keys, longer, optional=optional, begins=begins)] if rows else []


def _one(key: str) -> Piece:
    return Piece(keys=frozenset({key}), begins=frozenset({key}))


def _literal(words: str) -> list[str]:
    return [fold(each)[0] for each in _SPLIT.findall(words.replace("_", " "))]


class Lexicon:
    """All words of all phrases: which of them a word of a text is."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        keys = {key for phrase in phrases for key in _keys(phrase)}
        self._exact = {key for key in keys if not key.endswith("*")}
        self._stems = {key[:-1] for key in keys if key.endswith("*")}
        self.of = lru_cache(maxsize=8192)(self._of)
        self._of_all = lru_cache(maxsize=8192)(lambda forms: frozenset().union(*map(self.of, forms)))

    def _of(self, word: str) -> frozenset[str]:
        found = {f"{word[:end]}*" for end in range(1, len(word) + 1) if word[:end] in self._stems}
        if word in self._exact:
            found.add(word)
        if word[:1].isdigit() and word[-1:].isdigit():
            found.add("#")
        return frozenset(found)

    @property
    def known(self) -> Known:
        """For reading: what is worth putting a word together."""
        whole = [word for word in (*self._exact, *self._stems) if len(word) >= _CUT]
        heads = frozenset(word[:end] for word in whole for end in range(2, len(word)))
        return Known(self._knows, heads, self._crosses)

    def _knows(self, word: str) -> bool:
        return len(word) > 1 and bool(self.of(word)) and not word.isdigit()

    def _crosses(self, word: str, cut: int) -> bool:
        if word in self._exact:
            return True
        return any(word[:end] in self._stems for end in range(max(cut + 1, _CUT), len(word) + 1))

    def keys(self, words: Iterable[Word]) -> list[frozenset[str]]:
        return [self._of_all(word.forms) for word in words]


def _keys(phrase: Phrase) -> Iterable[str]:
    for piece in phrase.pieces:
        yield from piece.keys
        for each in piece.longer:
            yield from _keys(each)


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a text, with what each of them is."""

    words: Sequence[Word]
    keys: Sequence[frozenset[str]]
    near: Sequence[frozenset[str]]
    """For each block of words: what these and the next ones are, as far as any phrase reaches."""
    present: frozenset[str]
    """What any of them is."""


def row_of(words: Sequence[Word], lexicon: Lexicon) -> Row:
    keys = lexicon.keys(words)
    blocks = [frozenset[str]().union(*keys[at : at + _BLOCK]) for at in range(0, len(keys), _BLOCK)]
    near = [frozenset[str]().union(*blocks[at : at + 3]) for at in range(len(blocks))]
    return Row(words, keys, near, frozenset[str]().union(*near))


class Finder:
    """Finds many phrases in one walk over a text: each is looked for only where its first word stands."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_key: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for key in phrase.pieces[0].begins:
                self._by_key.setdefault(key, []).append(phrase)

    def places(self, row: Row) -> list[Place]:
        found: set[Place] = set()
        worth = self._worth(row.present)
        starts = frozenset(worth)
        for at, here in enumerate(row.keys):
            if here.isdisjoint(starts):
                continue
            near = row.near[at // _BLOCK]
            for phrase in (each for key in here & starts for each in worth[key]):
                if all(not needed.isdisjoint(near) for needed in phrase.needed):
                    after = _end(phrase.pieces, 0, at, row)
                    if after is not None:
                        found.add(Place(at, after))
        return sorted(found, key=lambda each: (each.first, each.after))

    def _worth(self, present: frozenset[str]) -> dict[str, list[Phrase]]:
        """The phrases of which every word is somewhere in the text, by the key they begin with."""
        worth: dict[str, list[Phrase]] = {}
        for key in present & self._by_key.keys():
            found = [
                each
                for each in self._by_key[key]
                if not any(needed.isdisjoint(present) for needed in each.needed)
            ]
            if found:
                worth[key] = found
        return worth


def _end(pieces: Sequence[Piece], step: int, at: int, row: Row) -> int | None:
    """After which word the phrase ends, if it stands here; the nearest end."""
    if step == len(pieces):
        return at
    piece = pieces[step]
    if piece.gap:
        return _end_after_gap(pieces, step, at, row)
    nexts = [at] if piece.optional else []
    if at < len(row.keys):
        if not piece.keys.isdisjoint(row.keys[at]):
            nexts.append(at + 1)
        for longer in piece.longer:
            after = _end(longer.pieces, 0, at, row)
            if after is not None:
                nexts.append(after)
    ends = [end for each in nexts if (end := _end(pieces, step + 1, each, row)) is not None]
    return min(ends, default=None)


def _end_after_gap(pieces: Sequence[Piece], step: int, at: int, row: Row) -> int | None:
    follows = pieces[step + 1]
    sentence = row.words[at - 1].sentence
    for skip in range(at, min(at + pieces[step].gap + 1, len(row.keys))):
        if row.words[skip].sentence != sentence:
            return None
        if not follows.optional and follows.begins.isdisjoint(row.keys[skip]):
            continue
        end = _end(pieces, step + 1, skip, row)
        if end is not None:
            return end
    return None
