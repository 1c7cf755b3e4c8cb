"""The diary: all that happened, newest first, page by page, or only a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reviewdesk.api import DeskError, _
from reviewdesk.engine.diary_words import KINDS, happened, kind_words
from reviewdesk.engine.moments import day_of
from reviewdesk.store.values import DiaryEntry, DiaryWish
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.dialogs.pick import AskDialog, Choice, PickDialog
from reviewdesk.tui.format import day_heading, one_line, when
from reviewdesk.tui.naming import named
from reviewdesk.tui.screens.page import ReadPage
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece

_PAGE = 100
_ALL = "*"


class DiaryScreen(ReadPage):
    BINDINGS = bindings(Scope.DIARY)

    def __init__(
        self, wish: DiaryWish | None = None, starts: Sequence[int | None] = (None,), at: int | None = None
    ) -> None:
        super().__init__()
        self.wish = wish or DiaryWish()
        self._entries: list[DiaryEntry] = []
        self._more = False
        self._starts = list(starts)
        """Behind which row each page up to this one begins."""
        self._at = at
        """The entry on which the cursor is to stand once it is there."""

    @property
    def hint_actions(self) -> tuple[str, ...]:
        pages = [name for name in ("older", "newer") if self.can(name)]
        return (*pages, "open_entry", "kind", "day", "this_review", "inbox")

    def can(self, action: str) -> bool:
        entry = self.entry
        rules = {
            "older": self._more,
            "newer": len(self._starts) > 1,
            "open_entry": entry is not None and entry.review is not None,
            "this_review": self.wish.review is not None or (entry is not None and entry.review is not None),
        }
        return rules.get(action, super().can(action))

    @property
    def entry(self) -> DiaryEntry | None:
        """The one under the cursor."""
        return next((each for each in self._entries if each.id == self.here), None)

    # --- reading ------------------------------------------------------------------------------------

    def on_desk_change(self) -> None:
        # An older page stays as it is being read.
        if len(self._starts) == 1:
            super().on_desk_change()

    @property
    def asked(self) -> tuple[DiaryWish, int | None]:
        return self.wish, self._starts[-1]

    def read(self) -> None:
        wish, start = self.asked
        self.ask(lambda desk: desk.diary_page(wish, before=start, limit=_PAGE + 1), self._show)

    def _show(self, entries: list[DiaryEntry]) -> None:
        self._more = len(entries) > _PAGE
        self._entries = entries[:_PAGE]
        all_of_it = self.wish == DiaryWish()
        nothing = _("Nothing happened yet.") if all_of_it else _("Nothing of that kind happened.")
        cards = [self._card(entry) for entry in self._entries]
        self.cards.show(cards or [Card([Piece(nothing, "dim")])])
        at, self._at = self._at, None
        if at is not None:
            self.cards.move_to(next((row for row, each in enumerate(self._entries) if each.id == at), 0))

    def _card(self, entry: DiaryEntry) -> Card:
        now, by = self.desk_app.clock.now(), self.desk_app.home.person_words(entry.by)
        title = [
            Piece(f"{when(entry.at, now):<18} ", "dim"),
            Piece(one_line(happened(entry)), ""),
            Piece(f"  {_guest(entry)}" if entry.review else "", "strong"),
            Piece(f"  {_('by')} {one_line(by)}" if by else "", "dim"),
        ]
        return Card(title, one_line(entry.details.get("reason", "")), entry.id)

    @property
    def heading(self) -> str:
        parts = [_("Diary")]
        if self.wish.kind:
            parts.append(kind_words(self.wish.kind))
        if self.wish.day:
            parts.append(day_heading(self.wish.day, self.desk_app.clock.now().astimezone().date()))
        if self.wish.review:
            names = [_guest(each) for each in self._entries if each.review] or [named(None)]
            parts.append(_("the review of {author}").format(author=names[0]))
        if len(self._starts) > 1:
            parts.append(_("page {n}").format(n=len(self._starts)))
        return " · ".join(parts)

    def _wish_for(self, wish: DiaryWish) -> None:
        self.wish, self._starts = wish, [None]
        self.cards.move_to(0)
        self.read()

    # --- keys -----------------------------------------------------------------------------------------

    def action_older(self) -> None:
        if self._more:
            self._starts.append(self._entries[-1].id)
            self.cards.move_to(0)
            self.read()
        else:
            self.tell(_("This is the oldest page."))

    def action_newer(self) -> None:
        if len(self._starts) > 1:
            self._starts.pop()
            self.cards.move_to(0)
            self.read()
        else:
            self.tell(_("This is the newest page."))

    def action_kind(self) -> None:
        choices = [Choice(_ALL, _("everything")), *(Choice(kind, kind_words(kind)) for kind in KINDS)]

        def chosen(picked: str | None) -> None:
            if picked is not None:
                self._wish_for(replace(self.wish, kind=None if picked == _ALL else picked))

        at = next((row for row, each in enumerate(choices) if each.value == self.wish.kind), 0)
        self.app.push_screen(PickDialog(_("Of what does the diary tell?"), choices, at=at), chosen)

    def action_day(self) -> None:
        said = _("Which day? E.g. yesterday, monday, 2026-11-20. Empty: all days.")

        def chosen(typed: str | None) -> None:
            if typed is None:
                return
            try:
                day = day_of(typed, self.desk_app.clock.now()) if typed else None
            except DeskError as error:
                self.desk_app.trouble(error)
                return
            self._wish_for(replace(self.wish, day=day))

        now = self.wish.day.isoformat() if self.wish.day else ""
        self.app.push_screen(AskDialog(_("Day"), said, text=now, empty_ok=True), chosen)

    def action_this_review(self) -> None:
        entry = self.entry
        if self.wish.review is not None:
            self._wish_for(replace(self.wish, review=None))
        elif entry is not None and entry.review is not None:
            self._wish_for(replace(self.wish, review=entry.review))

    def action_back(self) -> None:
        """Filters off first, then to the inbox."""
        if self.wish != DiaryWish():
            self._wish_for(DiaryWish())
        else:
            super().action_back()

    def action_open_entry(self) -> None:
        entry, desk = self.entry, self.desk
        if entry is None or entry.review is None or desk is None:
            return
        number, app = desk.inbox.find(entry.review).id, self.desk_app
        here = self.wish, tuple(self._starts), entry.id
        app.pop_screen()
        app.inbox_screen.visit(number, lambda: app.push_screen(DiaryScreen(*here)))

    def on_cards_chosen(self) -> None:
        self.action_open_entry()


def _guest(entry: DiaryEntry) -> str:
    return named(entry.author, kept=entry.name_kept)
