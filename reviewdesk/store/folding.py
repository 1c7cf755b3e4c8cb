"""Words without case and accents: how the search index and who asks it compare them."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
"""Letters of scripts that are written without spaces, or glue their endings on: each stands for itself."""


def fold(words: str | None) -> str | None:
    """The words in one case, without accents; known to the database as `folded`."""
    if words is None:
        return None
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFD", words.casefold())
    plain = "".join([letter for letter in apart if not unicodedata.combining(letter)])
    return unicodedata.normalize("NFC", plain)


def search_words(*texts: str | None) -> str:
    """All words of some texts, one blank between them: as they are indexed."""
    folded = fold(" ".join([text for text in texts if text])) or ""
    if not folded.isascii():
        folded = _UNSPACED.sub(" \\g<0> ", folded)
    return " ".join(_WORD.findall(folded))
