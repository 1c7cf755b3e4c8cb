"""The last line of every screen: as whom one writes, what goes out next, and where help is."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from reviewdesk.tui.format import cut

_NAME = 12
"""Room for as whom one writes."""


class StatusLine(Widget):
    DEFAULT_CSS = """
    StatusLine { height: 1; background: $panel; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._as = self._short = ""
        self._colour = ""
        self._going = ""
        self._help: Sequence[str] = ("",)
        self._other = ""

    def show(
        self, writing_as: tuple[str, str], colour: str, going: str, help_: Sequence[str], *, other: str = ""
    ) -> None:
        """`writing_as` in full, and shortened for where it does not fit; `other`: who else is here.

        `help_`: the last keys, the longest line of them first.
        """
        new = (*writing_as, colour, going, help_, other)
        if new != (self._as, self._short, self._colour, self._going, self._help, self._other):
            self._as, self._short, self._colour, self._going, self._help, self._other = new
            self.refresh()

    @property
    def going(self) -> str:
        """What is said of the answer that goes out next."""
        return self._going

    def render(self) -> Content:
        width = max(1, self.size.width)
        beside = cell_len(self._going or self._other) + _NAME
        right = next((each for each in self._help if beside + cell_len(each) <= width), self._help[-1])
        if self._other and not self._going:
            # What goes out within seconds is more urgent than who else is here.
            right = f"{cut(self._other, max(0, width - cell_len(right) - 3))} · {right}"
        middle = cut(self._going, width - cell_len(right) - 2) if self._going else ""
        room = width - cell_len(right) - (cell_len(middle) + 2 if middle else 0) - 2
        left = self._as if cell_len(self._as) <= room else cut(self._short, max(0, room)) if room > 8 else ""
        gap = max(1, width - cell_len(left) - cell_len(middle) - cell_len(right) - (2 if middle else 0))
        return Content.assemble(
            (left, f"{self._colour} b" if self._colour else "b"),
            " " * gap,
            (middle, "$background on $accent b") if middle else "",
            "  " if middle else "",
            (right, "$quiet"),
        )
