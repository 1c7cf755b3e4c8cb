"""A form that asks for a day that was: what is understood stands under it as one types."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from reviewdesk.api import DeskError, _
from reviewdesk.engine.moments import day_of
from reviewdesk.tui.format import day_heading
from reviewdesk.tui.goodwill.form import Form, Stop
from reviewdesk.tui.goodwill.words import local_day

T = TypeVar("T")


class DayForm(Form[T], Generic[T]):
    """Its field `day`; left empty it is today."""

    def on_mount(self) -> None:
        self._tell_day()

    def changed(self, name: str) -> None:
        if name == "day":
            self._tell_day()

    def _tell_day(self) -> None:
        now = self.desk_app.clock.now()
        try:
            day = day_of(self.value("day") or "today", now)
        except DeskError:
            # He may be in the middle of a word.
            self.say()
        else:
            self.say(f"= {day_heading(day, local_day(now))}")

    def day_gone(self) -> date:
        """The day, today or before. Raises Stop."""
        day = self.day("day") or local_day(self.desk_app.clock.now())
        if day > local_day(self.desk_app.clock.now()):
            raise Stop(_("That day is still to come."), "day", anew=True)
        return day
