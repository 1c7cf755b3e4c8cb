"""A list with a cursor that is drawn line by line: only what is seen costs anything."""

from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.widgets.painted import PaintedLines


class MovingList(PaintedLines, can_focus=True):
    """Cursor, paging and clicks over `rows` entries; a subclass tells where each entry is drawn."""

    BINDINGS = bindings(Scope.MOVE)

    DEFAULT_CSS = """
    MovingList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $foreground;
    }
    """

    cursor = 0

    @property
    def inner_width(self) -> int:
        """Cells beside the scrollbar, whether it is there or not."""
        return max(0, self.size.width - 1)

    @property
    def rows(self) -> int:
        """How many entries there are."""
        return 0

    def place(self, row: int) -> tuple[int, int]:
        """The first line of an entry, and how many lines it has."""
        return row, 1

    def row_at(self, line: int) -> int | None:
        """The entry drawn on a line, None for a heading."""
        return line

    def moved(self) -> None:
        """The cursor stands on another entry."""

    def opened(self) -> None:
        """The entry under the cursor was chosen by the mouse."""

    def move_to(self, row: int) -> None:
        """Put the cursor on an entry, as near as there is one."""
        row = max(0, min(row, self.rows - 1))
        old, self.cursor = self.cursor, row
        if not self.rows:
            return
        self.show_cursor()
        if old != row:
            for each in {old, row}:
                if each < self.rows:
                    self.refresh_lines(*self.place(each))
            self.moved()

    def show_cursor(self) -> None:
        """Scroll so that the cursor's entry, and the heading over it, is seen; never animated."""
        if not self.rows or not self.size.height:
            return  # behind the open review it stays as it was left: its size tells when it is seen again
        line, height = self.place(self.cursor)
        above = line - 1 if line and self.row_at(line - 1) is None else line
        top, seen = self.scroll_offset.y, self.size.height
        wanted = above if above < top else max(top, line + height - seen)
        if wanted and self.row_at(wanted - 1) is None and line + height < wanted + seen:
            wanted -= 1  # there is room for the heading over the first row that is seen
        if wanted != top:
            self.scroll_to(y=wanted, animate=False)

    def action_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(self.rows - 1)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self._page())

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self._page())

    def _page(self) -> int:
        height = self.place(self.cursor)[1] if self.rows else 1
        return max(1, self.size.height // max(1, height) - 1)

    def click_line(self, y: int, *, twice: bool) -> None:
        row = self.row_at(y + self.scroll_offset.y)
        if row is not None and 0 <= row < self.rows:
            self.move_to(row)
            if twice:
                self.opened()
