"""How much goodwill a month may bring, typed in on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from reviewdesk.api import _
from reviewdesk.engine.goodwill.values import Budget
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Form
from reviewdesk.tui.goodwill.offer_typed import money, money_typed, number_typed, whole_number
from reviewdesk.tui.widgets.leaf import Written, paragraph


class BudgetForm(Form[Budget | None]):
    enter_ends = True

    def __init__(self, now: Budget) -> None:
        super().__init__("budget")
        self._now = now

    @property
    def heading(self) -> str:
        return _("Limits of a month")

    def lines(self, width: int) -> list[Written]:
        said = _("How much goodwill a month may bring. Empty: no limit. Beyond it you must say why.")
        return paragraph(said, width, "dim")

    def fields(self) -> Sequence[Field]:
        now = self._now
        return [
            Field(name="count", label=_("vouchers"), value=number_typed(now.month_count), anew=True),
            Field(name="cost", label=_("cost price in all"), value=money_typed(now.month_cost), anew=True),
            Field(
                name="each", label=_("vouchers by a person"), value=number_typed(now.person_count), anew=True
            ),
        ]

    def submit(self) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        count, cost, each = self.value("count"), self.value("cost"), self.value("each")
        self.do(
            lambda: desk.offers.set_budget(
                Budget(
                    month_count=whole_number(count, _("The limit of a month")),
                    month_cost=money(desk, cost),
                    person_count=whole_number(each, _("The limit of one person")),
                )
            ),
            self.end,
        )
