"""A form over a screen: some words, fields to type or choose in, and keys. What was typed outlives Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from reviewdesk.api import DeskError, _
from reviewdesk.engine.moments import day_of
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.goodwill.choice_row import ChoiceRow
from reviewdesk.tui.goodwill.field_row import Field, FieldRow
from reviewdesk.tui.goodwill.form_foot import FormFoot
from reviewdesk.tui.goodwill.words import plain
from reviewdesk.tui.widgets.hints import Hints

T = TypeVar("T")
WRITES = "goodwill"
"""The lane of all that is given, noted or sent: one after the other, as it was asked for."""


class Stop(Exception):
    """What a field lacks, or what is wrong with it; the cursor goes there."""

    def __init__(self, sentence: str, name: str = "", *, anew: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.name = name
        self.anew = anew
        """What stands there is of no use: the next key replaces it."""


class Form(Dialog[T]):
    AUTO_FOCUS = ""
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape", "nothing", show=False),
        Binding("f2,ctrl+g", "done", show=False),
        Binding("down", "next_field", show=False),
        Binding("up", "field_before", show=False),
        Binding("pagedown", "text_down", show=False),
        Binding("pageup", "text_up", show=False),
    ]
    DEFAULT_CSS = """
    Form > #frame { width: 78; }
    Form #text { height: auto; max-height: 9; padding: 0; }
    Form #fields { height: auto; margin-top: 1; }
    Form #said { height: auto; display: none; margin-top: 1; }
    """
    begins_at: ClassVar[str] = "#fields Input, #fields ChoiceRow"
    """Where the cursor stands first: Textual's own way takes a hidden field too."""
    enter_ends: ClassVar[bool] = False
    """Enter in the last field does it, as F2."""

    def __init__(self, kept_as: str = "") -> None:
        super().__init__()
        self._kept_as = kept_as or type(self).__name__
        self.under_way = False

    # --- what a form is made of -------------------------------------------------------------------

    def fields(self) -> Sequence[Field]:
        """The fields, from top to bottom."""
        return ()

    def does(self) -> str:
        """What F2 does, in a word or two."""
        return _("keep it")

    def changed(self, name: str) -> None:
        """A field was changed."""

    def submit(self) -> None:
        """F2: look at the fields and do it. Raises Stop."""

    # --- fields -----------------------------------------------------------------------------------

    def foot(self) -> Hints:
        return FormFoot(wraps=True)

    def mended(self) -> None:
        """Something was changed: what was wrong before it is said no more."""
        if not self.under_way and self.is_mounted:
            self.query_one(Hints).let_pass()

    def inner(self) -> Sequence[Widget]:
        kept = self.kept
        leaf = AutoLeaf(self.lines, id="text")
        leaf.can_focus = False
        rows = [FieldRow(each, kept.get(each.name, each.value)) for each in self.fields()]
        return [leaf, *self.above(), Vertical(*rows, id="fields"), Static(id="said", markup=False)]

    def above(self) -> Sequence[Widget]:
        """What stands between the text and the fields."""
        return ()

    @property
    def kept(self) -> dict[str, str]:
        """What was typed in this form, until it is done."""
        return self.desk_app.kept_forms.setdefault(self._kept_as, {})

    def value(self, name: str) -> str:
        found = self.query_one(f"#{name}")
        assert isinstance(found, Input | ChoiceRow)
        return found.value.strip()

    def day(self, name: str) -> date | None:
        """The day that was typed; None where nothing was. Raises Stop."""
        typed = self.value(name)
        try:
            return day_of(typed, self.desk_app.clock.now()) if typed else None
        except DeskError as error:
            raise Stop(plain(error), name, anew=True) from error

    def show_field(self, name: str, *, shown: bool = True) -> None:
        self.query_one(f"#row-{name}").display = shown

    def shows(self, name: str) -> bool:
        return bool(self.query_one(f"#row-{name}").display)

    def go_to(self, name: str) -> None:
        self.query_one(f"#{name}").focus()

    def say(self, *sentences: str) -> None:
        """What follows from what was chosen, under the fields."""
        said = self.query_one("#said", Static)
        said.update("\n".join(each for each in sentences if each))
        said.display = any(sentences)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.input.id:
            self.kept[event.input.id] = event.value
            self.mended()
            self.changed(event.input.id)

    @on(ChoiceRow.Changed)
    def _chosen(self, event: ChoiceRow.Changed) -> None:
        if event.row.id:
            self.kept[event.row.id] = event.row.value
            self.mended()
            self.changed(event.row.id)

    @on(ChoiceRow.Taken)
    def _taken(self) -> None:
        self._go_on()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._go_on()

    def _go_on(self) -> None:
        """To the next field; behind the last one it is done where the form says so."""
        if not self.at_the_end:
            self.focus_next()
        elif self.enter_ends:
            self.action_done()

    @property
    def at_the_end(self) -> bool:
        """In the last field."""
        chain = self.focus_chain
        return bool(chain) and self.focused is chain[-1]

    # --- keys -------------------------------------------------------------------------------------

    def hints(self) -> list[tuple[str, str]]:
        more = [("PgDn", _("read on"))] if self._long else []
        return [("F2", self.does()), ("Tab", _("next field")), *more, ("Esc", _("nothing"))]

    @property
    def _long(self) -> bool:
        return any(leaf.virtual_size.height > leaf.size.height for leaf in self.query(AutoLeaf))

    def on_mount(self) -> None:
        shown = [each for each in self.query(self.begins_at) if _is_shown(each)]
        if shown:
            shown[0].focus()
        self.call_after_refresh(self._hint_again)

    def _hint_again(self) -> None:
        if self.is_mounted:
            self.rewrite()

    def action_next_field(self) -> None:
        self.focus_next()

    def action_field_before(self) -> None:
        self.focus_previous()

    def action_text_down(self) -> None:
        self.query_one("#text", AutoLeaf).action_leaf_down()

    def action_text_up(self) -> None:
        self.query_one("#text", AutoLeaf).action_leaf_up()

    def action_done(self) -> None:
        if self.under_way:
            return
        try:
            self.submit()
        except Stop as stop:
            if stop.anew:
                self.stop(f"{stop.sentence} {_('The next key replaces it.')}", stop.name)
                self._mark(stop.name)
            else:
                self.stop(stop.sentence, stop.name)

    def action_nothing(self) -> None:
        self.dismiss(None)

    def end(self, result: T) -> None:
        """It is done: close, unless the owner went on before."""
        if self.is_mounted and self.app.screen is self:
            self.dismiss(result)

    # --- doing it ---------------------------------------------------------------------------------

    def stop(self, sentence: str, name: str = "") -> None:
        """Something is missing or refused: told here, with the cursor where it is mended."""
        self.tell(sentence, trouble=True)
        if name:
            self.go_to(name)

    def _mark(self, name: str) -> None:
        """The next key replaces what stands there, and it does not come back when the form opens again."""
        self.query_one(f"#{name}", Input).select_all()
        self.kept.pop(name, None)

    def do(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[DeskError], object] | None = None,
        lane: str = WRITES,
    ) -> None:
        """Do it beside the screen; what was typed is forgotten only when it is done."""
        self.under_way = True
        self.tell(_("One moment …"))

        def well(result: Any) -> None:
            self.under_way = False
            self.desk_app.kept_forms.pop(self._kept_as, None)
            done(result)

        def ill(error: DeskError) -> None:
            self.under_way = False
            if self.is_mounted:
                (failed or (lambda error: self.stop(plain(error))))(error)

        self.desk_app.beside.do(lane, work, well, ill)


def _is_shown(widget: Widget) -> bool:
    return all(each.display for each in widget.ancestors_with_self if isinstance(each, Widget))
