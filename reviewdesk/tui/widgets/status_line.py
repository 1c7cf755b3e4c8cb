"""The last line of every screen: as whom one writes, what goes out next, and where help is."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from reviewdesk.tui.format import cut

_DOT = " · "
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
        self._ways: Sequence[tuple[str, str]] = ()
        self._other = ""
        self._stops = ""
        self._spots: list[tuple[str, int, int]] = []

    def show(
        self,
        writing_as: tuple[str, str],
        colour: str,
        going: str,
        ways: Sequence[tuple[str, str]],
        *,
        stops: str = "call_back",
        other: str = "",
    ) -> None:
        """`writing_as` in full, and shortened for where it does not fit; `other`: who else is here.

        `stops`: the action that stops what goes on.

        `ways`: actions with their key and word, from the right end on, the most needed first.
        """
        self._stops = stops
        new = (*writing_as, colour, going, tuple(ways), other)
        if new != (self._as, self._short, self._colour, self._going, self._ways, self._other):
            self._as, self._short, self._colour, self._going, self._ways, self._other = new
            self.refresh()

    @property
    def going(self) -> str:
        """What is said of the answer that goes out next."""
        return self._going

    def render(self) -> Content:
        width = max(1, self.size.width)
        shown = self._shown(width)
        right = _DOT.join(words for _name, words in shown)
        if self._other and not self._going:
            # What goes out within seconds is more urgent than who else is here.
            right = f"{cut(self._other, max(0, width - cell_len(right) - len(_DOT)))}{_DOT}{right}"
        middle = cut(self._going, width - cell_len(right) - 2) if self._going else ""
        room = width - cell_len(right) - (cell_len(middle) + 2 if middle else 0) - 2
        left = self._as if cell_len(self._as) <= room else cut(self._short, max(0, room)) if room > 8 else ""
        gap = max(1, width - cell_len(left) - cell_len(middle) - cell_len(right) - (2 if middle else 0))
        self._spots = _spots(shown, width)
        if middle:
            end = self._spots[-1][1] - 2
            self._spots.append((self._stops, end - cell_len(middle), end))
        return Content.assemble(
            (left, f"{self._colour} b" if self._colour else "b"),
            " " * gap,
            (middle, "$background on $accent b") if middle else "",
            "  " if middle else "",
            (right, "$quiet"),
        )

    def _shown(self, width: int) -> list[tuple[str, str]]:
        """The ways for which there is room, the most needed at the end."""
        beside = cell_len(self._going or self._other) + _NAME
        shown = list(self._ways)
        while len(shown) > 1 and beside + cell_len(_DOT.join(words for _name, words in shown)) > width:
            shown.pop()
        return shown[::-1]

    async def on_click(self, event: events.Click) -> None:
        """What is clicked does what its key does."""
        at = event.get_content_offset(self)
        name = next((name for name, begin, end in self._spots if at and begin <= at.x < end), "")
        if name:
            await self.app.run_action(name)


def _spots(shown: Sequence[tuple[str, str]], end: int) -> list[tuple[str, int, int]]:
    """Where the words of these actions stand, from the right end on: name, first cell, cell after it."""
    spots = []
    for name, words in reversed(shown):
        begin = end - cell_len(words)
        spots.append((name, begin, end))
        end = begin - len(_DOT)
    return spots
