"""Used at the counter, or off a card of paper; and a reason where one is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.engine.goodwill.values import Outcome, Used, VoucherInfo
from reviewdesk.tui.format import one_line
from reviewdesk.tui.goodwill.day_form import DayForm
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Form, Stop
from reviewdesk.tui.goodwill.words import guest_of, local_day
from reviewdesk.tui.widgets.leaf import Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

ALL_THE_SAME = frozenset({Outcome.ENDED, Outcome.ELSEWHERE})
"""What a guest may have had nevertheless: in doubt the house gives it."""


class UsedForm(DayForm[str | None]):
    """Gives back what is to be said."""

    enter_ends = True

    def __init__(self, one: VoucherInfo) -> None:
        super().__init__(f"used {one.pub}")
        self._one = one

    @property
    def heading(self) -> str:
        return _("It was used: {guest}").format(guest=guest_of(self._one))

    def lines(self, width: int) -> list[Written]:
        said = _("Once: a code that was used is used for good.")
        return paragraph(f"{one_line(self._one.offer.offer.title)}. {said}", width, "dim")

    def fields(self) -> Sequence[Field]:
        shops = shops_of(self.desk_app.desk)
        today = local_day(self.desk_app.clock.now()).isoformat()
        place = self._one.case.location
        return [
            Field(name="day", label=_("on the day"), value=today, anew=True),
            Field(
                name="place",
                label=_("in the shop"),
                value=place if place in shops else shops[0] if shops else "",
                choices=tuple((name, one_line(name)) for name in shops),
                shown=len(shops) > 1,
            ),
            Field(
                name="anyway",
                label=_("given all the same"),
                value="no",
                choices=(("no", _("no")), ("yes", _("yes"))),
                shown=False,
            ),
        ]

    def does(self) -> str:
        return _("note it as used")

    def submit(self) -> None:
        desk, now = self.desk_app.desk, self.desk_app.clock.now()
        if desk is None:
            return
        day = self.day_gone()
        on = None if day == local_day(now) else day
        place, anyway = self.value("place") or None, self.value("anyway") == "yes"
        self.do(
            lambda: desk.vouchers.redeem([self._one.pub], place=place, on=on, anyway=anyway)[0], self._done
        )

    def _done(self, used: Used) -> None:
        if used.done:
            self.end(used.words)
        elif used.outcome in ALL_THE_SAME:
            self.show_field("anyway")
            self.stop(_("{what} Was it given all the same?").format(what=used.words), "anyway")
        else:
            self.stop(used.words)


def shops_of(desk: Desk | None) -> tuple[str, ...]:
    """The names of the shops."""
    return tuple(each.name for each in desk.listings.shops()) if desk is not None else ()


class WhyForm(Form[bool | None]):
    """One reason, which is kept."""

    enter_ends = True

    def __init__(self, kept_as: str, heading: str, said: str, work: Callable[[str], object]) -> None:
        super().__init__(kept_as)
        self._heading = heading
        self._said = said
        self._work = work

    @property
    def heading(self) -> str:
        return self._heading

    def lines(self, width: int) -> list[Written]:
        return paragraph(self._said, width, "dim")

    def fields(self) -> Sequence[Field]:
        return [Field(name="why", label=_("why"), placeholder=_("the reason is kept with it"))]

    def submit(self) -> None:
        why = self.value("why")
        if not why:
            raise Stop(_("Give a reason."), "why")
        self.do(lambda: self._work(why), lambda _done: self.end(True))
