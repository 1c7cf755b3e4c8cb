"""A form that asks for a day that was: what is understood stands under it as one types."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Generic, TypeVar

from reviewdesk.api import DeskError, _
from reviewdesk.engine.moments import day_of
from reviewdesk.tui.format import day_heading
from reviewdesk.tui.goodwill.form import Form, Stop
from reviewdesk.tui.goodwill.words import local_day

T = TypeVar("T")


class DayForm(Form[T], Generic[T]):
    """Its field `day`."""

    empty_means: ClassVar[str] = "today"
    """The day of an empty field; none where this is empty too."""

    def said_of(self, day: date) -> str:
        """What was understood."""
        return f"= {day_heading(day, local_day(self.desk_app.clock.now()))}"

    def on_mount(self) -> None:
        self._tell_day()

    def changed(self, name: str) -> None:
        if name == "day":
            self._tell_day()

    def _tell_day(self) -> None:
        typed = self.value("day")
        day = self._understood(typed or self.empty_means)
        self.say(self.said_of(day) if day is not None else "")
        if day is not None and any(sign.isalpha() for sign in typed):
            # The form may be opened again tomorrow, when "yesterday" is another day.
            self.kept["day"] = day.isoformat()

    def _understood(self, typed: str) -> date | None:
        try:
            return day_of(typed, self.desk_app.clock.now()) if typed else None
        except DeskError:
            return None  # he may be in the middle of a word

    def day_gone(self) -> date:
        """The day, today or before. Raises Stop."""
        today = local_day(self.desk_app.clock.now())
        day = self.day("day") or today
        if day > today:
            raise Stop(_("That day is still to come."), "day", anew=True)
        return day
