"""A page: its title, a list or a text, the foot; most are read from the desk, again at every change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from reviewdesk.api import _
from reviewdesk.tui.screens.desk_screen import DeskScreen, Foot
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Leaf, Piece, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

T = TypeVar("T")
_AT_ONCE = 0.15


class Page(DeskScreen):
    BINDINGS = [Binding("escape", "back", show=False)]  # noqa: RUF012 - Textual's own form
    DEFAULT_CSS = """
    Page > #title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    Page > Cards, Page > Leaf { height: 1fr; }
    """

    @property
    def heading(self) -> str:
        """The words of the first line."""
        return ""

    def parts(self) -> Iterable[Widget]:
        """What stands between title and foot; the first list or text takes the keys."""
        return [Cards()]

    def compose(self) -> ComposeResult:
        yield Static(self.heading, id="title", markup=False)
        yield from self.parts()
        yield Foot()

    def on_mount(self) -> None:
        # Textual calls the handlers of all classes, the page's own first: nobody calls `super` here.
        self.query("Cards, Leaf").first().focus()

    @property
    def cards(self) -> Cards:
        return self.query_one(Cards)

    @property
    def here(self) -> Any:
        """The value of the card under the cursor; None where there is none."""
        card = self.cards.card if self.is_mounted and self.query(Cards) else None
        return card.value if card is not None else None

    def head(self) -> None:
        """Write the first line anew."""
        self.query_one("#title", Static).update(self.heading)


class ReadPage(Page):
    """A page about what the desk holds."""

    has_come = False
    """What stands on it was read once."""

    def read(self) -> None:
        """Ask for what stands on it; done at the beginning, and when anything changed."""

    @property
    def asked(self) -> object:
        """What the page is about just now: what was read about another is not shown."""
        return None

    def ask(self, look: Callable[[Desk], T], show: Callable[[T], object]) -> None:
        desk, asked = self.desk, self.asked

        def came(found: T) -> None:
            if self.is_mounted and asked == self.asked:
                self.has_come = True
                show(found)
                self.head()
                self.show_foot()

        if desk is not None:
            self.desk_app.beside.do("read", lambda: look(desk), came)

    def on_mount(self) -> None:
        self.read()
        # Where it comes at once nothing is to flash.
        self.set_timer(_AT_ONCE, self._still_reading)

    def _still_reading(self) -> None:
        if self.is_mounted and not self.has_come:
            self.show_reading()

    def show_reading(self) -> None:
        """In the place of what is not there yet."""
        words = _("Reading …")
        for cards in self.query(Cards):
            cards.show([Card([Piece(words, "dim")])])
        for leaf in self.query(Leaf):
            leaf.write(lambda width: paragraph(words, width, "dim"))

    def on_desk_change(self) -> None:
        super().on_desk_change()
        self.read()

    def on_cards_moved(self) -> None:
        self.show_foot()
