"""A few choices in one line: arrows, numbers or letters; a sign tells the chosen one, not colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reviewdesk.tui.format import cut

NUMBERS = "123456789"
LETTERS = "abcdefghi"
"""Where numbers mean something else in the same form."""


class ChoiceRow(Widget, can_focus=True):
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("right,space", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("enter", "take", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceRow {
        height: auto; width: 1fr;
        link-style: none; link-color: $foreground; link-background: $background 0%;
        link-style-hover: underline; link-color-hover: $foreground; link-background-hover: $background 0%;
    }
    ChoiceRow:focus { background: $primary 30%; }
    ChoiceRow:focus:ansi, ChoiceRow:focus:nocolor { text-style: underline; }
    """

    class Changed(Message):
        """Another one was chosen."""

        def __init__(self, row: ChoiceRow) -> None:
            super().__init__()
            self.row = row

    class Taken(Message):
        """Enter: on to what comes next."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str,
        *,
        signs: str = NUMBERS,
        id: str,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._signs = signs
        self.value = value

    def render(self) -> Content:
        parts: list[Content] = []
        for row, (gap, words) in enumerate(self._laid(max(1, self.size.width))):
            style = Style.from_meta({"@click": f"pick({row})"})
            here = self._choices[row][0] == self.value
            parts += [Content(gap), Content.styled(words, "$accent b" if here else "").stylize(style)]
        return Content.assemble(*parts)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return 1 + sum(gap == "\n" for gap, _words in self._laid(max(1, width)))

    def _laid(self, width: int) -> list[tuple[str, str]]:
        """Gap and words of each; a number is never parted from its word."""
        laid: list[tuple[str, str]] = []
        used = 0
        for row, (value, words) in enumerate(self._choices):
            told = cut(f"{'▸' if value == self.value else ' '}{self._signs[row : row + 1]} {words}", width)
            size = cell_len(told)
            breaks = bool(laid) and used + 2 + size > width
            laid.append(("\n" if breaks else "  " if laid else "", told))
            used = size if breaks or len(laid) == 1 else used + 2 + size
        return laid

    def choose(self, value: str) -> None:
        if value != self.value and any(value == each for each, _words in self._choices):
            self.value = value
            self.refresh()
            self.post_message(self.Changed(self))

    def on_key(self, event: events.Key) -> None:
        if event.character and self.takes(event.character):
            event.stop()

    def takes(self, sign: str) -> bool:
        """Choose by its sign, if it is one of these."""
        row = self._signs.find(sign)
        if 0 <= row < len(self._choices):
            self.choose(self._choices[row][0])
            return True
        return False

    def action_pick(self, row: int) -> None:
        if 0 <= row < len(self._choices):
            self.choose(self._choices[row][0])

    def action_turn(self, step: int) -> None:
        values = [value for value, _words in self._choices]
        at = values.index(self.value) + step if self.value in values else (0 if step > 0 else -1)
        self.choose(values[at % len(values)])

    def action_take(self) -> None:
        self.post_message(self.Taken())
