"""The guest called: what the review says stands beside the questions, for anyone can have read the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, _
from reviewdesk.engine.goodwill.values import Given, OverLimit, VoucherInfo
from reviewdesk.tui.format import day_words, one_line, stars, visible
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Stop
from reviewdesk.tui.goodwill.visit_form import VisitForm, visit_field
from reviewdesk.tui.goodwill.words import guest_of, local_day, plain
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.store.values import Known


class IssueForm(VisitForm[tuple[str, ...] | None]):
    """Gives back what the owner should know of it, once it is issued."""

    def __init__(self, one: VoucherInfo, known: Known | None) -> None:
        super().__init__(f"issue {one.pub}")
        self._one = one
        self._known = known

    @property
    def heading(self) -> str:
        title = one_line(self._one.offer.offer.title)
        return _("Issue {title} to {guest}").format(title=title, guest=guest_of(self._one))

    def lines(self, width: int) -> list[Written]:
        if self._known is None:
            told = one_line(self._one.case.told) or _("A complaint by phone or at the table.")
            return paragraph(told, width)
        known = self._known
        day = day_words(known.day, local_day(self.desk_app.clock.now()))
        said = _("Others can read your public answer too: ask which day it was and what was ordered.")
        head = f"{stars(known.half_stars)} {day} · {one_line(known.location)}"
        words = visible("\n".join(part for part in (known.review.title, known.review.text) if part))
        return [
            *paragraph(f"{said} {_('The review says:')}", width, "dim"),
            [Piece(head, "strong")],
            *paragraph(words or _("(stars without words)"), width, "own", "  "),
        ]

    def fields(self) -> Sequence[Field]:
        case = self._one.case
        own = self._one.email or ""
        return [
            visit_field(case.day.isoformat() if case.day else ""),
            Field(
                name="ordered",
                label=_("ordered"),
                value=case.ordered,
                placeholder=_("as the guest says it"),
            ),
            Field(
                name="guest",
                label=_("name"),
                value="",
                placeholder=_("if another: {name}").format(name=guest_of(self._one)),
            ),
            Field(name="email", label=_("e-mail"), value=own, placeholder=_("only if given for this")),
            Field(
                name="phone",
                label=_("phone"),
                value=self._one.phone or "",
                placeholder=_("only if given for this"),
            ),
            Field(name="override", label=_("why over the limit"), shown=False),
        ]

    def does(self) -> str:
        return _("issue it")

    def submit(self) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        typed = {each.name: self.value(each.name) for each in self.fields()}
        if self._known is not None:
            for name in ("day", "ordered"):
                if not typed[name]:
                    raise Stop(_("Ask which day it was and what was ordered, then issue it."), name)
        day = self.day("day")
        self.do(
            lambda: desk.vouchers.issue(
                self._one.pub,
                day=day,
                ordered=typed["ordered"],
                guest=typed["guest"],
                email=typed["email"],
                phone=typed["phone"],
                override=typed["override"],
            ),
            self._done,
            self._refused,
        )

    def _done(self, given: Given) -> None:
        said = (_("It was issued before."),) if given.again else ()
        self.end((*said, *given.warnings))

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, OverLimit):
            # The budget was let go after 30 days, and is not there any more.
            self.show_field("override")
            self.stop(_("{what} Leave it, or say why you go beyond it.").format(what=error.what), "override")
        else:
            self.stop(plain(error))
