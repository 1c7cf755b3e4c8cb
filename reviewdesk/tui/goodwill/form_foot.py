"""The foot of a form: what is wrong, and below it the keys that mend it; neither hides the other."""

from __future__ import annotations

from textual.content import Content

from reviewdesk.tui.key_names import key_of
from reviewdesk.tui.widgets.hints import Hints


class FormFoot(Hints):
    def render(self) -> Content:
        told, self._told = self._told, ""
        try:
            keys = super().render()
        finally:
            self._told = told
        return Content.assemble(told, "\n", keys) if told else keys

    def action_press(self, key: str) -> None:
        self.app.simulate_key(key_of(key.split(" ", maxsplit=1)[0]))
