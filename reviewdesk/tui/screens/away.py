"""Holidays: noting them, and on return one page of what came in, with the way to each of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.engine.moments import coming_day_of
from reviewdesk.store.lines import Line
from reviewdesk.store.values import AwayInfo
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.dialogs.pick import AskDialog
from reviewdesk.tui.filters import Filter
from reviewdesk.tui.format import count, day_words, fit, one_line, stars, when, zone_of
from reviewdesk.tui.naming import named
from reviewdesk.tui.screens.page import ReadPage
from reviewdesk.tui.span import halves
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece

if TYPE_CHECKING:
    from reviewdesk.engine.away import CameIn
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.away import Came

_FIRST_WORDS = 120


class AwayScreen(ReadPage):
    BINDINGS = bindings(Scope.AWAY)

    def __init__(self) -> None:
        super().__init__()
        self.noted: AwayInfo | None = None
        self.returned: AwayInfo | None = None
        """The holidays that are over, as long as this page stands."""

    @property
    def hint_actions(self) -> tuple[str, ...]:
        return ("lead_there", *(("end_away",) if self.noted else ()), "set_away", "inbox")

    def can(self, action: str) -> bool:
        return self.noted is not None if action == "end_away" else super().can(action)

    # --- what stands on it ----------------------------------------------------------------------------

    def read(self) -> None:
        returned = self.returned

        def look(desk: Desk) -> tuple[AwayInfo | None, AwayInfo | None, CameIn | None]:
            noted, back = desk.away.noted(), returned or desk.away.back_from()
            begun = back or (noted if noted and noted.begun(desk.clock.now()) else None)
            return noted, back, desk.away.came_in(begun.since) if begun else None

        self.ask(look, lambda found: self._show(*found))

    def _show(self, noted: AwayInfo | None, back: AwayInfo | None, came: CameIn | None) -> None:
        desk = self.desk
        if back is not None and self.returned is None and desk is not None:
            self.returned = back
            self.desk_app.beside.do("scribe", lambda: desk.away.seen(back))
        self.noted = noted
        self.cards.show(self._cards(came))

    @property
    def heading(self) -> str:
        noted, back = self.noted, self.returned
        today = self.desk_app.clock.now().astimezone().date()
        if back is not None:
            return _("Welcome back. Since {day}:").format(day=day_words(first_day(back), today))
        if noted is None:
            return _("Holidays")
        words = (
            _("Away till {last}") if noted.begun(self.desk_app.clock.now()) else _("Away {first} to {last}")
        )
        return words.format(first=day_words(first_day(noted), today), last=day_words(last_day(noted), today))

    def _cards(self, came: CameIn | None) -> list[Card]:
        keys = self.desk_app.keys
        if came is None:
            title = _("You are not away yet.") if self.noted else _("You are not away.")
            said = _("{key} notes from when to when: the desk goes on fetching, nothing turns late.")
            return [Card([Piece(title, "heading")], said.format(key=keys.of("set_away")))]
        cards = [_heading(_("New while you were away"))]
        cards += [self._platform(each) for each in came.platforms]
        if not came.platforms:
            cards.append(_heading(_("  no new reviews")))
        cards += self._reviews(_("Bad ones that wait"), came.worst)
        cards += self._reviews(_("Refused or taken down"), came.refused)
        cards += self._reviews(_("Changed by the guest after your answer"), came.again)
        return cards + self._rest(came)

    def _platform(self, each: Came) -> Card:
        new = ngettext("{n} new", "{n} new", each.new).format(n=count(each.new))
        rest = _("{low} bad · {waiting} to answer").format(low=count(each.low), waiting=count(each.waiting))
        name = fit(self.desk_app.title_of(each.platform), 14)
        return Card(
            [Piece(f"{name} ", "strong"), Piece(f"{fit(new, 12)} {rest}")], "", ("platform", each.platform)
        )

    def _reviews(self, title: str, lines: Sequence[Line]) -> list[Card]:
        if not lines:
            return []
        return [_heading(""), _heading(title), *(self._review(line) for line in lines)]

    def _review(self, line: Line) -> Card:
        now = self.desk_app.clock.now()
        author = named(line.author, kept=line.words_kept)
        return Card(
            [
                Piece(f"{stars(line.half_stars)} ", "warn"),
                Piece(f"{fit(self.desk_app.title_of(line.platform), 12)} {fit(author, 16)} ", "strong"),
                Piece(f"{when(line.last_word_at, now, zone_of(line.zone))}  ", "dim"),
                Piece(one_line(line.text[:_FIRST_WORDS])),
            ],
            "",
            ("review", line.id),
        )

    def _rest(self, came: CameIn) -> list[Card]:
        cards: list[Card] = []
        decide, bells = len(came.decide), len(self.desk_app.glance.bells)
        if decide:
            said = ngettext(
                "{n} answer waits for your decision", "{n} answers wait for your decision", decide
            )
            cards.append(Card([Piece(said.format(n=decide), "warn")], "", ("outbox", "")))
        for each in came.sign_ins:
            said = _("Sign in again at {name}").format(name=one_line(each.name))
            cards.append(Card([Piece(said, "warn")], one_line(each.problem or ""), ("accounts", each.name)))
        if bells:
            said = ngettext("{n} mail tells of something new", "{n} mails tell of something new", bells)
            cards.append(Card([Piece(said.format(n=bells), "state")], "", ("bells", "")))
        return [_heading(""), *cards] if cards else []

    # --- keys -----------------------------------------------------------------------------------------

    def on_cards_chosen(self) -> None:
        self.action_lead_there()

    def action_lead_there(self) -> None:
        if self.here is None:
            return
        app, (kind, what) = self.desk_app, self.here
        if kind == "outbox":
            app.action_outbox()
        elif kind == "accounts":
            app.action_accounts()
        else:
            app.pop_screen()
            self._lead_in_the_inbox(kind, what)

    def _lead_in_the_inbox(self, kind: str, what: object) -> None:
        inbox = self.desk_app.inbox_screen
        if kind == "review" and isinstance(what, int):
            self.desk_app.show_review(what)
        elif kind == "platform":
            inbox.show_filtered(Filter(platform=str(what)))
        elif kind == "bells":
            inbox.action_browse()

    def action_set_away(self) -> None:
        self._ask_days(_("From which day to which? E.g. 24 Dec to 2 Jan, or: tomorrow to sunday."))

    def _ask_days(self, said: str, typed: str = "") -> None:
        self.app.push_screen(AskDialog(_("Away"), said, text=typed), self._set)

    def _set(self, typed: str | None) -> None:
        desk = self.desk
        if not typed or desk is None:
            return
        try:
            first, last = days_of(typed, self.desk_app.clock.now())
        except DeskError as error:
            # What was typed stays to be mended.
            self._ask_days(f"{error.what} {error.do}".strip(), typed)
            return
        said = _("Noted. The desk goes on fetching, and nothing turns late meanwhile.")
        self._do(lambda: desk.away.note(first, last), said)

    def action_end_away(self) -> None:
        desk = self.desk
        if desk is not None:
            self._do(desk.away.end, _("Welcome back."))

    def _do(self, work: object, said: str) -> None:
        assert callable(work)

        def done(_result: object) -> None:
            self.tell(said)
            self.desk_app.look_again()
            self.read()

        self.desk_app.beside.do("scribe", work, done)


def days_of(typed: str, now: datetime) -> tuple[date, date]:
    """Two days out of one line: 24 Dec to 2 Jan, 2026-12-24 - 2027-01-02. Raises DeskError."""
    first, last = halves(typed)
    day = coming_day_of(first, now)
    return day, coming_day_of(last, now) if last else day


def first_day(one: AwayInfo) -> date:
    return one.since.astimezone().date()


def last_day(one: AwayInfo) -> date:
    return (one.until - timedelta(seconds=1)).astimezone().date()


def _heading(title: str) -> Card:
    return Card([Piece(title, "heading")])
