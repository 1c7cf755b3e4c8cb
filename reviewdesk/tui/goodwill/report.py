"""What became of goodwill: promised, used, ended; by reason, way, shop, month. Never of better reviews."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from textual.widget import Widget

from reviewdesk.api import CaseReason, DeskError, _
from reviewdesk.engine.goodwill.card_files import kept
from reviewdesk.engine.goodwill.event_words import channel_words
from reviewdesk.engine.goodwill.reason_words import reasons
from reviewdesk.engine.goodwill.values import Band, Line, Report
from reviewdesk.engine.moments import day_of
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.dialogs.pick import AskDialog
from reviewdesk.tui.format import count, day_words, fit, one_line
from reviewdesk.tui.goodwill.words import local_day, money, plain
from reviewdesk.tui.screens.page import ReadPage
from reviewdesk.tui.span import halves
from reviewdesk.tui.widgets.leaf import Leaf, Piece, Written, paragraph

_NAME, _NUMBER = 26, 9


class BookScreen(ReadPage):
    BINDINGS = bindings(Scope.BOOK)

    def __init__(self) -> None:
        super().__init__()
        self.since: date | None = None
        self.until: date | None = None
        self.report: Report | None = None

    def parts(self) -> Iterable[Widget]:
        return [Leaf(self._lines)]

    @property
    def hint_actions(self) -> tuple[str, ...]:
        return ("down", "page_down", "book_days", "book_csv", "vouchers", "inbox")

    @property
    def asked(self) -> tuple[date | None, date | None]:
        return self.since, self.until

    def read(self) -> None:
        since, until = self.asked
        self.ask(lambda desk: desk.vouchers.report(since, until), self._show)

    def _show(self, report: Report) -> None:
        self.report = report
        self.query_one(Leaf).write(self._lines, top=False)

    @property
    def heading(self) -> str:
        title, today = _("What became of goodwill"), local_day(self.desk_app.clock.now())
        if self.since is not None:
            title += " · " + _("since {day}").format(day=day_words(self.since, today))
        if self.until is not None:
            title += " · " + _("until {day}").format(day=day_words(self.until, today))
        return title

    # --- what stands on it ----------------------------------------------------------------------------

    def _lines(self, width: int) -> list[Written]:
        report = self.report
        if report is None:
            return []
        if not report.total.count and not report.held:
            return paragraph(_("Nothing was given yet."), width, "dim")
        total = report.total
        facts = [
            (_("still promised"), total.promised, money(report.promised_cost)),
            (_("prepared, held"), report.held, money(report.held_cost)),
            (_("used"), total.used, money(total.cost)),
            (_("ended"), total.ended, ""),
            (_("cancelled"), total.voided, ""),
            (_("guests who came back"), report.returned, ""),
            (_("cards that came twice"), report.twice, ""),
            (_("without a review"), report.without_review, ""),
            (_("over a limit"), report.overrides, ""),
        ]
        lines: list[Written] = [
            [Piece(fit(label, _NAME) + " ", "dim"), Piece(f"{count(many):>6}  ", "strong"), Piece(cost)]
            for label, many, cost in facts
        ]
        named = {reason.value: words for reason, words in reasons().items()}
        assert set(named) == {each.value for each in CaseReason}
        lines += self._table(_("by what went wrong"), report.by_reason, named)
        ways = {each.name: channel_words(one_line(each.name)) for each in report.by_channel}
        lines += self._table(_("by the way it went"), report.by_channel, ways)
        shops = {each.name: self.desk_app.naming.shop(each.name) for each in report.by_place}
        lines += self._table(_("by shop"), report.by_place, shops)
        lines += self._table(_("by month"), report.by_month, {})
        return [*lines, *self._bands(report.bands, width)]

    def _table(self, title: str, rows: Sequence[Line], names: dict[str, str]) -> list[Written]:
        if not rows:
            return []
        heads = (_("given"), _("used"), _("promised"), _("ended"))
        head = "".join(fit(each, _NUMBER, right=True) for each in heads)
        lines: list[Written] = [[Piece("")], [Piece(fit(title, _NAME), "state"), Piece(head, "dim")]]
        for each in rows:
            numbers = (each.count, each.used, each.promised, each.ended)
            told = "".join(f"{count(number):>{_NUMBER}}" for number in numbers)
            name = names.get(each.name, one_line(each.name))
            lines.append([Piece(fit(name, _NAME)), Piece(told), Piece(f"  {money(each.cost)}", "dim")])
        return lines

    def _bands(self, bands: Sequence[Band], width: int) -> list[Written]:
        said = _("For fairness: how many reviews of so many stars led to a voucher.")
        lines: list[Written] = [[Piece("")], *paragraph(said, width, "state")]
        for band in bands:
            if band.reviews or band.vouchers:
                name = _("no stars") if band.name == "-" else f"{band.name} ★"
                told = _("{vouchers} of {reviews}").format(
                    vouchers=count(band.vouchers), reviews=count(band.reviews)
                )
                lines.append([Piece(fit(name, _NAME)), Piece(f"{told:>{_NUMBER}}")])
        return lines

    # --- keys -----------------------------------------------------------------------------------------

    def action_book_days(self) -> None:
        said = _("From which day to which? E.g. 1 Nov to 30 Nov, or only: 1 Nov. Empty: all of it.")

        def chosen(typed: str | None) -> None:
            if typed is None:
                return
            try:
                self.since, self.until = days_between(typed, self.desk_app.clock.now())
            except DeskError as error:
                self.tell(plain(error), trouble=True)
                return
            self.read()

        before = " - ".join(each.isoformat() for each in (self.since, self.until) if each)
        self.app.push_screen(AskDialog(_("Days"), said, text=before, empty_ok=True), chosen)

    def action_book_csv(self) -> None:
        desk, since, until = self.desk, self.since, self.until
        if desk is None:
            return
        name = f"goodwill-{local_day(self.desk_app.clock.now())}.csv"
        path = desk.home.path / name

        def work() -> str:
            return str(kept(desk.home.path, name, desk.vouchers.csv(since, until).encode("utf-8"), path))

        self.desk_app.beside.do(
            "read",
            work,
            lambda there: self.tell(_("Kept, without names and codes: {path}").format(path=there), keep=True),
            lambda error: self.tell(plain(error), trouble=True),
        )


def days_between(typed: str, now: datetime) -> tuple[date | None, date | None]:
    """The first day and the last, None where there is none: 1 Nov to 30 Nov, 1 Nov. Raises DeskError."""
    if not typed:
        return None, None
    first, last = halves(typed)
    return day_of(first, now), day_of(last, now) if last else None
