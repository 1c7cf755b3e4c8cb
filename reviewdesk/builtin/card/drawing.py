"""One card within its borders: words above, the code with its square and the blanks below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewdesk.builtin.card.face import Face
from reviewdesk.builtin.card.pen import Pen

__all__ = ["Box", "draw", "fitted", "height_of"]

_EDGE = 8.0
_SQUARE = 32.0
_GAP = 3.0
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_WRITE = 9.0
"""Room for a line of handwriting."""
_SCALES = tuple(1 - step * 0.05 for step in range(13))


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Block:
    lines: list[str]
    size: float
    bold: bool = False
    before: float = 0.0
    whole: bool = True


def draw(pen: Pen, face: Face, box: Box) -> bool:
    """Draw it as large as it fits. False where words of the house had to be cut."""
    inner = Box(box.x + _EDGE, box.y + _EDGE, box.width - 2 * _EDGE, box.height - 2 * _EDGE)
    foot = _foot_height(pen, face, inner)
    room = inner.height - foot - _GAP
    blocks = fitted(pen, face, inner.width, room)
    _draw_head(pen, blocks, face, inner, room)
    _draw_foot(pen, face, inner, foot)
    return all(block.whole for block in blocks)


def fitted(pen: Pen, face: Face, width: float, room: float) -> list["_Block"]:
    """As large as they fit above the code; the smallest where nothing does."""
    low, high = 0, len(_SCALES) - 1
    while low < high:
        middle = (low + high) // 2
        if height_of(pen, list(_blocks(pen, face, width, _SCALES[middle]))) <= room:
            high = middle
        else:
            low = middle + 1
    return list(_blocks(pen, face, width, _SCALES[low]))


def _blocks(pen: Pen, face: Face, width: float, scale: float) -> Iterator[_Block]:
    yield _block(pen, face.house, 16 * scale, width, most=2, bold=True)
    yield _block(pen, face.goodwill, 10 * scale, width, most=2, before=4 * scale)
    yield _block(pen, face.guest, 11 * scale, width, most=1, before=2 * scale)
    yield _block(pen, face.title, 22 * scale, width, most=4, bold=True, before=3 * scale)
    for number, fact in enumerate(face.facts):
        yield _block(pen, fact, 10 * scale, width, most=3, before=(0.6 if number else 3) * scale)
    yield _block(pen, face.terms, 8.5 * scale, width, most=4, before=2 * scale)
    yield _block(pen, face.small_print, 8 * scale, width, most=8, before=1.5 * scale)


def _block(
    pen: Pen, text: str, size: float, width: float, *, most: int, bold: bool = False, before: float = 0.0
) -> _Block:
    lines = pen.lines(text, size, width, most=most, bold=bold)
    # A guest's name that goes on and on is no loss to tell of; the house's words are.
    whole = most == 1 or not lines or not lines[-1].endswith("…")
    return _Block(lines, size, bold, before if lines else 0.0, whole)


def height_of(pen: Pen, blocks: list[_Block]) -> float:
    return sum(block.before + pen.height(block.size, len(block.lines)) for block in blocks)


def _draw_head(pen: Pen, blocks: list[_Block], face: Face, box: Box, room: float) -> None:
    y = box.y + max(0.0, min(6.0, (room - height_of(pen, blocks)) / 3))
    for number, block in enumerate(blocks):
        y += block.before
        for line in block.lines:
            pen.write(line, box.x, y, box.width, block.size, bold=block.bold)
            y += pen.height(block.size)
        if number == 0 and block.lines:
            pen.rule(box.x + box.width / 4, y + 1.5, box.width / 2)
    for number, label in enumerate(face.by_hand):
        y = _to_write_on(pen, label, box, y, lines=1 if number else 3)


def _to_write_on(pen: Pen, label: str, box: Box, y: float, *, lines: int) -> float:
    pen.write(label, box.x, y, box.width, 9, align="L")
    for _line in range(lines):
        y += _WRITE
        pen.rule(box.x, y, box.width)
    return y + _GAP


def _staff(pen: Pen, face: Face, width: float) -> list[str]:
    # "In doubt, give it." is what a hurried eye looks for: it begins a line of its own.
    sentences = [pen.lines(each, 9, width - 4, most=2, bold=True) for each in _SENTENCE.split(face.staff)]
    return [line for lines in sentences for line in lines]


def _foot_height(pen: Pen, face: Face, box: Box) -> float:
    lines = _staff(pen, face, box.width)
    return _SQUARE + (pen.height(9, len(lines)) + 3 + _GAP if lines else 0.0)


def _draw_foot(pen: Pen, face: Face, box: Box, height: float) -> None:
    import segno

    top = box.y + box.height - height
    # Its white border may reach over the edge of the words: it is white.
    pen.square(segno.make(face.qr, error="m", micro=False), box.x - 2, top, _SQUARE)
    x, width = box.x + _SQUARE, box.width - _SQUARE
    size = pen.fitting(face.code, 17, width)
    down = 3 if face.blanks else (_SQUARE - pen.height(size)) / 2
    pen.write(face.code, x, top + down, width, size, bold=True, align="L")
    y = top + 12 + _WRITE
    for label in face.blanks:
        pen.write(label, x, y - pen.height(9), width, 9, align="L")
        pen.rule(x + 16, y, width - 16)
        y += _WRITE
    lines = _staff(pen, face, box.width)
    if lines:
        high = pen.height(9, len(lines)) + 3
        bottom = box.y + box.height - high
        pen.frame(box.x, bottom, box.width, high)
        for number, line in enumerate(lines):
            pen.write(line, box.x + 2, bottom + 1.5 + pen.height(9, number), box.width - 4, 9, bold=True)
