"""Drawing with plain letters: what terminals of old, and some readers, can't show is put in words they can.

It is done to all that is drawn, so that no widget has to know of it. The width of a line never changes.
"""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SINGLE = {
    "★": "*", "☆": ".", "½": "+", "…": ".", "·": "-", "•": "o", "✎": "~", "✓": "v", "✗": "x", "⚠": "!",
    "▸": ">", "▾": "v", "▼": "v", "▲": "^",
    "▌": ">", "↓": "v", "↑": "^", "←": "<", "→": ">", "⇄": "?", "×": "x", "�": "?",
    "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    "‚": "'", "␡": "?", "\u00a0": " ", "●": "o", "○": ".", "◆": "+", "■": "#", "□": ".", "⏎": "<", "⌫": "<",
}  # fmt: skip
_LETTERS = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "s", "ı": "i"}


def _table() -> dict[int, str]:
    table = {ord(sign): letter for sign, letter in _SINGLE.items()}
    table |= dict.fromkeys(range(0x2400, 0x2420), "?")
    table |= dict.fromkeys(range(0x2500, 0x2580), "+")
    table |= dict.fromkeys((ord(sign) for sign in "─━┄┅┈┉═╌╍╴╶╸╺╼╾"), "-")
    table |= dict.fromkeys((ord(sign) for sign in "│┃┆┇┊┋║╎╏╵╷╹╻╽╿"), "|")
    table |= dict.fromkeys(range(0x2580, 0x25A0), " ")  # blocks: edges and parts of scrollbars
    table |= dict.fromkeys((ord(sign) for sign in "▏▎▕▐▊"), "|")
    table |= dict.fromkeys((ord(sign) for sign in "▔▁"), "-")
    table |= dict.fromkeys((ord(sign) for sign in "█▉"), "#")
    table[ord("▌")] = ">"
    return table


_TABLE = _table()


@lru_cache(maxsize=4096)
def plain(text: str, *, letters: bool = False) -> str:
    """The text without drawn signs; with `letters` without any sign beyond ASCII."""
    if text.isascii():
        return text
    drawn = text.translate(_TABLE)
    if not letters or drawn.isascii():
        return drawn
    return set_cell_size("".join(_letter(sign) for sign in drawn), cell_len(text))


def _letter(sign: str) -> str:
    if sign.isascii():
        return sign
    width = cell_len(sign)
    base = unicodedata.normalize("NFKD", sign)[:1]
    return (base if base.isascii() else _LETTERS.get(sign, "?")).ljust(width)[:width]


class PlainLetters(LineFilter):
    """Put over all that is drawn."""

    def __init__(self, *, letters: bool = False) -> None:
        super().__init__()
        self.letters = letters

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        return [
            segment if segment.control else Segment(plain(segment.text, letters=self.letters), segment.style)
            for segment in segments
        ]
