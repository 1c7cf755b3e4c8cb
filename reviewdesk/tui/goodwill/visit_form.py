"""A form that asks when the guest was here: what is understood stands under it, as a date."""

from __future__ import annotations

from typing import Generic, TypeVar

from reviewdesk.api import DeskError, _
from reviewdesk.engine.moments import day_of
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Form
from reviewdesk.tui.goodwill.words import dated

T = TypeVar("T")


def visit_field(value: str = "") -> Field:
    example = _("e.g. friday, 2026-11-20 or 3 days ago")
    return Field(name="day", label=_("was here"), value=value, placeholder=example)


class VisitForm(Form[T], Generic[T]):
    """Its field `day`."""

    def changed(self, name: str) -> None:
        if name == "day":
            self._tell_day()

    def _tell_day(self) -> None:
        typed = self.value("day")
        try:
            day = day_of(typed, self.desk_app.clock.now()) if typed else None
        except DeskError:
            # He may be in the middle of a word.
            day = None
        if day is None:
            self.say()
            return
        self.say(f"{_('was here')}: {dated(day)}")
        if any(sign.isalpha() for sign in typed):
            # The form may be opened again tomorrow, when "yesterday" is another day.
            self.kept["day"] = day.isoformat()
