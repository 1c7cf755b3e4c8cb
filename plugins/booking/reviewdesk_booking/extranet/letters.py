"""From the bytes of a download to its letters, garbled ones mended where that is certain."""

import unicodedata
from dataclasses import dataclass

# What a program that takes UTF-8 for something else takes it for, the most usual first.
_TAKEN_FOR = ("cp1252", "cp1250", "cp1251", "cp1254", "latin-1", "mac_roman")
_FALLBACK = "cp1252"
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Mended:
    text: str
    mended: bool = False
    """It was garbled, and now it is not."""
    garbled: bool = False
    """It looks garbled, and what stood there can't be told for certain."""


def decode(raw: bytes) -> str:
    """The text of a file: UTF-8 as Booking.com writes it, or what a spreadsheet made of it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(_FALLBACK, "replace")


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
    if found != text:
        return Mended(found, mended=True, garbled=_LOST in found)
    return Mended(text, garbled=_LOST in text or _looks_garbled(text))


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
    if encoding != "cp1252":
        return text.encode(encoding)
    return b"".join(
        bytes([ord(sign)]) if sign in "\x81\x8d\x8f\x90\x9d" else sign.encode(encoding) for sign in text
    )


def _is_writing(sign: str) -> bool:
    return sign in "\n\r\t" or unicodedata.category(sign) not in {"Cc", "Cn", "Co", "Cs"}


_SIGNS = (
    "Ã©",
    "Ã¨",
    "Ã¤",
    "Ã¶",
    "Ã¼",
    "Ã±",
    "Ã³",
    "Ã¡",
    "Ã­",
    "Ã§",
    "â€™",
    "â€œ",
    "â€“",
    "Å‚",
    "Ä…",
    "Ä™",
    "ðŸ",
)


def _looks_garbled(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)
