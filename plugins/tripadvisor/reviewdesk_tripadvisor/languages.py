"""Texts that come in several languages: which one the guest wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Tripadvisor writes Hebrew in the way Java once did; everyone else calls it "he".
_NAMES = {"iw": "he", "in": "id"}


@dataclass(frozen=True, slots=True)
class Words:
    language: str | None
    value: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All versions of one text, the guest's own first."""

    versions: tuple[Words, ...] = ()

    @property
    def own(self) -> Words | None:
        return self.versions[0] if self.versions else None

    @property
    def translation(self) -> str | None:
        """One of the others: English if there is one."""
        rest = [words for words in self.versions[1:] if self.own and words.value != self.own.value]
        return next(
            (words.value for words in rest if words.language == "en"), rest[0].value if rest else None
        )

    def in_language(self, language: str | None) -> str | None:
        found = (words.value for words in self.versions if language and words.language == language)
        return next(found, self.own.value if self.own else None)


def read_texts(value: Any) -> Texts:
    """Read ``[{language, value, primary?}]``; the primary one is what the guest wrote. Raises ValueError."""
    if value is None:
        return Texts()
    if not isinstance(value, list):
        raise ValueError("a text is not in the form Tripadvisor describes")
    found: list[tuple[bool, Words]] = []
    for entry in value:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("value", ""), str):
            raise ValueError("a text is not in the form Tripadvisor describes")
        words = entry.get("value", "")
        if words.strip():
            found.append((entry.get("primary") is True, Words(bcp47(entry.get("language")), words)))
    found.sort(key=lambda pair: not pair[0])
    return Texts(tuple(words for _primary, words in found))


def bcp47(code: Any) -> str | None:
    if not isinstance(code, str) or not code.strip():
        return None
    plain = code.strip().replace("_", "-")
    return _NAMES.get(plain, plain)
