"""A guest wishes to be forgotten: what goes and what stays, and a yes that can't be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.widget import Widget

from reviewdesk.api import DeskError, _
from reviewdesk.engine.forgetting_words import going, staying
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.dialogs.pick import PickCards
from reviewdesk.tui.format import one_line
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.forgetting import Person
    from reviewdesk.store.values import Known


def meant(desk: Desk, known: Known) -> tuple[Person, Person]:
    """This review alone, and all that stands under its guest's name: the same where there is no more."""
    alone = desk.forgetting.look(known.pub)
    try:
        under_name = desk.forgetting.look(known.review.author or "")
    except DeskError:
        return alone, alone
    return alone, under_name if len(going(under_name)) > len(going(alone)) else alone


class ForgetDialog(Dialog["Person | None"]):
    """A number or an arrow chooses and shows, only Enter does it; it begins with no."""

    AUTO_FOCUS = "#choices"
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape", "nothing", show=False),
        Binding("enter", "choose", show=False),
        Binding("pagedown", "text_down", show=False),
        Binding("pageup", "text_up", show=False),
    ]
    DEFAULT_CSS = """
    ForgetDialog #text { max-height: 12; }
    ForgetDialog #choices { height: auto; margin-top: 1; }
    """

    def __init__(self, guest: str, alone: Person, under_name: Person) -> None:
        super().__init__()
        self._guest = guest
        self._persons = [alone] if under_name is alone else [alone, under_name]

    @property
    def heading(self) -> str:
        return _("Forget {guest}?").format(guest=self._guest)

    def inner(self) -> Sequence[Widget]:
        leaf = AutoLeaf(self.lines, id="text")
        leaf.can_focus = False
        return [leaf, PickCards(id="choices")]

    def on_mount(self) -> None:
        words = [_("no, nothing"), _("yes, this review")]
        if len(self._persons) > 1:
            words.append(_("yes, all that stands under this name"))
        self.cards.show(
            [Card([Piece(f"{row} ", "key"), Piece(said)], "", row) for row, said in enumerate(words, 1)]
        )

    @property
    def cards(self) -> PickCards:
        return self.query_one("#choices", PickCards)

    @property
    def person(self) -> Person | None:
        """Whom the cursor means."""
        row = self.cards.cursor if self.query("#choices") else 0
        return self._persons[row - 1] if row else None

    def lines(self, width: int) -> list[Written]:
        person = self.person
        if person is None:
            said = _("For a guest who asks for it. What goes is shown first; it can't be undone.")
            return paragraph(said, width)
        lines = paragraph(_("This goes:"), width, "warn")
        for each in going(person, self.desk_app.title_of):
            lines += paragraph(one_line(each), width, "", "  ")
        return [*lines, *(line for each in staying(person) for line in paragraph(each, width, "dim"))]

    def hints(self) -> list[tuple[str, str]]:
        if self.person is None:
            return [("Enter", _("no, nothing")), ("↓", _("what would go")), ("Esc", _("nothing"))]
        more = [("PgDn", _("read on"))] if any(self.query_one("#text", AutoLeaf).hidden) else []
        return [("Enter", _("forget it for good")), *more, ("Esc", _("nothing"))]

    # --- keys -----------------------------------------------------------------------------------------

    def on_cards_moved(self) -> None:
        self.rewrite()

    def on_leaf_seen(self) -> None:
        self.query_one(Hints).offer(self.hints())

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdecimal():
            event.stop()
            self.cards.move_to(int(event.character) - 1)

    def on_cards_chosen(self) -> None:
        """A click shows what goes; Enter does it."""

    def action_choose(self) -> None:
        self.dismiss(self.person)

    def action_nothing(self) -> None:
        self.dismiss(None)

    def action_text_down(self) -> None:
        self.query_one("#text", AutoLeaf).action_leaf_down()

    def action_text_up(self) -> None:
        self.query_one("#text", AutoLeaf).action_leaf_up()
