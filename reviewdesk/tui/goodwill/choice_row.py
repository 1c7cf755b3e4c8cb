"""A few choices in one line: arrows or numbers, the chosen one told by its sign and not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static


class ChoiceRow(Static, can_focus=True):
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

    def __init__(self, choices: Sequence[tuple[str, str]], value: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._choices = tuple(choices)
        self.value = value

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        parts: list[Content] = []
        for number, (value, words) in enumerate(self._choices, 1):
            here = value == self.value
            told = f"▸{number} {words}" if here else f" {number} {words}"
            style = Style.from_meta({"@click": f"pick({number - 1})"})
            # A blank that is none keeps a number with its word.
            told = told.replace(" ", "\u00a0")
            parts.append(Content.styled(told, "$accent b" if here else "").stylize(style))
        self.update(Content("  ").join(parts))

    def choose(self, value: str) -> None:
        if value != self.value and any(value == each for each, _words in self._choices):
            self.value = value
            self._draw()
            self.post_message(self.Changed(self))

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdecimal():
            event.stop()
            self.action_pick(int(event.character) - 1)

    def action_pick(self, row: int) -> None:
        if 0 <= row < len(self._choices):
            self.choose(self._choices[row][0])

    def action_turn(self, step: int) -> None:
        values = [value for value, _words in self._choices]
        at = values.index(self.value) + step if self.value in values else (0 if step > 0 else -1)
        self.choose(values[at % len(values)])

    def action_take(self) -> None:
        self.post_message(self.Taken())
