"""Made-up reviews in numbers: words as frequent as in life, some with accents, none of them anybody's."""

import random
from collections.abc import Sequence
from itertools import accumulate

_KNOWN = ("pizza", "cold", "late", "warm", "friendly", "waiter", "window", "dough", "oven", "basil", "noise")
_OTHERS = ("crème", "brûlée", "φαγητό", "καλό", "świetna", "zupa", "вкусная", "Straße", "größe", "señor")
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
    "tra",
    "ple",
    "ing",
]
_VOCABULARY = 12_000
_SENTENCES = 30_000


class Words:
    """The same texts at every run."""

    def __init__(self) -> None:
        self._dice = random.Random(20)
        vocabulary = [*_KNOWN, *_OTHERS, *(self._word() for _n in range(_VOCABULARY))]
        weights = list(accumulate(1 / (place + 3) for place in range(len(vocabulary))))
        self._sentences = [self._sentence(vocabulary, weights) for _n in range(_SENTENCES)]

    def text(self) -> str:
        """About 360 letters."""
        return " ".join(self._dice.choices(self._sentences, k=5))

    def _word(self) -> str:
        return "".join(self._dice.choices(_SYLLABLES, k=self._dice.randint(2, 5)))

    def _sentence(self, vocabulary: Sequence[str], weights: Sequence[float]) -> str:
        return " ".join(self._dice.choices(vocabulary, cum_weights=weights, k=10)).capitalize() + "."
