"""The diary: all that happened, newest first."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from reviewdesk.api import _
from reviewdesk.store.values import DiaryEntry
from reviewdesk.tui.diary_words import happened
from reviewdesk.tui.format import one_line, when
from reviewdesk.tui.screens.desk_screen import DeskScreen, Foot
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Piece

_SHOWN = 300


class DiaryScreen(DeskScreen):
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("enter", "open_review", show=False),
        Binding("escape", "back", show=False),
    ]
    DEFAULT_CSS = """
    DiaryScreen #title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    DiaryScreen Cards { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        yield Static(_("Diary"), id="title", markup=False)
        yield Cards(id="diary")
        yield Foot()

    @property
    def hint_actions(self) -> tuple[str, ...]:
        return ("open_review", "inbox")

    def on_mount(self) -> None:
        self.query_one(Cards).focus()
        self.read()

    def on_desk_change(self) -> None:
        super().on_desk_change()
        self.read()

    def read(self) -> None:
        desk = self.desk
        if desk is not None:
            self.desk_app.beside.do("read", self._read, self._show)

    def _read(self) -> list[tuple[DiaryEntry, str]]:
        desk = self.desk
        assert desk is not None
        entries = [entry for entry in desk.diary(limit=_SHOWN) if not _empty_read(entry)]
        authors = {
            review: desk.inbox.find(review).review.author or ""
            for review in {e.review for e in entries if e.review}
        }
        return [(entry, authors.get(entry.review or "", "")) for entry in entries]

    def _show(self, entries: list[tuple[DiaryEntry, str]]) -> None:
        if not self.is_mounted:
            return
        now = self.desk_app.clock.now()
        cards = [
            Card(
                [
                    Piece(f"{when(entry.at, now):<18} ", "dim"),
                    Piece(happened(entry), ""),
                    Piece(f"  {one_line(author)}", "strong"),
                    Piece(f"  {_('by')} {one_line(entry.by)}" if entry.by else "", "dim"),
                ],
                one_line(entry.details.get("reason", "")),
                (number, entry.review),
            )
            for number, (entry, author) in enumerate(entries)
        ]
        self.query_one(Cards).show(cards or [Card([Piece(_("Nothing happened yet."), "dim")])])

    def action_open_review(self) -> None:
        card, desk = self.query_one(Cards).card, self.desk
        if card is None or card.value is None or card.value[1] is None or desk is None:
            return
        number = desk.inbox.find(card.value[1]).id
        self.app.pop_screen()
        self.desk_app.show_review(number)


def _empty_read(entry: DiaryEntry) -> bool:
    """A fetch that brought nothing: a desk that is open all day has hundreds of them."""
    return entry.what == "listing.read" and not any(
        entry.details.get(name, "0") != "0" for name in ("new", "changed", "aside")
    )
