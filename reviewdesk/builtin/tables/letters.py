"""Texts that a tool has garbled on the way: mended where that is certain, told where it is not."""

import html
import re
import unicodedata
from dataclasses import dataclass

# What a program that takes UTF-8 for something else takes it for, the most usual first.
_TAKEN_FOR = ("cp1252", "latin-1", "cp1250", "cp1251")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{2,6}|#x[0-9a-fA-F]{2,6});")
_BARE = re.compile(r"&(?![a-zA-Z]{2,8};|#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};)")
_ENDS_IN_DOTS = re.compile(r"(?:\.\.\.|…)\s*$")
_C1 = re.compile(r"[\x80-\x9f]")
_GARBLED = re.compile(r"Ã[\x80-\xbf©¨¤¶¼±³¡§]|â€[™œ\x9d“”¦]|ðŸ|Å‚|Ä[…™‡]|Ã\u0192Â|\ufffd")


@dataclass(slots=True)
class Entities:
    """Whether all the texts of a file were written with HTML's signs: then every & stands as one of them."""

    seen: int = 0
    bare: int = 0

    def see(self, text: str) -> None:
        if "&" in text:
            self.seen += bool(_ENTITY.search(text))
            self.bare += bool(_BARE.search(text))

    @property
    def certain(self) -> bool:
        return self.seen > 0 and self.bare == 0

    def read(self, text: str) -> str:
        """Unescaped ONCE: a guest who wrote ``&lt;`` himself keeps it."""
        return html.unescape(text) if self.certain and "&" in text else text

    def doubtful(self, text: str) -> bool:
        return self.seen > 0 and not self.certain and _ENTITY.search(text) is not None


@dataclass(frozen=True, slots=True)
class Mended:
    text: str
    mended: bool = False
    garbled: bool = False
    """It looks garbled, and what stood there can't be told for certain."""


def mend(text: str) -> Mended:
    """UTF-8 that was read as something else is turned back; twice garbled, twice."""
    if text.isascii():
        return Mended(text)
    found = text
    for _time in range(2):
        better = _once(found)
        if better is None:
            break
        found = better
    if found != text and _C1.search(found):
        found = text
    return Mended(found, mended=found != text, garbled=_GARBLED.search(found) is not None)


def _once(text: str) -> str | None:
    """Certain only when the WHOLE text goes back to valid UTF-8: honest text never does."""
    for encoding in _TAKEN_FOR:
        try:
            back = _bytes(text, encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if back != text and all(_is_writing(sign) for sign in back):
            return back
    return None


def _bytes(text: str, encoding: str) -> bytes:
    """As Windows does it: the five bytes that cp1252 leaves undefined stand for themselves."""
    if encoding != "cp1252" or not any(sign in text for sign in "\x81\x8d\x8f\x90\x9d"):
        return text.encode(encoding)
    return b"".join(
        bytes([ord(sign)]) if sign in "\x81\x8d\x8f\x90\x9d" else sign.encode(encoding) for sign in text
    )


def _is_writing(sign: str) -> bool:
    # Half way back from twice garbled there are signs that no text ends with.
    return (
        sign in "\n\r\t"
        or "\x80" <= sign <= "\x9f"
        or unicodedata.category(sign) not in {"Cc", "Cn", "Co", "Cs"}
    )


def may_be_cut(text: str) -> bool:
    return _ENDS_IN_DOTS.search(text) is not None
