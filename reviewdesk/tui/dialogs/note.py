"""A note for oneself, and whether something was mended because of the review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from reviewdesk.api import _
from reviewdesk.tui.dialogs.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Noted:
    text: str
    changed: bool


class NoteDialog(Dialog[Noted | None]):
    AUTO_FOCUS = "#words"
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape", "nothing", show=False),
        Binding("f2,ctrl+g", "mended", show=False),
    ]

    def __init__(self, author: str) -> None:
        super().__init__()
        self._author = author
        self._changed = False

    @property
    def heading(self) -> str:
        return _("Note")

    def inner(self) -> Sequence[Widget]:
        said = _("A note for yourself about {author}; no guest ever sees it.").format(author=self._author)
        return [Static(said, markup=False), Input(id="words"), Static(id="mended", markup=False)]

    def on_mount(self) -> None:
        self._say()

    def _say(self) -> None:
        box = "[x]" if self._changed else "[ ]"
        words = _("something was mended because of this review")
        self.query_one("#mended", Static).update(Content(f"{box} {words}"))

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter", _("keep it")), ("F2", _("mended: yes or no")), ("Esc", _("nothing"))]

    def action_mended(self) -> None:
        self._changed = not self._changed
        self._say()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.dismiss(Noted(event.value.strip(), self._changed))

    def action_nothing(self) -> None:
        self.dismiss(None)
