"""The list of reviews: row numbers and windows from the store, whatever their number."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reviewdesk.api import _
from reviewdesk.store.lines import Line
from reviewdesk.tui.format import day_heading, fit
from reviewdesk.tui.goodwill.marks import mark_words, short_mark
from reviewdesk.tui.long_rows import Rows, Seen, headings_above, headings_of, place_of, same_place
from reviewdesk.tui.naming import Naming
from reviewdesk.tui.widgets.arrivals import Arrivals
from reviewdesk.tui.widgets.drawn import Drawn
from reviewdesk.tui.widgets.known_lines import KnownLines, Lane, Window
from reviewdesk.tui.widgets.moves import MovingList
from reviewdesk.tui.widgets.row import Columns, Look, Styles, draw_row

if TYPE_CHECKING:
    from reviewdesk.engine.goodwill.values import VoucherState


class ReviewList(MovingList):
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "list--cursor",
        "list--heading",
        "list--dim",
        "list--stars-low",
        "list--stars-mid",
        "list--stars-high",
        "list--new",
        "list--state",
    }
    DEFAULT_CSS = """
    ReviewList > .list--cursor { background: $panel; text-style: bold; }
    ReviewList:focus > .list--cursor { background: $primary 30%; text-style: bold; }
    ReviewList > .list--heading { color: $quiet; }
    ReviewList > .list--dim { color: $quiet; }
    ReviewList > .list--stars-low { color: $error; }
    ReviewList > .list--stars-mid { color: $warning; }
    ReviewList > .list--stars-high { color: $success; }
    ReviewList > .list--new { color: $accent; text-style: bold; }
    ReviewList > .list--state { color: $secondary; }
    """

    class Moved(Message):
        """The cursor stands on another review."""

        def __init__(self, number: int | None) -> None:
            super().__init__()
            self.number = number

    class Opened(Message):
        """A review was clicked twice."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        naming: Naming,
        open_key: Callable[[], str],
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._now = now
        self._naming = naming
        self._open_key = open_key
        self._lines = KnownLines(self.refresh)
        self._rows = Rows(array("q"))
        self._starts: list[int] = []
        self._told: int | None = None
        self._marked: set[int] = set()
        self._marks_shown: tuple[int, ...] | None = ()
        self._drawn = Drawn()
        self._styles: Styles | None = None
        self.last_sitting: datetime | None = None
        self._goodwill: Mapping[int, VoucherState] = {}
        self.empty = ""
        self._arrivals = Arrivals()

    @property
    def rows(self) -> int:
        return len(self._rows.numbers)

    @property
    def number(self) -> int | None:
        """Row number of the review under the cursor."""
        return self._rows.numbers[self.cursor] if self.cursor < self.rows else None

    @property
    def marked(self) -> tuple[int, ...]:
        """Row numbers of marked reviews, in the list's order; one that a filter hides is not among them."""
        if self._marks_shown is None:
            found = filter(self._marked.__contains__, self._rows.numbers) if self._marked else ()
            self._marks_shown = tuple(found)
        return self._marks_shown

    def mark(self, step: int) -> None:
        """Mark the review under the cursor, or take its mark away, and go on."""
        if self.number is None:
            return
        self._marked ^= {self.number}
        self._marks_shown = None
        self.refresh_lines(*self.place(self.cursor))
        self.move_to(self.cursor + step)

    def unmark(self) -> None:
        """Take all marks away."""
        self._marked.clear()
        self._marks_shown = ()
        self.refresh()

    def goodwill(self, stands: Mapping[int, VoucherState]) -> None:
        """Which reviews have a voucher, by row number."""
        if stands != self._goodwill:
            self._goodwill = stands
            self.refresh()

    @property
    def painted(self) -> bool:
        return self._styles is not None

    def begin(self, lines: Sequence[Line]) -> None:
        """Show the first page, before there is any desk."""
        self._lines.add({line.id: line for line in lines})
        numbers = array("q", [line.id for line in lines])
        self._place_rows(Rows(numbers, headings_of(lines)))

    def feed(self, window: Window, lane: Lane) -> None:
        """From now on lines come from the store, read in a lane."""
        self._lines.feed(window, lane)

    @property
    def seen(self) -> Seen:
        return Seen(self._rows.numbers, self.cursor, self._rows.stored)

    @property
    def more(self) -> bool:
        """There are more than the list has."""
        return self._rows.stored is not None and self._rows.stored.more

    def renew(self) -> None:
        """The same rows in their places, with what stands in them read again."""
        self._lines.forget()
        self.refresh()

    def show(self, rows: Rows, *, top: bool = False) -> None:
        """Show other rows, with the cursor on the same review, or on the one that came after it."""
        old, at = self._rows.numbers, self.cursor
        self._lines.forget()
        self._lines.add(rows.lines)
        self._place_rows(rows)
        same = bool(old) and not top
        self.cursor = 0 if top else min(same_place(old, at, rows.numbers), max(0, len(rows.numbers) - 1))
        self._arrivals.look(rows.numbers, self.cursor, same=same)
        if top:
            self.scroll_to(y=0, animate=False)
        self.call_after_refresh(self.show_cursor)
        self.moved()

    @property
    def new_above(self) -> int:
        """How many came while the list's head was out of sight, and were not seen since."""
        top = self.scroll_offset.y if self.is_on_screen else self.virtual_size.height
        out_of_sight = bisect_left(range(self.rows), top, key=lambda row: self.place(row)[0])
        return self._arrivals.above(self._rows.numbers, self.cursor, out_of_sight)

    def _place_rows(self, rows: Rows) -> None:
        self._rows = rows
        self._marks_shown = None
        self._starts = [start for start, _day in rows.headings]
        self.virtual_size = Size(self.inner_width, self.rows + len(rows.headings))
        self.refresh()

    def go_to(self, number: int) -> bool:
        """The cursor on this review, if it is shown."""
        row = place_of(self._rows.numbers, number, self.cursor)
        if row is None:
            return False
        self.move_to(row)
        return True

    def line(self, number: int) -> Line | None:
        """A line as it is known."""
        return self._lines.read(number)

    def _look_ahead(self) -> None:
        """Before a step leads there."""
        numbers, far = self._rows.numbers, max(1, self.size.height)
        for row in (self.cursor + far, self.cursor - far):
            if 0 <= row < len(numbers) and not self._lines.has(numbers[row]):
                self._lines.ask(numbers, row)

    def place(self, row: int) -> tuple[int, int]:
        return row + bisect_right(self._starts, row), 1

    def row_at(self, line: int) -> int | None:
        above = headings_above(self._starts, line)
        if line < 0 or line - above >= self.rows or self._starts[above : above + 1] == [line - above]:
            return None
        return line - above

    def moved(self) -> None:
        self._look_ahead()
        if self.number != self._told:
            self._told = self.number
            self.post_message(self.Moved(self.number))

    def opened(self) -> None:
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        self.click_line(event.y, twice=event.chain > 1)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.inner_width, self.rows + len(self._starts))
        self.call_after_refresh(self.show_cursor)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        if not regions:
            self._forget_drawn()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        self._forget_drawn()
        super().notify_style_update()

    def _forget_drawn(self) -> None:
        """Styles, minutes or names may be others: all is drawn again."""
        self._drawn.forget()
        self._styles = None

    def render_line(self, y: int) -> Strip:
        width, line = self.inner_width, y + self.scroll_offset.y
        if self._styles is None:
            self._styles = Styles.of(self)
        if not self.rows:
            return self._empty_line(y, width, self._styles)
        row = self.row_at(line)
        if row is None:
            return self._heading(line, width, self._styles)
        number = self._rows.numbers[row]
        if not self._lines.has(number):
            self._lines.ask(self._rows.numbers, row)
        found = self._lines.shown(number)
        if found is None:
            return Strip([Segment(fit("  …", width), self._styles.base)], width)
        return self._row(found, width, cursor=row == self.cursor, marked=number in self._marked)

    def _row(self, line: Line, width: int, *, cursor: bool, marked: bool) -> Strip:
        strip = self._drawn.strip(line, width, cursor=cursor, marked=marked)
        if strip is None:
            assert self._styles is not None
            stands = self._goodwill.get(line.id)
            look = Look(
                styles=self._styles,
                cursor=cursor,
                marked=marked,
                now=self._now(),
                last_sitting=self.last_sitting,
                naming=self._naming,
                open_key=self._open_key(),
                goodwill=(mark_words(stands), short_mark(stands)) if stands else ("", ""),
            )
            strip = draw_row(line, Columns.for_width(width, self._naming), look)
            self._drawn.keep(line, width, strip, cursor=cursor, marked=marked)
        return strip

    def _heading(self, line: int, width: int, styles: Styles) -> Strip:
        style = styles.base + styles.heading
        place = headings_above(self._starts, line)
        if place >= len(self._rows.headings):
            return Strip.blank(width, styles.base)
        title = f"─ {day_heading(self._rows.headings[place][1], self._now().astimezone().date())} "
        return Strip([Segment(title + "─" * width, style)]).crop(0, width)

    def _empty_line(self, y: int, width: int, styles: Styles) -> Strip:
        text = (self.empty or _("Nothing here.")) if y == 1 else ""
        return Strip([Segment(fit(f"  {text}", width), styles.base + styles.dim)], width)
