"""Strangers' words on a terminal: data, never escapes, and never able to turn a line around."""

import unicodedata

__all__ = ["one_line", "paragraphs"]

_PICTURES = 0x2400
"""U+2400 and on are the pictures of the control characters U+0000 and on."""

_REPLACEMENT = "\ufffd"

# Marks that only hint a direction are needed in honest Hebrew and Arabic, and can't leave the isolate that
# such text is put into; embeddings, overrides and isolates could.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def one_line(text: str) -> str:
    """The text on one line: breaks and runs of blanks become one blank."""
    return _isolated("".join(map(_visible, " ".join(text.split()))))


def paragraphs(text: str) -> list[str]:
    """The text line by line, as its writer broke it."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return [_isolated("".join(map(_visible, line.expandtabs(4).rstrip()))) for line in plain.split("\n")]


def _visible(sign: str) -> str:
    code = ord(sign)
    if code < 0x20:
        return chr(_PICTURES + code)
    if sign == "\x7f":
        return "\u2421"
    if sign in _TURNING or 0x80 <= code < 0xA0:
        return f"<U+{code:04X}>"
    if 0xD800 <= code < 0xE000:
        return _REPLACEMENT
    return sign


def _isolated(line: str) -> str:
    if line.isascii() or not any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in line):
        return line
    return f"{_ISOLATE}{line}{_END_ISOLATE}"
