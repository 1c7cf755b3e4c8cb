"""A complaint by phone or at the table: noted, and then made right like one of a review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reviewdesk.api import CaseReason, _
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.engine.goodwill.values import CaseInfo, VoucherInfo
from reviewdesk.tui.format import one_line
from reviewdesk.tui.goodwill.choice_row import LETTERS
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Stop
from reviewdesk.tui.goodwill.give import Give
from reviewdesk.tui.goodwill.using import shops_of
from reviewdesk.tui.goodwill.visit_form import VisitForm, visit_field
from reviewdesk.tui.widgets.leaf import Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.tui.app import DeskApp


def complain(app: DeskApp, done: Callable[[VoucherInfo], object]) -> None:
    """Note it, then ask what is given for it."""

    def noted(case: CaseInfo | None) -> None:
        if case is not None:
            app.tell(_("Noted as {id}.").format(id=case.pub))
            app.look_again()
            Give(app, case.pub, None, done).begin()

    app.push_screen(CaseForm(), noted)


class CaseForm(VisitForm[CaseInfo | None]):
    @property
    def heading(self) -> str:
        return _("A complaint by phone or at the table")

    def lines(self, width: int) -> list[Written]:
        said = _("Not only who writes a review gets something. By e-mail or phone the guest is known again.")
        return paragraph(said, width, "dim")

    def fields(self) -> Sequence[Field]:
        shops = shops_of(self.desk_app.desk)
        return [
            Field(
                name="reason",
                label=_("what went wrong"),
                choices=tuple((reason.value, words) for reason, words in reasons().items()),
                signs=LETTERS,
            ),
            Field(name="told", label=_("what was told"), placeholder=_("what happened, in your words")),
            Field(name="guest", label=_("guest"), placeholder=_("the name, as the guest gave it")),
            Field(
                name="place",
                label=_("shop"),
                value=shops[0] if len(shops) == 1 else "",
                choices=tuple((name, one_line(name)) for name in shops),
                shown=len(shops) > 1,
            ),
            visit_field(),
            Field(name="ordered", label=_("ordered")),
            Field(name="phone", label=_("phone"), placeholder=_("not kept, only known again")),
            Field(name="email", label=_("e-mail"), placeholder=_("not kept, only known again")),
        ]

    def does(self) -> str:
        return _("note it")

    def submit(self) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        typed = {each.name: self.value(each.name) for each in self.fields()}
        if not typed["reason"]:
            raise Stop(_("What went wrong is missing."), "reason")
        if self.shows("place") and not typed["place"]:
            raise Stop(_("In which shop was it?"), "place")
        day = self.day("day")
        self.do(
            lambda: desk.cases.add(
                CaseReason(typed["reason"]),
                typed["told"],
                guest=typed["guest"],
                location=typed["place"] or None,
                day=day,
                ordered=typed["ordered"],
                email=typed["email"],
                phone=typed["phone"],
            ),
            self.end,
        )
