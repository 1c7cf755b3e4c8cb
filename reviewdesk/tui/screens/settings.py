"""Settings: each in plain words, with where it comes from, changed in its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.api import DeskError, _
from reviewdesk.engine.config_fitting import Unfit, fit
from reviewdesk.engine.config_kinds import Kind, Setting
from reviewdesk.engine.config_reading import Reading, read
from reviewdesk.tui import setting_words
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.keymap import sort_out
from reviewdesk.tui.screens.page import Page
from reviewdesk.tui.widgets.cards import Cards
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.leaf import Leaf

if TYPE_CHECKING:
    from reviewdesk.tui.widgets.leaf import Written

_HOW = {
    Kind.WORDS: "one, two",
    Kind.SOURCE: "command:pass show mail",
    Kind.KEYS: "r,f9",
}


class SettingsScreen(Page):
    BINDINGS = bindings(Scope.SETTINGS)
    DEFAULT_CSS = """
    SettingsScreen { layers: below above; }
    SettingsScreen #about { height: 5; background: $surface; }
    SettingsScreen #field {
        layer: above; position: absolute; display: none;
        height: 1; border: none; padding: 0; background: $panel;
    }
    SettingsScreen #field:focus { border: none; }
    SettingsScreen #field:ansi, SettingsScreen #field:nocolor { text-style: underline; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self._known = {each.name: each for each in setting_words.all_settings()}
        self._edited: Setting | None = None
        self._width = 0

    @property
    def heading(self) -> str:
        return _("Settings")

    def parts(self) -> Iterable[Widget]:
        return [Cards(), Leaf(self._about, id="about")]

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield Input(id="field")

    @property
    def hint_actions(self) -> tuple[str, ...]:
        return ("change_setting", "plain_default", "down", "inbox")

    def show_foot(self) -> None:
        super().show_foot()
        if self._edited is not None:
            self.query_one(Hints).offer([("Enter", _("keep it")), ("Esc", _("leave it as it was"))])

    def on_mount(self) -> None:
        self.read()

    def on_resize(self) -> None:
        if self._reading is not None and self.size.width != self._width:
            self._draw()
        if self._edited is not None:
            self._place_field()

    # --- reading --------------------------------------------------------------------------------------

    def read(self) -> None:
        file = self.desk_app.home.settings_file
        self.desk_app.beside.do("settings", lambda: read(file, os.environ), self._show)

    def _show(self, reading: Reading) -> None:
        self._reading = reading
        if self.is_mounted:
            self._draw()
            if reading.problems:
                problem = reading.problems[0]
                self.tell(f"{problem.what} ({problem.place(reading.file)}) {problem.do}", trouble=True)

    def _draw(self) -> None:
        assert self._reading is not None
        self._width = self.size.width
        columns = setting_words.Columns.for_width(self.cards.inner_width)
        self.cards.show(setting_words.cards(self._reading, self.desk_app.keys, columns))
        self._tell_about()

    @on(Cards.Moved)
    def _tell_about(self) -> None:
        self.query_one("#about", Leaf).write(self._about)

    def _about(self, width: int) -> list[Written]:
        setting = self._here
        if setting is None or self._reading is None:
            return []
        return setting_words.details(setting, self._reading, width)

    @property
    def _here(self) -> Setting | None:
        """The setting under the cursor."""
        return self._known.get(self.here)

    # --- changing -------------------------------------------------------------------------------------

    @on(Cards.Chosen)
    def action_change_setting(self) -> None:
        setting = self._free_here()
        if setting is None or self._reading is None:
            return
        value = self._reading.value(setting.name)
        if setting.kind is Kind.YES_NO:
            turn: list[bool | None] = [True, False, *([None] if setting.optional else [])]
            self._save(setting, _after(turn, value))
        elif setting.kind is Kind.CHOICE:
            self._save(setting, _after(list(setting.choices), value))
        else:
            self._open_field(setting)

    def action_plain_default(self) -> None:
        setting = self._free_here()
        if setting is not None:
            self._save(setting, None)

    def _free_here(self) -> Setting | None:
        """The setting under the cursor, if it can be changed here."""
        setting = self._here
        if setting is None or self._reading is None:
            return None
        source = self._reading.source(setting.name)
        if source is not None and source.variable is not None:
            said = _("This one is set by the environment, {variable}: change it there.")
            self.tell(said.format(variable=source.variable), trouble=True)
            return None
        return setting

    def _open_field(self, setting: Setting) -> None:
        assert self._reading is not None
        self._edited = setting
        field = self.query_one("#field", Input)
        field.value = setting_words.raw_value(setting, self._reading)
        field.placeholder = _HOW.get(setting.kind, "")
        self._place_field()
        field.display = True
        field.focus()
        field.cursor_position = len(field.value)
        self.cards.disabled = True  # the list must not move away under the field
        self.query_one(Hints).hush()
        self.show_foot()

    def _place_field(self) -> None:
        cards, field = self.cards, self.query_one("#field", Input)
        columns = setting_words.Columns.for_width(cards.inner_width)
        cards.show_cursor()
        line = cards.place(cards.cursor)[0] - cards.scroll_offset.y
        field.styles.offset = (cards.region.x + 2 + columns.says + 1, cards.region.y + line)
        field.styles.width = columns.value + columns.source + 1

    def _close_field(self) -> None:
        self._edited = None
        self.query_one("#field", Input).display = False
        self.cards.disabled = False
        self.cards.focus()
        self.show_foot()

    @on(Input.Submitted, "#field")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        setting = self._edited
        if setting is None or self._reading is None:
            return
        text = event.value.strip()
        try:
            value = fit(setting, text) if text else None
            self._fit_keys(setting, text)
        except Unfit as unfit:
            self.tell(_("This can't be. {do}").format(do=unfit.do), trouble=True)
            return
        self._close_field()
        self._save(setting, value)

    def _fit_keys(self, setting: Setting, text: str) -> None:
        if setting.kind is not Kind.KEYS or not text:
            return
        assert self._reading is not None
        action = setting.name.removeprefix("keys.")
        _held, troubles = sort_out({**self._reading.keys, action: text})
        for trouble in troubles:
            if trouble.action not in self._reading.keys or trouble.action == action:
                raise Unfit(trouble.what)

    def action_back(self) -> None:
        """Esc leaves the field, then the screen."""
        if self._edited is not None:
            self._close_field()
        else:
            super().action_back()

    # --- saving ---------------------------------------------------------------------------------------

    def _save(self, setting: Setting, value: object) -> None:
        """Write it (None takes it out), read all again, and follow."""
        file = self.desk_app.home.settings_file

        def write() -> Reading:
            from reviewdesk.engine.config_writing import put, take_out

            if value is None:
                take_out(file, setting.name)
            else:
                put(file, setting.name, value)
            return read(file, os.environ)

        self.desk_app.beside.do(
            "settings", write, lambda reading: self._saved(setting, reading), self._not_saved
        )

    def _saved(self, setting: Setting, reading: Reading) -> None:
        if not reading.problems:
            self.desk_app.use(reading.config)
        self._show(reading)
        self.show_foot()
        if not reading.problems:
            words = (
                _("Saved. It counts from the next start of the desk on.") if setting.restart else _("Saved.")
            )
            self.tell(words)

    def _not_saved(self, error: DeskError) -> None:
        self.tell(f"{error.what} {error.do}", trouble=True)


def _after(turn: Sequence[object], value: object) -> object:
    """The next one in turn."""
    return turn[(turn.index(value) + 1) % len(turn)] if value in turn else turn[0]
