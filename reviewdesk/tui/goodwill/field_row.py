"""A field of a form: its label and what is typed or chosen; a sign, not only a colour, tells where one is."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from reviewdesk.tui.goodwill.choice_row import NUMBERS, ChoiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words of each; none where one types."""
    signs: str = NUMBERS
    """The keys of the choices."""
    placeholder: str = ""
    shown: bool = True
    anew: bool = False
    """A day or a number: the first key replaces what stands there."""


class FieldRow(Horizontal):
    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow > .here { width: 2; visibility: hidden; }
    FieldRow.-here > .here { visibility: visible; }
    FieldRow > .label { width: 21; height: auto; color: $quiet; padding: 0 1 0 0; }
    FieldRow > Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; }
    FieldRow > Input:focus { border: none; background: $primary 30%; }
    FieldRow > Input:ansi, FieldRow > Input:nocolor { text-style: underline; }
    FieldRow > Input:ansi > .input--selection { text-style: reverse; }
    FieldRow > Input:nocolor > .input--selection { text-style: reverse; }
    """

    def __init__(self, field: Field, value: str) -> None:
        super().__init__(id=f"row-{field.name}")
        self._field = field
        self._value = value
        self.display = field.shown

    def compose(self) -> ComposeResult:
        field = self._field
        yield Static("▌", classes="here", markup=False)
        yield Static(field.label, classes="label", markup=False)
        if field.choices:
            yield ChoiceRow(field.choices, self._value, signs=field.signs, id=field.name)
        else:
            yield Input(self._value, placeholder=field.placeholder, id=field.name, select_on_focus=field.anew)

    def on_descendant_focus(self) -> None:
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        self.remove_class("-here")
