"""Which letters the bytes of a file stand for."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from reviewdesk.api import _

_HEAD = 65536
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"SQLite format", b"\x7fELF")
_CONTROL = bytes(set(range(32)) - {0, 9, 10, 12, 13, 27})
_CENTRAL = re.compile(r"(?<=[^\W\d_])[³¹¿£¥¯¼¾\x8d\x8f\x9d](?=[^\W\d_])|\b[¯£¿](?=[a-z]{2})")
"""What Polish, Czech or Hungarian letters of Windows-1250 look like when read as Windows-1252."""
_CZECH = re.compile(r"[øìèùïò]")


@dataclass(frozen=True, slots=True)
class Letters:
    encoding: str
    told: str = ""
    """What the owner has to know about it."""


class NotText(Exception):
    """The bytes are no text that can be read; the words are for the owner."""


def letters(path: Path) -> Letters | None:
    """None for a file that is no text at all."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head or head.startswith(_NO_TEXT):
        return None
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Letters(encoding)
    wide = _wide(head)
    if wide:
        return Letters(wide)
    if sum(head.count(sign) for sign in _CONTROL) > len(head) // 10:
        return None
    return Letters("utf-8") if _is_utf8(path) else _fallback(path)


def _wide(head: bytes) -> str | None:
    """UTF-16 without its mark shows in the NULs of every second place."""
    start = head[: len(head) // 2 * 2][:4096]
    if len(start) < 4:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half * 0.3 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _fallback(path: Path) -> Letters:
    raw = path.read_bytes()
    text = raw.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if sum(not sign.isascii() for sign in text) - lost > 10 * lost:
        return Letters("utf-8", _("some letters are damaged in the file"))
    high = len(re.findall(rb"[\x80-\xff]", raw))
    if high > len(raw) * 0.3:
        raise NotText(_("The letters of this file can't be read: save it again as UTF-8."))
    western = raw.decode("cp1252", "replace")
    name = "cp1250" if _is_central(western) else "cp1252"
    return Letters(
        name,
        _("the file does not say in which letters it is written: read as {name}").format(
            name={"cp1250": "Windows-1250", "cp1252": "Windows-1252"}[name]
        ),
    )


def _is_central(western: str) -> bool:
    if len(_CENTRAL.findall(western)) > 1:
        return True
    return "\ufffd" not in western and len(set(_CZECH.findall(western))) >= 4
