"""Writing on a page in any script: measures, breaks and cuts by what the letters really take."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from reviewdesk.builtin.card.clean import cut
from reviewdesk.builtin.card.fonts import Fonts

if TYPE_CHECKING:
    import segno

__all__ = ["POINT", "Pen"]

POINT = 25.4 / 72
"""Millimetres of a point."""
_LEADING = 1.28
_QUIET = 4
"""ISO/IEC 18004: modules left white round the code."""


class Pen:
    """A PDF in the making, in millimetres."""

    def __init__(self, width: float, height: float, fonts: Fonts, *, made_at: datetime) -> None:
        from fpdf import FPDF

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
        from fpdf.enums import MethodReturnValue

        if not text:
            return []
        self._font(size, bold=bold)
        found = self._pdf.multi_cell(width, None, text, dry_run=True, output=MethodReturnValue.LINES)
        broken = [str(line).strip() for line in found] if isinstance(found, list) else [text]
        if len(broken) > most:
            rest = " ".join(broken[most - 1 :])
            broken = [*broken[: most - 1], self._shortened(rest, width)]
        return broken

    def height(self, size: float, lines: int = 1) -> float:
        return size * POINT * _LEADING * lines

    def fitting(self, text: str, size: float, width: float) -> float:
        """The size, at most `size`, in which `text` is no wider than `width`."""
        self._font(size, bold=True)
        return min(size, size * width / max(self._pdf.get_string_width(text), 0.1))

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

    def _shortened(self, text: str, width: float) -> str:
        """The longest beginning that fits with its dots."""
        low, high = 0, len(text) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._pdf.get_string_width(cut(text, middle)) <= width:
                low = middle
            else:
                high = middle - 1
        return cut(text, low)
