"""A list of short cards of some lines each: outbox, accounts, diary, choices."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reviewdesk.tui.format import wrap
from reviewdesk.tui.widgets.leaf import Piece
from reviewdesk.tui.widgets.moves import MovingList

_BAR = "▌"
_INDENT = "  "
_WORD = re.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Card:
    """`title` in one line, `text` wrapped below it; a card without `value` is a heading."""

    title: Sequence[Piece]
    text: str = ""
    value: Any = None
    style: str = "dim"
    whole: bool = False
    """Nothing of the title is cut: what has no room in its line goes on below."""


class Cards(MovingList):
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "cards--cursor",
        "cards--dim",
        "cards--strong",
        "cards--key",
        "cards--warn",
        "cards--state",
        "cards--good",
        "cards--heading",
    }
    DEFAULT_CSS = """
    Cards > .cards--cursor { background: $panel; }
    Cards:focus > .cards--cursor { background: $primary 30%; }
    Cards > .cards--dim { color: $quiet; }
    Cards > .cards--strong { text-style: bold; }
    Cards > .cards--key { color: $accent; text-style: bold; }
    Cards > .cards--warn { color: $warning; text-style: bold; }
    Cards > .cards--good { color: $success; }
    Cards > .cards--state { color: $secondary; text-style: bold; }
    Cards > .cards--heading { color: $quiet; text-style: bold; }
    """

    at_rest = _BAR
    """The sign of the cursor's card while the keys go elsewhere."""
    one_click = False
    """Whether one click chooses, as in a menu; in a list it takes two."""

    class Chosen(Message):
        """A card was chosen by the mouse."""

    class Moved(Message):
        """The cursor stands on another card."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._cards: list[Card] = []
        self._lines: list[tuple[int, Sequence[Piece]]] = []
        self._first: list[int] = []
        self._width = -1

    @property
    def rows(self) -> int:
        return len(self._cards)

    @property
    def card(self) -> Card | None:
        """The card under the cursor."""
        return self._cards[self.cursor] if self.cursor < len(self._cards) else None

    @property
    def text(self) -> str:
        """All that is written on the cards."""
        return "\n".join("".join(piece.text for piece in line) for _row, line in self._lines)

    def show(self, cards: Sequence[Card]) -> None:
        """Show other cards, with the cursor on the one of the same value."""
        held = self.card.value if self.card else None
        self._cards = list(cards)
        same = [row for row, card in enumerate(cards) if held is not None and card.value == held]
        self.cursor = same[0] if same else min(self.cursor, max(0, len(cards) - 1))
        if self.card is not None and self.card.value is None:
            self.cursor = self._nearest(self.cursor, 1)
        self._fill()
        self.post_message(self.Moved())

    @property
    def cards(self) -> Sequence[Card]:
        return self._cards

    def renew(self, cards: Mapping[Any, Card]) -> None:
        """Draw some cards anew, by their values; nothing moves."""
        self._cards = [
            cards.get(card.value, card) if card.value is not None else card for card in self._cards
        ]
        self._fill()

    def move_to(self, row: int) -> None:
        row = max(0, min(row, len(self._cards) - 1))
        super().move_to(self._nearest(row, 1 if row >= self.cursor else -1))

    def _nearest(self, row: int, step: int) -> int:
        """The next card that is no heading, on this side or else on the other."""
        last = len(self._cards)
        for way in (range(row, last), range(min(row, last - 1), -1, -1))[:: 1 if step > 0 else -1]:
            for each in way:
                if self._cards[each].value is not None:
                    return each
        return self.cursor

    def _fill(self) -> None:
        width = self._width = self.inner_width
        self._lines, self._first = [], []
        for row, card in enumerate(self._cards):
            self._first.append(len(self._lines))
            title = _unfolded(card.title, width - 2) if card.whole else [card.title]
            self._lines += [(row, line) for line in title]
            if card.text:
                self._lines += [
                    (row, [Piece("  " + line, card.style)]) for line in wrap(card.text, width - 6)
                ]
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
        self.call_after_refresh(self.show_cursor)

    def place(self, row: int) -> tuple[int, int]:
        first = self._first[row]
        after = self._first[row + 1] if row + 1 < len(self._first) else len(self._lines)
        return first, after - first

    def row_at(self, line: int) -> int | None:
        if not 0 <= line < len(self._lines):
            return None
        row = self._lines[line][0]
        return row if self._cards[row].value is not None else None

    def moved(self) -> None:
        self.post_message(self.Moved())

    def opened(self) -> None:
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        self.click_line(event.y, twice=self.one_click or event.chain > 1)

    def on_resize(self) -> None:
        if self.inner_width != self._width:
            self._fill()

    def render_line(self, y: int) -> Strip:
        width, base = self.inner_width, self.rich_style
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return Strip.blank(width, base)
        row, pieces = self._lines[line]
        here = row == self.cursor and self._cards[row].value is not None
        if here:
            base += self.get_component_rich_style("cards--cursor")
        mark = Segment(f"{self._sign(row, line) if here else ' '} ", base)
        drawn = [Segment(piece.text, base + self._style(piece.style)) for piece in pieces]
        strip = Strip([mark, *drawn])
        if strip.cell_length > width:
            # A word that goes on out of sight is seen to do so.
            strip = Strip([*strip.crop(0, width - 1), Segment("…", base)])
        return strip.adjust_cell_length(width, base)

    def _sign(self, row: int, line: int) -> str:
        if self.has_focus or self.at_rest == _BAR:
            return _BAR
        return self.at_rest if line == self._first[row] else " "

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"cards--{name}", partial=True) if name else Style()


def _unfolded(title: Sequence[Piece], width: int) -> list[Sequence[Piece]]:
    """The title in as many lines as it takes."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in title:
        for word in _WORD.findall(piece.text):
            if used and 0 < width < used + cell_len(word.rstrip()):
                lines.append([Piece(_INDENT)])
                word, used = word.lstrip(), len(_INDENT)  # noqa: PLW2901 - a line begins with its word
            lines[-1].append(Piece(word, piece.style))
            used += cell_len(word)
    return list(lines)
