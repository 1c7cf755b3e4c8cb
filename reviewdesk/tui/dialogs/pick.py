"""Choosing one of a few, or saying it in one's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, Static

from reviewdesk.api import _
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Piece


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    title: str
    text: str = ""


class PickDialog(Dialog[str | None]):
    """Numbers or arrows and Enter; Esc chooses nothing."""

    AUTO_FOCUS = "#choices"

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape", "nothing", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    PickDialog > #frame { width: 60; }
    PickDialog Cards { height: auto; max-height: 14; }
    """

    def __init__(self, heading: str, choices: Sequence[Choice], *, at: int = 0) -> None:
        super().__init__()
        self._heading = heading
        self.choices = list(choices)
        self._at = at

    @property
    def heading(self) -> str:
        return self._heading

    def inner(self) -> Sequence[Widget]:
        return [PickCards(id="choices")]

    def on_mount(self) -> None:
        cards = self.query_one("#choices", PickCards)
        cards.show(
            [
                Card([Piece(f"{number} ", "key"), Piece(choice.title)], choice.text, choice.value, whole=True)
                for number, choice in enumerate(self.choices, 1)
            ]
        )
        cards.move_to(self._at)

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter", _("choose")), ("Esc", _("nothing"))]

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            row = int(event.character) - 1
            if 0 <= row < len(self.choices):
                event.stop()
                self.dismiss(self.choices[row].value)

    def on_cards_chosen(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        card = self.query_one("#choices", PickCards).card
        self.dismiss(card.value if card else None)

    def action_nothing(self) -> None:
        self.dismiss(None)


class PickCards(Cards):
    """As high as its cards."""

    one_click = True

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return max(1, self.virtual_size.height)


class AskDialog(Dialog[str | None]):
    """One line in one's own words."""

    AUTO_FOCUS = "#words"

    BINDINGS = [Binding("escape", "nothing", show=False)]  # noqa: RUF012 - Textual's own form

    def __init__(self, heading: str, sentence: str, *, text: str = "", empty_ok: bool = False) -> None:
        super().__init__()
        self._heading = heading
        self._sentence = sentence
        self._text = text
        self._empty_ok = empty_ok

    @property
    def heading(self) -> str:
        return self._heading

    def inner(self) -> Sequence[Widget]:
        return [Static(self._sentence, markup=False), Input(value=self._text, id="words")]

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter", _("keep it")), ("Esc", _("nothing"))]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip() or self._empty_ok:
            self.dismiss(event.value.strip())

    def action_nothing(self) -> None:
        self.dismiss(None)
