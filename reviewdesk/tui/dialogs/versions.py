"""Earlier versions of an answer: when, by whom, the first words, and the whole of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.widget import Widget

from reviewdesk.api import _
from reviewdesk.store.values import DraftInfo
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.dialogs.pick import PickCards
from reviewdesk.tui.format import cut, one_line, visible, when
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Leaf, Piece, Written, paragraph

_FIRST_WORDS = 200


class VersionsDialog(Dialog[DraftInfo | None]):
    AUTO_FOCUS = "#versions"
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape,f9", "nothing", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    VersionsDialog > #frame { width: 96; }
    VersionsDialog PickCards { height: auto; max-height: 8; }
    VersionsDialog #whole { height: 9; border-top: hkey $foreground 20%; margin-top: 1; padding: 0; }
    """

    def __init__(self, versions: Sequence[DraftInfo]) -> None:
        super().__init__()
        self.versions = list(versions)

    @property
    def heading(self) -> str:
        return _("Earlier versions of this answer")

    def inner(self) -> Sequence[Widget]:
        return [PickCards(id="versions"), Leaf(self._whole, id="whole")]

    def on_mount(self) -> None:
        now, who = self.desk_app.clock.now(), self.desk_app.home.person_words
        cards = [
            Card(
                [
                    Piece(f"{when(each.saved_at, now):<16} ", "strong"),
                    Piece(f"{cut(one_line(who(each.by)), 14):<14} ", "dim"),
                    Piece(one_line(each.text[:_FIRST_WORDS])),
                ],
                value=number,
            )
            for number, each in enumerate(self.versions)
        ]
        self.query_one("#versions", PickCards).show(cards)

    @property
    def _chosen(self) -> DraftInfo | None:
        card = self.query_one("#versions", PickCards).card
        return self.versions[card.value] if card is not None else None

    def _whole(self, width: int) -> list[Written]:
        chosen = self._chosen
        return paragraph(visible(chosen.text), width, "own") if chosen else []

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter", _("bring it back")), ("Esc", _("nothing"))]

    def on_cards_moved(self) -> None:
        self.query_one("#whole", Leaf).write(self._whole)

    def on_cards_chosen(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        self.dismiss(self._chosen)

    def action_nothing(self) -> None:
        self.dismiss(None)
