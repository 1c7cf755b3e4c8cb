"""The cards of the evening: a code, Enter, the next one; each told at once, day and shop chosen once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.api import _
from reviewdesk.engine.goodwill import codes
from reviewdesk.engine.goodwill.values import Used
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.format import day_words, one_line
from reviewdesk.tui.goodwill.evening_rows import Typed, card_of, tally
from reviewdesk.tui.goodwill.evening_where import Where, WhereForm
from reviewdesk.tui.goodwill.using import WhyForm
from reviewdesk.tui.goodwill.words import guest_of, local_day, plain
from reviewdesk.tui.screens.page import Page
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Piece

_TILL = "till"
_NIGHT = 5
"""Before this hour the cards are those of the day before."""
_LONGEST = 80


class EveningScreen(Page):
    AUTO_FOCUS = "#code"
    BINDINGS = bindings(Scope.EVENING)
    DEFAULT_CSS = """
    EveningScreen #code { height: 1; border: none; padding: 0 1; background: $primary 30%; }
    EveningScreen #code:focus { border: none; }
    EveningScreen #code:ansi, EveningScreen #code:nocolor { text-style: underline; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.where: Where | None = None
        self.rows: list[Typed] = []
        """The newest first."""

    def parts(self) -> Iterable[Widget]:
        how = _("Code, or its last four signs, and Enter")
        cards = Cards()
        cards.can_focus = False
        return [Input(placeholder=how, max_length=_LONGEST, id="code", compact=True), cards]

    @property
    def hint_words(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", _("note it as used")),)

    @property
    def hint_actions(self) -> tuple[str, ...]:
        undo = ("evening_undo",) if self._last_used is not None else ()
        anyway = ("evening_anyway",) if self.rows and self.rows[0].arguable else ()
        return (*anyway, *undo, "evening_where")

    def on_mount(self) -> None:
        self.query_one("#code", Input).value = self.desk_app.kept_forms.get("code", {}).get("code", "")
        self._show()
        self.action_evening_where()

    # --- day and shop ---------------------------------------------------------------------------------

    def action_evening_where(self) -> None:
        now = self.desk_app.clock.now().astimezone()
        day = now.date() - timedelta(days=now.hour < _NIGHT)

        def chosen(where: Where | None) -> None:
            if where is not None:
                self.where = where
                self._show()
            elif self.where is None:
                self.app.pop_screen()

        self.app.push_screen(WhereForm(self.where or Where(day, None)), chosen)

    # --- typing ---------------------------------------------------------------------------------------

    @on(Input.Changed, "#code")
    def _code_typed(self, event: Input.Changed) -> None:
        self.desk_app.kept_forms["code"] = {"code": event.value}

    @on(Input.Submitted, "#code")
    def _code_taken(self, event: Input.Submitted) -> None:
        event.stop()
        code = event.value.strip()
        if not code or self.where is None:
            return
        if len(codes.read(code).signs) < codes.TAIL and not code.lower().startswith("v-"):
            # A card's last group has three signs: typed alone it must not be told as "not ours".
            self.tell(_("Too short: type its last four signs at least."), trouble=True)
            return
        event.input.value = ""
        self.hush()
        self._note(code, self.where)

    def _note(self, code: str, where: Where, *, anyway: bool = False) -> None:
        """In its lane, one after the other: the next one can be typed at once."""
        desk = self.desk
        if desk is None:
            return
        row = Typed(number=len(self.rows) + 1, code=code)
        self.rows.insert(0, row)
        self._show()

        def told(used: Used) -> None:
            self._renew(replace(row, used=used))
            self.desk_app.look_again()

        self.desk_app.beside.do(
            _TILL,
            lambda: desk.vouchers.redeem([code], place=where.place, on=where.day, anyway=anyway)[0],
            told,
            lambda error: self._renew(replace(row, trouble=plain(error))),
        )

    def _renew(self, row: Typed) -> None:
        self.rows = [row if each.number == row.number else each for each in self.rows]
        self._show()

    # --- what stands on it ----------------------------------------------------------------------------

    def _show(self) -> None:
        if not self.is_mounted:
            return
        self.head()
        today = local_day(self.desk_app.clock.now())
        cards = [card_of(row, today) for row in self.rows]
        if not cards:
            how = _("Capitals, blanks and hyphens do not matter, nor I for 1 or O for 0.")
            cards = [Card([Piece(_("Type the code of the first card."), "heading")], how)]
        self.cards.show(cards)
        self.cards.move_to(0)
        self.show_foot()

    @property
    def heading(self) -> str:
        parts = [_("Cards of the evening")]
        if self.where is not None:
            parts.append(day_words(self.where.day, local_day(self.desk_app.clock.now())))
            if self.where.place:
                parts.append(self.desk_app.naming.shop(self.where.place))
        return " · ".join([*parts, *tally(self.rows)])

    # --- keys -----------------------------------------------------------------------------------------

    @property
    def _last_used(self) -> Typed | None:
        return next((row for row in self.rows if row.done), None)

    def can(self, action: str) -> bool:
        return action in self.hint_actions if action.startswith("evening_") else super().can(action)

    def action_evening_undo(self) -> None:
        row, desk = self._last_used, self.desk
        if row is None or row.used is None or row.used.voucher is None or desk is None:
            return
        one = row.used.voucher

        def done(taken: bool | None) -> None:  # noqa: FBT001 - what the form gives
            if taken:
                self._renew(replace(row, back=True))
                self.desk_app.look_again()

        said = _("{guest}, {title}: it was not used after all.")
        form = WhyForm(
            f"not used {one.pub}",
            _("Not used"),
            said.format(guest=guest_of(one), title=one_line(one.offer.offer.title)),
            lambda why: desk.vouchers.undo(one.pub, why),
        )
        self.app.push_screen(form, done)

    def action_evening_anyway(self) -> None:
        row = self.rows[0] if self.rows else None
        if row is not None and row.used is not None and row.arguable and self.where:
            # By its id: what was typed may have been the last signs alone.
            one = row.used.voucher
            self._note(one.pub if one is not None else row.code, self.where, anyway=True)

    def action_back(self) -> None:
        field = self.query_one("#code", Input)
        if field.value:
            field.value = ""
        else:
            super().action_back()
