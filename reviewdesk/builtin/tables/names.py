"""Names of columns and words of dates as they are compared: without case, accents and signs."""

import re
import unicodedata
from functools import lru_cache

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Without accents and case."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ı", "i"))
    return unicodedata.normalize("NFC", "".join(sign for sign in plain if not unicodedata.combining(sign)))


@lru_cache(maxsize=4096)
def name_of(column: str) -> str:
    """``publishedAtDate``, ``Published_At-Date`` and ``published at date`` are one name."""
    return " ".join(_SIGNS.sub(" ", folded(_HUMP.sub(" ", column))).split())


def word_set(words: str) -> frozenset[str]:
    """Words with blanks between them, folded."""
    return frozenset(folded(word) for word in words.split())
