"""Lines as they were painted last: a step that scrolls paints only what comes into sight."""

from collections.abc import Sequence
from typing import Self

from textual.filter import LineFilter
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

_KEPT = 1024
_EIGHTHS = 8
"""Into so many parts a cell of the scrollbar is drawn."""


class PaintedLines(ScrollView):
    """A view without border, padding or opacity: what `render_line` draws is what is seen.

    Textual keeps lines by their place on the screen, and puts each together again when it moves. Here they
    are kept by their place in the list, until they are refreshed.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._painted: dict[int, Strip] = {}
        self._painted_for: tuple[int, Sequence[LineFilter]] = (0, ())
        """The width and the filters, such as plain letters or no colours, that hold for all of them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        top, width, filters = self.scroll_offset.y, self.size.width, self.get_line_filters()
        if self._painted_for != (width, filters) or len(self._painted) > _KEPT:
            self._painted.clear()
            self._painted_for = (width, filters)
        strips = [self._painted.get(top + y) or self._paint(top, y) for y in crop.line_range]
        left, right = crop.column_span
        return strips if (left, right) == (0, width) else [strip.crop(left, right) for strip in strips]

    def _paint(self, top: int, y: int) -> Strip:
        width, filters = self._painted_for
        strip = self.render_line(y).adjust_cell_length(width, self.rich_style)
        _base, background = self.background_colors
        for each in filters:
            strip = strip.apply_filter(each, background)
        self._painted[top + y] = strip
        return strip

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        if not regions:
            self._painted.clear()
        for region in regions:
            for y in region.line_range:
                self._painted.pop(self.scroll_offset.y + y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        self._painted.clear()
        super().notify_style_update()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        if self._thumb(old_value) != self._thumb(new_value):
            self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            # Not our own refresh: the lines move, and stay what they are.
            super().refresh(self.size.region)

    def _thumb(self, top: float) -> int:
        """Where the scrollbar is drawn: in a long list most steps do not move it."""
        seen, lines = self.size.height, self.virtual_size.height
        if not self.show_vertical_scrollbar or lines <= seen:
            return 0
        room = seen - max(1.0, seen * seen / lines)
        return int(room * top / (lines - seen) * _EIGHTHS)
