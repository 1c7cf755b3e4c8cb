"""The palette: type what you want, Enter does it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.api import _
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.dialogs.pick import PickCards
from reviewdesk.tui.format import cut, fit
from reviewdesk.tui.palette import Offer, folded, guests
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece

_DEBOUNCE = 0.15
_TITLE, _KEY = 24, 9


class PaletteDialog(Dialog[Offer | None]):
    AUTO_FOCUS = "#wanted"
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape", "nothing", show=False),
        Binding("down", "down", show=False, priority=True),
        Binding("up", "up", show=False, priority=True),
        Binding("pagedown", "page_down", show=False, priority=True),
        Binding("pageup", "page_up", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    PaletteDialog > #frame { width: 84; }
    PaletteDialog PickCards { height: 14; margin-top: 1; }
    """

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self.offers = list(offers)
        self._shown: list[Offer] = []
        self._guests: list[Offer] = []
        self._typed = ""
        self._typing: Timer | None = None

    @property
    def heading(self) -> str:
        return _("What do you want?")

    def inner(self) -> Sequence[Widget]:
        ask = _("A word of what you want, a shop, or a guest's name")
        return [Input(placeholder=ask, id="wanted", compact=True), PickCards(id="found")]

    def on_mount(self) -> None:
        self._fill()

    def hints(self) -> list[tuple[str, str]]:
        return [("↑↓", _("choose")), ("Enter", _("do it")), ("Esc", _("nothing"))]

    @property
    def titles(self) -> list[str]:
        """What stands in it, from top to bottom."""
        return [offer.title for offer in self._shown]

    # --- what fits ------------------------------------------------------------------------------------

    def _fill(self) -> None:
        words = folded(self._typed).split()
        scored = [(offer.score(words), row) for row, offer in enumerate(self.offers)]
        fitting = sorted((score, row) for score, row in scored if score is not None)
        self._shown = [self.offers[row] for _score, row in fitting] + self._guests
        cards = self.query_one("#found", PickCards)
        cards.show([self._card(offer, row) for row, offer in enumerate(self._shown)] or [_nothing()])
        cards.move_to(0)

    def _card(self, offer: Offer, row: int) -> Card:
        width = max(20, self.query_one("#found", PickCards).inner_width - 3)
        helped = cut(offer.help, max(0, width - _TITLE - _KEY - 2))
        return Card(
            [
                Piece(fit(offer.title, _TITLE) + " ", "strong"),
                Piece(fit(offer.key, _KEY) + " ", "key"),
                Piece(helped, "dim"),
            ],
            value=row,
        )

    def on_resize(self) -> None:
        self._fill()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._typed, self._guests = event.value, []
        self._fill()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_DEBOUNCE, self._look_for_guests)

    def _look_for_guests(self) -> None:
        app, typed = self.desk_app, self._typed
        desk = app.desk
        if desk is not None and typed.strip():
            app.beside.do(
                "palette", lambda: guests(app, desk, typed), lambda found: self._found(typed, found)
            )

    def _found(self, typed: str, found: list[Offer]) -> None:
        if self.is_mounted and typed == self._typed and found:
            row = self.query_one("#found", PickCards).cursor
            self._guests = found
            self._fill()
            self.query_one("#found", PickCards).move_to(row)

    # --- keys -----------------------------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._choose()

    def on_cards_chosen(self) -> None:
        self._choose()

    def _choose(self) -> None:
        card = self.query_one("#found", PickCards).card
        if card is not None and card.value is not None:
            self.dismiss(self._shown[card.value])

    def on_key(self, event: events.Key) -> None:
        # Tab would leave the only field there is.
        if event.key in ("tab", "shift+tab"):
            event.stop()

    def action_down(self) -> None:
        self.query_one("#found", PickCards).action_down()

    def action_up(self) -> None:
        self.query_one("#found", PickCards).action_up()

    def action_page_down(self) -> None:
        self.query_one("#found", PickCards).action_page_down()

    def action_page_up(self) -> None:
        self.query_one("#found", PickCards).action_page_up()

    def action_nothing(self) -> None:
        self.dismiss(None)


def _nothing() -> Card:
    return Card([Piece(_("Nothing of that name can be done here."), "dim")])
