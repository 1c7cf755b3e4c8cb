"""Columns by cells: a Chinese sign takes two, an accent none."""

import textwrap
from collections.abc import Sequence

__all__ = ["cells", "cut", "fitted", "fold", "padded", "table"]

_DOTS = "\u2026"
_FEWEST = 8
_END_ISOLATE = "\u2069"


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with dots where something is left out."""
    if cells(text) <= width:
        return text
    kept, used = [], 0
    end = _END_ISOLATE if text.endswith(_END_ISOLATE) else ""
    for part in _graphemes(text):
        used += cells(part)
        if used > width - 1:
            break
        kept.append(part)
    return "".join(kept).rstrip() + _DOTS + end


def padded(text: str, width: int) -> str:
    """The text cut, or filled with blanks, to `width` cells."""
    short = cut(text, width)
    return short + " " * (width - cells(short))


def table(rows: Sequence[Sequence[str]], heads: Sequence[str] = ()) -> list[str]:
    """Rows as lines, each column as wide as its widest entry, two blanks between."""
    every = [list(heads), *map(list, rows)] if heads else [list(row) for row in rows]
    widths = [max(map(cells, column)) for column in zip(*every, strict=True)]
    return [
        "  ".join(padded(entry, width) for entry, width in zip(row, widths, strict=True)).rstrip()
        for row in every
    ]


def fitted(
    rows: Sequence[Sequence[str]], heads: Sequence[str], *, soft: Sequence[int], width: int = 80
) -> list[str]:
    """As `table`, in lines of at most `width` cells: the widest of the columns `soft` gives way first."""
    every = [heads, *rows]
    widths = [max(map(cells, column)) for column in zip(*every, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > width:
        widest = max(soft, key=lambda column: widths[column])
        if widths[widest] <= _FEWEST:
            break
        widths[widest] -= 1
    shown = [[cut(entry, size) for entry, size in zip(row, widths, strict=True)] for row in every]
    return table(shown[1:], shown[0])


def fold(line: str, width: int, indent: str = "") -> list[str]:
    """A paragraph broken at blanks into lines of at most `width` cells, each with the indent before it."""
    room = max(10, width - cells(indent))
    if cells(line) <= room:
        return [f"{indent}{line}".rstrip()]
    if line.isascii():
        broken = textwrap.wrap(line, room, break_on_hyphens=False) or [""]
        return [f"{indent}{part}".rstrip() for part in broken]
    return [f"{indent}{part}".rstrip() for part in _broken(line, room)]


def _broken(line: str, room: int) -> list[str]:
    lines, now = [], ""
    for word in line.split(" "):
        longer = f"{now} {word}" if now else word
        if cells(longer) <= room:
            now = longer
            continue
        if now:
            lines.append(now)
        *full, now = _chopped(word, room)
        lines += full
    return [*lines, now]


def _chopped(word: str, room: int) -> list[str]:
    """A word longer than a line (Chinese has no blanks) in pieces."""
    pieces, now = [], ""
    for part in _graphemes(word):
        if now and cells(now + part) > room:
            pieces.append(now)
            now = ""
        now += part
    return [*pieces, now]


def _graphemes(text: str) -> list[str]:
    """Signs with what clings to them, so that a cut never halves a person or drops an accent."""
    if text.isascii():
        return list(text)
    from rich.cells import cell_len

    found: list[str] = []
    glue = False
    for sign in text:
        clings = glue or (found and cell_len(sign) == 0 and sign != _END_ISOLATE)
        skin_or_flag = bool(found) and cell_len(found[-1] + sign) == cell_len(found[-1])
        if found and (clings or skin_or_flag):
            found[-1] += sign
        else:
            found.append(sign)
        glue = sign == "\u200d"
    return found
