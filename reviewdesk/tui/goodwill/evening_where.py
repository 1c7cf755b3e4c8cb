"""On which day and in which shop the cards of the evening were used: asked once, for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviewdesk.api import _
from reviewdesk.tui.format import one_line
from reviewdesk.tui.goodwill.day_form import DayForm
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Stop
from reviewdesk.tui.goodwill.using import shops_of
from reviewdesk.tui.widgets.leaf import Written, paragraph


@dataclass(frozen=True, slots=True)
class Where:
    day: date
    place: str | None


class WhereForm(DayForm[Where | None]):
    enter_ends = True

    def __init__(self, now: Where) -> None:
        super().__init__("evening")
        self._now = now

    @property
    def heading(self) -> str:
        return _("Cards of the evening")

    def lines(self, width: int) -> list[Written]:
        return paragraph(_("For all cards that are typed from now on."), width, "dim")

    def fields(self) -> Sequence[Field]:
        shops = shops_of(self.desk_app.desk)
        here = self._now.place if self._now.place in shops else ""
        return [
            Field(name="day", label=_("on the day"), value=self._now.day.isoformat(), anew=True),
            Field(
                name="place",
                label=_("in the shop"),
                value=here or (shops[0] if len(shops) == 1 else ""),
                choices=tuple((name, one_line(name)) for name in shops),
                shown=len(shops) > 1,
            ),
        ]

    def does(self) -> str:
        return _("take it")

    def submit(self) -> None:
        day = self.day_gone()
        if self.shows("place") and not self.value("place"):
            raise Stop(_("In which shop were they used?"), "place")
        self.desk_app.kept_forms.pop("evening", None)
        self.dismiss(Where(day, self.value("place") or None))
