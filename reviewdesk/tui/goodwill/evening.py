"""The cards of the evening: a code, Enter, the next one; each told at once, day and shop chosen once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.engine.goodwill.values import Outcome, Used
from reviewdesk.engine.moments import day_of
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.format import count, day_words, one_line
from reviewdesk.tui.goodwill.form import Field, Form
from reviewdesk.tui.goodwill.using import ALL_THE_SAME, WhyForm, shops_of
from reviewdesk.tui.goodwill.words import guest_of, local_day, plain
from reviewdesk.tui.screens.desk_screen import DeskScreen, Foot
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

_TILL = "till"
_NIGHT = 5
"""Before this hour the cards are those of the day before."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Where:
    day: date
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A line that was typed, and what became of it."""

    number: int
    code: str
    used: Used | None = None
    trouble: str = ""
    back: bool = False
    """Taken back."""


class WhereForm(Form[Where | None]):
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
            Field(name="day", label=_("on the day"), value=self._now.day.isoformat()),
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
        now = self.desk_app.clock.now()
        try:
            day = day_of(self.value("day") or "today", now)
        except DeskError as error:
            self.stop(plain(error), "day")
            return
        if day > local_day(now):
            self.stop(_("That day is still to come."), "day")
            return
        if self.shows("place") and not self.value("place"):
            self.stop(_("In which shop were they used?"), "place")
            return
        self.desk_app.kept_forms.pop("evening", None)
        self.dismiss(Where(day, self.value("place") or None))


class EveningScreen(DeskScreen):
    AUTO_FOCUS = "#code"
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        *bindings(Scope.EVENING),
        Binding("escape", "back", show=False),
    ]
    DEFAULT_CSS = """
    EveningScreen #title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    EveningScreen #code { height: 1; border: none; padding: 0 1; background: $primary 30%; }
    EveningScreen #code:focus { border: none; }
    EveningScreen #code:ansi, EveningScreen #code:nocolor { text-style: underline; }
    EveningScreen Cards { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.where: Where | None = None
        self.rows: list[Typed] = []

    def compose(self) -> ComposeResult:
        yield Static(_("Cards of the evening"), id="title", markup=False)
        yield Input(
            placeholder=_("Code, or its last four signs, and Enter"),
            max_length=_LONGEST,
            id="code",
            compact=True,
        )
        cards = Cards(id="typed")
        cards.can_focus = False
        yield cards
        yield Foot()

    @property
    def hint_words(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", _("note it as used")),)

    @property
    def hint_actions(self) -> tuple[str, ...]:
        last = self.rows[0] if self.rows else None
        undo = ("evening_undo",) if self._last_used is not None else ()
        anyway = last is not None and last.used is not None and last.used.outcome in ALL_THE_SAME
        return (*(("evening_anyway",) if anyway else ()), *undo, "evening_where")

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
        if code and self.where is not None:
            event.input.value = ""
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
        self.query_one("#title", Static).update(self._title())
        cards = [self._card(row) for row in self.rows]
        if not cards:
            how = _("Capitals, blanks and hyphens do not matter, nor I for 1 or O for 0.")
            cards = [Card([Piece(_("Type the code of the first card."), "heading")], how)]
        self.query_one(Cards).show(cards)
        self.query_one(Cards).move_to(0)
        self.show_foot()

    def _title(self) -> str:
        parts = [_("Cards of the evening")]
        if self.where is not None:
            parts.append(day_words(self.where.day, local_day(self.desk_app.clock.now())))
            if self.where.place:
                parts.append(self.desk_app.naming.shop(self.where.place))
        done = sum(1 for row in self.rows if row.used is not None and row.used.done and not row.back)
        waits = sum(1 for row in self.rows if row.used is None and not row.trouble)
        other = sum(1 for row in self.rows if row.trouble or (row.used is not None and not row.used.done))
        if self.rows:
            parts.append(ngettext("{n} used", "{n} used", done).format(n=count(done)))
        if other:
            parts.append(ngettext("{n} to look at", "{n} to look at", other).format(n=count(other)))
        if waits:
            parts.append(_("{n} being noted").format(n=count(waits)))
        return " · ".join(parts)

    def _card(self, row: Typed) -> Card:
        number = Piece(f"{row.number:>3} ", "dim")
        code = one_line(row.code)
        if row.trouble:
            return Card([number, Piece(f"✗ {code}", "warn")], row.trouble, row.number, "warn")
        used = row.used
        if used is None:
            return Card([number, Piece(f"… {code}")], "", row.number)
        one = used.voucher
        who = f"{guest_of(one)} · {one_line(one.offer.offer.title)}" if one is not None else code
        if row.back:
            return Card([number, Piece(f"← {who}", "dim"), Piece(_("  taken back"), "dim")], "", row.number)
        if used.done:
            good = Piece("✓ " + _("used now"), "good")
            return Card([number, good, Piece(f"  {who}")], "", row.number)
        sign = Piece(f"✗ {self._short(used)}", "warn")
        return Card([number, sign, Piece(f"  {who}")], one_line(used.words), row.number)

    def _short(self, used: Used) -> str:
        today = local_day(self.desk_app.clock.now())
        one = used.voucher
        day = one.redeemed_on if one is not None else None
        return {
            Outcome.AGAIN: _("already used, {day}").format(day=day_words(day, today) if day else "-"),
            Outcome.ENDED: _("ended"),
            Outcome.ELSEWHERE: _("for another shop"),
            Outcome.VOIDED: _("cancelled"),
            Outcome.NOT_YET: _("not given out by then"),
            Outcome.MISTYPED: _("mistyped"),
            Outcome.NOT_OURS: _("not ours"),
            Outcome.SEVERAL: _("type all of it"),
        }.get(used.outcome, used.words)

    # --- keys -----------------------------------------------------------------------------------------

    @property
    def _last_used(self) -> Typed | None:
        return next((row for row in self.rows if row.used and row.used.done and not row.back), None)

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
        if row is not None and row.used is not None and row.used.outcome in ALL_THE_SAME and self.where:
            # By its id: what was typed may have been the last signs alone.
            one = row.used.voucher
            self._note(one.pub if one is not None else row.code, self.where, anyway=True)

    def action_back(self) -> None:
        field = self.query_one("#code", Input)
        if field.value:
            field.value = ""
        else:
            super().action_back()
