"""The desk's own offers in a text, by their titles."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reviewdesk.builtin.goodwill_checks.letters import fold

__all__ = ["own_titles"]

_WORD = re.compile(r"[^\W_]+")


def own_titles(text: str, titles: Iterable[str], said: str = "") -> Iterator[tuple[int, int]]:
    """Where the words of a title of two words or more stand in a row, in any case and whatever is between.

    A title of one word (Tiramisu) is also a dish a guest may have complained about: it is no offer by itself,
    and neither is a title that stands in what the guest `said`.
    """
    wanted = _wanted(tuple(titles))
    if not wanted:
        return
    theirs = f" {' '.join(_WORD.findall(fold(said)[0]))} "
    wanted = frozenset(words for words in wanted if f" {' '.join(words)} " not in theirs)
    bare, places = fold(text)
    spans = [match.span() for match in _WORD.finditer(bare)]
    row = [bare[start:end] for start, end in spans]
    for size in {len(each) for each in wanted}:
        for at in range(len(row) - size + 1):
            if tuple(row[at : at + size]) in wanted:
                yield places[spans[at][0]], places[spans[at + size - 1][1] - 1] + 1


@lru_cache(maxsize=8)
def _wanted(titles: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    found = (tuple(_WORD.findall(fold(title)[0])) for title in titles)
    return frozenset(words for words in found if len(words) > 1)
