"""Writing on a page in any script: measures, breaks and cuts by what the letters really take."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Self

from reviewdesk.builtin.card.clean import cut, whole
from reviewdesk.builtin.card.fonts import Fonts

if TYPE_CHECKING:
    import segno

__all__ = ["POINT", "Pen"]

POINT = 25.4 / 72
"""Millimetres of a point."""
_LEADING = 1.28
_UNIT = 10.0
"""Points in which letters are measured."""
_LINE = 250
"""More signs than stand on any line here: a novel pasted as small print must not take minutes."""
_QUIET = 4
"""ISO/IEC 18004: modules left white round the code."""


class Pen:
    """A PDF in the making, in millimetres."""

    def __init__(self, width: float, height: float, fonts: Fonts, *, made_at: datetime) -> None:
        from fpdf import FPDF

        # What it leaves out of a font is nothing to an owner.
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self._widths: dict[tuple[str, bool], float] = {}
        self._pdf = pdf = FPDF(unit="mm", format=(width, height))
        pdf.set_auto_page_break(auto=False)
        pdf.set_margin(0)
        pdf.c_margin = 0
        pdf.set_creator("reviewdesk")
        pdf.set_creation_date(made_at)
        pdf.add_font("main", "", fonts.main)
        pdf.add_font("main", "B", fonts.bold or fonts.main)
        for number, file in enumerate(fonts.others):
            pdf.add_font(f"other{number}", "", file)
        pdf.set_fallback_fonts([f"other{number}" for number in range(len(fonts.others))], exact_match=False)
        pdf.set_text_shaping(True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """The library leaves font files open where nothing was written with them."""
        for font in self._pdf.fonts.values():
            if close := getattr(font, "close", None):
                close()

    def page(self) -> None:
        self._pdf.add_page()

    def lines(self, text: str, size: float, width: float, *, most: int, bold: bool = False) -> list[str]:
        """`text` broken to `width`; what goes beyond `most` lines is cut, and seen to be."""
        # In the widths of one size: a card is tried in many before it fits.
        broken = list(self._broken(cut(text, most * _LINE).split(), width * _UNIT / size, bold=bold))
        if len(broken) > most:
            rest = " ".join(broken[most - 1 :])
            broken = [*broken[: most - 1], self._shortened(rest, width * _UNIT / size, bold=bold)]
        return broken

    def _broken(self, words: list[str], width: float, *, bold: bool) -> Iterator[str]:
        line, used = "", 0.0
        blank = self._wide("n n", bold=bold) - self._wide("nn", bold=bold)
        for word in words:
            wide = self._wide(word, bold=bold)
            if line and used + blank + wide <= width:
                line, used = f"{line} {word}", used + blank + wide
                continue
            if line:
                yield line
            # Scripts without blanks, and words made to overflow, break where the line is full.
            while wide > width and len(word) > 1:
                at = max(self._fits(word, width, bold=bold), 1)
                yield word[:at]
                word = word[at:]  # noqa: PLW2901 - what is left of it goes on
                wide = self._wide(word, bold=bold)
            line, used = word, wide
        if line:
            yield line

    def height(self, size: float, lines: int = 1) -> float:
        return size * POINT * _LEADING * lines

    def fitting(self, text: str, size: float, width: float) -> float:
        """The size, at most `size`, in which `text` is no wider than `width`."""
        return min(size, _UNIT * width / max(self._wide(text, bold=True), 0.1))

    def write(
        self,
        line: str,
        x: float,
        y: float,
        width: float,
        size: float,
        *,
        bold: bool = False,
        align: str = "C",
    ) -> None:
        self._font(size, bold=bold)
        self._pdf.set_xy(x, y)
        self._pdf.cell(width, self.height(size), line, align=align)

    def rule(self, x: float, y: float, width: float, *, dashed: bool = False) -> None:
        self._pdf.set_line_width(0.2)
        self._pdf.set_dash_pattern(dash=1.5 if dashed else 0, gap=1.5 if dashed else 0)
        self._pdf.line(x, y, x + width, y)
        self._pdf.set_dash_pattern()

    def upright(self, x: float, y: float, height: float) -> None:
        self._pdf.set_line_width(0.2)
        self._pdf.set_dash_pattern(dash=1.5, gap=1.5)
        self._pdf.line(x, y, x, y + height)
        self._pdf.set_dash_pattern()

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        self._pdf.set_line_width(0.3)
        self._pdf.rect(x, y, width, height)

    def square(self, code: "segno.QRCode", x: float, y: float, side: float) -> None:
        """The QR with its white border, each row's dark stretch as one rectangle."""
        rows = [bytes(row) for row in code.matrix]
        module = side / (len(rows) + 2 * _QUIET)
        self._pdf.set_fill_color(0)
        for number, row in enumerate(rows):
            start = 0
            while (start := row.find(1, start)) >= 0:
                end = row.find(0, start)
                end = len(row) if end < 0 else end
                left, top = x + (start + _QUIET) * module, y + (number + _QUIET) * module
                self._pdf.rect(left, top, (end - start) * module, module, style="F")
                start = end

    def done(self) -> bytes:
        return bytes(self._pdf.output())

    def _font(self, size: float, *, bold: bool) -> None:
        self._pdf.set_font("main", "B" if bold else "", size)

    def _wide(self, text: str, *, bold: bool) -> float:
        """As it is drawn, joined and all, in `_UNIT` points."""
        known = self._widths.get((text, bold))
        if known is None:
            self._font(_UNIT, bold=bold)
            known = self._widths[text, bold] = self._pdf.get_string_width(text)
        return known

    def _fits(self, text: str, width: float, *, bold: bool, end: str = "") -> int:
        """How many signs of `text`, with `end` after them, stand on a line; whole letters only."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._wide(text[:middle] + end, bold=bold) <= width:
                low = middle
            else:
                high = middle - 1
        return whole(text, low)

    def _shortened(self, text: str, width: float, *, bold: bool) -> str:
        """The longest beginning that fits with its dots."""
        text = text[:_LINE]
        return cut(text, min(self._fits(text, width, bold=bold, end="…"), len(text) - 1))
