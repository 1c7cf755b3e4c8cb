"""One voucher: what it is, what happened with it, and what can be done with it in its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from reviewdesk.api import DeskError, _
from reviewdesk.engine.goodwill.brought import waiting
from reviewdesk.engine.goodwill.event_words import event_words, made_words
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.engine.goodwill.values import EventInfo, VoucherInfo, VoucherState
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.format import cut, day_words, fit, one_line, one_point, stars, visible, when
from reviewdesk.tui.goodwill.form import WRITES
from reviewdesk.tui.goodwill.found import GIVEN, PREPARED
from reviewdesk.tui.goodwill.marks import state_of
from reviewdesk.tui.goodwill.words import dated, guest_of, local_day, offer_words, plain
from reviewdesk.tui.screens.page import ReadPage
from reviewdesk.tui.widgets.leaf import Leaf, Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.values import Known

_LABEL = 18


class VoucherScreen(ReadPage):
    BINDINGS = bindings(Scope.VOUCHER)

    def __init__(self, pub: str, one: VoucherInfo | None = None) -> None:
        """`one`: as a list knew it, to be seen at once."""
        super().__init__()
        self.pub = pub
        self.one = one
        self.known: Known | None = None
        """The review it is about."""
        self._events: tuple[EventInfo, ...] = ()

    @property
    def heading(self) -> str:
        if self.one is None:
            return _("Voucher")
        said = _("Voucher {id}: {title}, for {guest}")
        title = one_line(self.one.offer.offer.title)
        words = said.format(id=self.pub, title=title, guest=guest_of(self.one))
        return cut(words, max(1, self.size.width - 2))

    def parts(self) -> Iterable[Widget]:
        return [Leaf(self._lines)]

    # --- what can be done -----------------------------------------------------------------------------

    @property
    def possible(self) -> tuple[str, ...]:
        """What fits its state, the likeliest first."""
        one = self.one
        if one is None or not self.has_come:
            return ()
        review = ("open_case",) if one.case.review_id is not None else ()
        if one.state in PREPARED:
            return ("issue", "cancel", *review)
        if one.state in GIVEN:
            has_it = ("has_it",) if self._waiting is not None else ()
            return (*has_it, "deliver", "used", "cancel", *review)
        if one.state is VoucherState.EXPIRED:
            # A card of paper may have come before the end, or have been taken in doubt.
            return ("used", "cancel", *review)
        return (*(("not_used",) if one.state is VoucherState.REDEEMED else ()), *review)

    @property
    def hint_actions(self) -> tuple[str, ...]:
        return (*self.possible, "vouchers", "inbox")

    def can(self, action: str) -> bool:
        mine = {"issue", "deliver", "has_it", "used", "not_used", "cancel", "open_case"}
        return action in self.possible if action in mine else super().can(action)

    def read(self) -> None:
        self.ask(self._look, self._show)

    def _look(self, desk: Desk) -> tuple[VoucherInfo, Known | None, tuple[EventInfo, ...]]:
        one = desk.vouchers.show(self.pub)
        return one, desk.vouchers.known_of(one), tuple(desk.vouchers.events(self.pub))

    def _show(self, read: tuple[VoucherInfo, Known | None, tuple[EventInfo, ...]]) -> None:
        self.one, self.known, self._events = read
        self.query_one(Leaf).write(self._lines, top=False)

    # --- what stands on it ----------------------------------------------------------------------------

    def _lines(self, width: int) -> list[Written]:
        one = self.one
        if one is None:
            return []
        today = local_day(self.desk_app.clock.now())
        lines: list[Written] = paragraph(self._state(one), width, "state")
        if one.code:
            lines += [[Piece("")], [Piece(f" {one.code} ", "large")]]
        if one.problem:
            lines += paragraph(visible(one.problem), width, "warn")
        lines.append([Piece("")])
        for label, fact in self._facts(one):
            if fact:
                first, *rest = paragraph(fact, max(10, width - _LABEL))
                lines.append([Piece(fit(label, _LABEL - 1) + " ", "dim"), *first])
                lines += [[Piece(" " * _LABEL), *each] for each in rest]
        lines += [[Piece("")], *paragraph(_("What happened"), width, "dim")]
        for each in self._events:
            at = when(each.at, self.desk_app.clock.now())
            by = self.desk_app.home.person_words(each.by)
            told = one_line(event_words(replace(each, by=by), lambda day: day_words(day, today)))
            said = f"{at}  {told}"
            lines += paragraph(said, width)
        if not self.has_come:
            lines += paragraph(_("Reading …"), width, "dim")
        return lines

    def show_reading(self) -> None:
        if self.one is None:
            super().show_reading()

    def _state(self, one: VoucherInfo) -> str:
        today = local_day(self.desk_app.clock.now())
        state = state_of(one, today)
        if one.state is VoucherState.REDEEMED and one.redeemed_place:
            state = _("{state} at {place}").format(state=state, place=one_line(one.redeemed_place))
        keys = self.desk_app.keys
        if self._waiting is not None:
            made = made_words(self._waiting.details)
            at = when(self._waiting.at, self.desk_app.clock.now())
            todo = _("{key}: the guest has it.").format(key=keys.of("has_it"))
            return f"{state} · {made}, {at}. {todo}"
        todo = {
            "prepared": _("{key} issues it when the guest calls."),
            "issued": _("{deliver} brings it to the guest."),
        }.get(one.state.value, "")
        said = todo.format(key=keys.of("issue"), deliver=keys.of("deliver"))
        return one_point(f"{state}. {said}").strip()

    @property
    def _waiting(self) -> EventInfo | None:
        """What was made or sent, and nobody said yet that the guest has it."""
        return waiting(self._events) if self.one is not None and self.one.living else None

    def _facts(self, one: VoucherInfo) -> list[tuple[str, str]]:
        case, today = one.case, local_day(self.desk_app.clock.now())
        review = ""
        if self.known is not None:
            known = self.known
            review = f"{stars(known.half_stars)} {self.desk_app.title_of(known.platform)}, "
            review += f"{day_words(known.day, today)}: {one_line(known.review.text or '')[:400]}"
        author = one_line(self.known.review.author or "") if self.known is not None else ""
        other = author if author and author != guest_of(one) else ""
        return [
            (_("offer"), f"{one_line(one.offer.offer.title)} · {offer_words(one.offer)}"),
            (_("guest"), f"{guest_of(one)} ({other})" if other else guest_of(one)),
            (_("what went wrong"), reasons()[case.reason]),
            (_("shop"), one_line(case.location)),
            (_("what was told"), one_line(case.told)),
            (_("was here"), dated(case.day) if case.day else ""),
            (_("ordered"), one_line(case.ordered)),
            (_("review"), review),
            (_("e-mail"), one_line(one.email or "")),
            (_("phone"), one_line(one.phone or "")),
            (_("another one"), one_line(one.additional or "")),
            (_("over a limit"), one_line(one.override or "")),
        ]

    # --- keys -----------------------------------------------------------------------------------------

    def _ready(self, action: str) -> VoucherInfo | None:
        """The voucher, if this fits its state; else it is said what does."""
        one = self.one
        if one is None or self.desk is None:
            return None
        if not self.has_come:
            self.tell(_("Reading …"))
            return None
        if action not in self.possible:
            keys = " · ".join(f"{key} {words}" for key, words in self.desk_app.keys.hints(self.possible))
            self.tell(_("That does not fit this voucher. Its keys: {keys}").format(keys=keys or "-"))
            return None
        return one

    def do(self, work: Callable[[], object], said: str) -> None:
        """Do it beside the screen, and say it."""

        def done(_result: object) -> None:
            self.tell(said)
            self.after()

        self.desk_app.beside.do(WRITES, work, done, self.trouble)

    def trouble(self, error: DeskError) -> None:
        self.tell(plain(error), trouble=True)

    def after(self) -> None:
        """Something was done with it."""
        self.desk_app.look_again()
        self.read()

    def action_issue(self) -> None:
        from reviewdesk.tui.goodwill.issuing import IssueForm

        one = self._ready("issue")
        if one is not None:
            self.app.push_screen(IssueForm(one, self.known), self._issued)

    def _issued(self, done: tuple[str, ...] | None) -> None:
        if done is not None:
            said = _("Issued. {key} brings it to the guest.").format(key=self.desk_app.keys.of("deliver"))
            self.tell(" ".join((said, *done)), trouble=bool(done))
            self.after()

    def action_deliver(self) -> None:
        from reviewdesk.tui.goodwill.handing import Handing

        one = self._ready("deliver")
        if one is not None:
            Handing(self, one).begin()

    def action_has_it(self) -> None:
        from reviewdesk.tui.goodwill.handing import Handing

        one = self._ready("has_it")
        if one is not None:
            Handing(self, one).has_it()

    def action_used(self) -> None:
        from reviewdesk.tui.goodwill.using import UsedForm

        one = self._ready("used")
        if one is not None:
            self.app.push_screen(UsedForm(one), self._noted)

    def _noted(self, said: str | None) -> None:
        if said:
            self.tell(said)
            self.after()

    def action_not_used(self) -> None:
        from reviewdesk.tui.goodwill.using import WhyForm

        one, desk = self._ready("not_used"), self.desk
        if one is not None and desk is not None:
            form = WhyForm(
                f"not used {one.pub}",
                _("Not used"),
                _("It was noted as used by mistake. It can be taken back on the same day."),
                lambda why: desk.vouchers.undo(one.pub, why),
            )
            self.app.push_screen(form, lambda done: self._noted(_("It can be used again.") if done else None))

    def action_cancel(self) -> None:
        from reviewdesk.tui.goodwill.using import WhyForm

        one, desk = self._ready("cancel"), self.desk
        if one is not None and desk is not None:
            form = WhyForm(
                f"cancel {one.pub}",
                _("Cancel it"),
                _("Its budget is free again. A card that the guest holds is worth nothing from now on."),
                lambda why: desk.vouchers.void(one.pub, why),
            )
            self.app.push_screen(form, lambda done: self._noted(_("Cancelled.") if done else None))

    def action_open_case(self) -> None:
        known = self.known
        if known is not None:
            self.desk_app.action_inbox()
            self.desk_app.inbox_screen.leave_editor()
            self.desk_app.show_review(known.id)
