"""A leaf of paper: lines of styled text, wrapped to the width, scrolled by keys."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reviewdesk.tui.format import wrap


class Piece(NamedTuple):
    """Some text in one style: a name of the leaf's component classes without `leaf--`, or ""."""

    text: str
    style: str = ""


Written = Sequence[Piece]
"""One line."""


def paragraph(text: str, width: int, style: str = "", indent: str = "") -> list[Written]:
    """Text as lines of a leaf."""
    return [[Piece(indent + line, style)] for line in wrap(text, width - len(indent))]


BESIDE = 2
"""The scrollbar, and a gap: words do not touch it."""


class Leaf(ScrollView, can_focus=True):
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "leaf--dim",
        "leaf--strong",
        "leaf--low",
        "leaf--mid",
        "leaf--high",
        "leaf--state",
        "leaf--rule",
        "leaf--own",
        "leaf--key",
        "leaf--warn",
        "leaf--block",
        "leaf--large",
    }
    DEFAULT_CSS = """
    Leaf {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        padding: 0 0 0 1;
        background: $background;
        color: $foreground;
    }
    Leaf > .leaf--dim { color: $quiet; }
    Leaf > .leaf--strong { text-style: bold; }
    Leaf > .leaf--low { color: $error; text-style: bold; }
    Leaf > .leaf--mid { color: $warning; text-style: bold; }
    Leaf > .leaf--high { color: $success; text-style: bold; }
    Leaf > .leaf--state { color: $secondary; text-style: bold; }
    Leaf > .leaf--rule { color: $faint; }
    Leaf > .leaf--own { color: $primary; }
    Leaf > .leaf--key { color: $accent; text-style: bold; }
    Leaf > .leaf--warn { color: $warning; }
    Leaf > .leaf--block { color: $error; text-style: bold; }
    Leaf > .leaf--large { background: $primary; color: $background; text-style: bold; }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("down,j", "line_down", show=False),
        Binding("up,k", "line_up", show=False),
        Binding("pagedown,ctrl+d", "leaf_down", show=False),
        Binding("pageup,ctrl+u", "leaf_up", show=False),
        Binding("home,g", "leaf_top", show=False),
        Binding("end,G", "leaf_end", show=False),
    ]

    class Seen(Message):
        """More or less of it is seen than before."""

    def __init__(
        self,
        write: Callable[[int], list[Written]] | None = None,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._write = write
        self._lines: list[Written] = []
        self._width = -1
        self._hidden = (0, 0)

    @property
    def inner_width(self) -> int:
        """Cells beside the scrollbar and a gap before it, whether it is there or not."""
        return max(0, self.size.width - BESIDE)

    @property
    def hidden(self) -> tuple[int, int]:
        """How many lines stand above and below what is seen; blank ones at the end are none."""
        written = len(self._lines)
        while written and not any(piece.text.strip() for piece in self._lines[written - 1]):
            written -= 1
        top = round(self.scroll_y)
        return min(top, written), max(0, written - top - self.size.height)

    @property
    def text(self) -> str:
        """All that is written on it."""
        return "\n".join("".join(piece.text for piece in line) for line in self._lines)

    def write(self, write: Callable[[int], list[Written]], *, top: bool = True) -> None:
        """Write other lines; `write` is asked again at every width."""
        self._write = write
        if top:
            self.scroll_to(y=0, animate=False)
        self._fill()

    def _fill(self) -> None:
        self._width = width = self.inner_width
        if width <= 0:
            return
        self._lines = self._write(width) if self._write else []
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
        self._look()

    def _look(self) -> None:
        if self.hidden != self._hidden:
            self._hidden = self.hidden
            self.post_message(self.Seen())

    def on_resize(self) -> None:
        if self.inner_width != self._width:
            self._fill()
        self._look()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._look()

    def render_line(self, y: int) -> Strip:
        width, base = self.inner_width, self.rich_style
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return Strip.blank(width, base)
        pieces = [Segment(piece.text, base + self._style(piece.style)) for piece in self._lines[line]]
        return Strip(pieces).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"leaf--{name}", partial=True) if name else Style()

    def action_line_down(self) -> None:
        self.scroll_relative(y=1, animate=False)

    def action_line_up(self) -> None:
        self.scroll_relative(y=-1, animate=False)

    def action_leaf_down(self) -> None:
        self.scroll_relative(y=max(1, self.size.height - 2), animate=False)

    def action_leaf_up(self) -> None:
        self.scroll_relative(y=-max(1, self.size.height - 2), animate=False)

    def action_leaf_top(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_leaf_end(self) -> None:
        self.scroll_to(y=len(self._lines), animate=False)
