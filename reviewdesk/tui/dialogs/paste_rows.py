"""Bringing in what was copied off a page, the second step: what was understood, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.engine.incoming.field_words import field_words
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.dialogs.paste_standing import Standing
from reviewdesk.tui.dialogs.paste_words import LONG_FIELDS, question, skipped_cards
from reviewdesk.tui.format import count, cut, one_line
from reviewdesk.tui.naming import named
from reviewdesk.tui.pasted import Pasted
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.leaf import Written, paragraph
from reviewdesk.tui.widgets.paste_box import AnswerBox

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.incoming.imports_values import ImportReport
    from reviewdesk.engine.incoming.paste_values import PasteLook


class Step(StrEnum):
    """Where to go instead of bringing in."""

    TEXT = "text"
    PLATFORM = "platform"
    PAGE = "page"


class PastedRowsDialog(Dialog["Step | ImportReport"]):
    """Dismissed with the report of what was brought in, or with where to go instead."""

    AUTO_FOCUS = "#rows"

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("enter", "say", show=False),
        Binding("n", "next_open", show=False),
        Binding("x,space", "leave_out", show=False),
        Binding("X", "leave_out_open", show=False),
        Binding("p", "platform", show=False),
        Binding("l", "page", show=False),
        Binding("y", "bring", show=False),
        Binding("f2", "give", show=False, priority=True),
        Binding("escape", "back", show=False),
    ]
    DEFAULT_CSS = """
    PastedRowsDialog > #frame { width: 100; height: 100%; }
    PastedRowsDialog Cards { height: 1fr; margin-top: 1; }
    PastedRowsDialog #asked { display: none; margin-top: 1; text-style: bold; color: $accent; }
    PastedRowsDialog #answer { display: none; }
    PastedRowsDialog.-asking #asked, PastedRowsDialog.-asking #answer { display: block; }
    """

    def __init__(self, look: PasteLook, pasted: Pasted) -> None:
        super().__init__()
        self.look = look
        self.pasted = pasted
        self._asking: tuple[int, str] | None = None
        """The row and the field that are asked for."""
        self._busy = False

    @property
    def heading(self) -> str:
        return _("What I understood")

    def inner(self) -> Sequence[Widget]:
        return [
            AutoLeaf(self.lines, id="text"),
            Cards(id="rows"),
            Static(id="asked", markup=False),
            AnswerBox(id="answer"),
        ]

    def on_mount(self) -> None:
        self.query_one("#text", AutoLeaf).can_focus = False
        rows = [self._card(place) for place in range(len(self.standing.keys))]
        self.cards.show([*rows, *skipped_cards(self.look.skipped)])
        if still := self.standing.open:
            self.cards.move_to(still[0])

    @property
    def _desk(self) -> Desk:
        assert self.desk_app.desk is not None
        return self.desk_app.desk

    @cached_property
    def standing(self) -> Standing:
        return Standing(self._desk, self.look, self.pasted)

    @property
    def cards(self) -> Cards:
        return self.query_one("#rows", Cards)

    @property
    def _place(self) -> int | None:
        """The row under the cursor."""
        card = self.cards.card
        return self.standing.place_of(card.value) if card is not None else None

    # --- what stands in it ------------------------------------------------------------------------

    def _card(self, place: int) -> Card:
        return self.standing.card(place, self.desk_app.clock.now().astimezone().date())

    def lines(self, width: int) -> list[Written]:
        look = self.look
        number = len(look.rows)
        said = ngettext(
            "{title}, {page}: {n} review understood", "{title}, {page}: {n} reviews understood", number
        )
        page = one_line(look.listing.title) if look.listing else "?"
        lines = paragraph(said.format(title=look.title, page=page, n=count(number)), width, "strong")
        if self._busy:
            return [*lines, *paragraph(_("Bringing it in …"), width, "key")]
        return [*lines, *paragraph(self.standing.words(), width, "warn" if self.standing.open else "dim")]

    def hints(self) -> list[tuple[str, str]]:
        if self._asking is not None:
            key = "F2" if self._asking[1] in LONG_FIELDS else "Enter"
            return [(key, _("keep it")), ("Esc", _("back to the list"))]
        keys = [("y", _("bring it in")), ("x", _("leave out")), ("l", _("page")), ("p", _("platform"))]
        if self.standing.open:
            asks = [("Enter", _("say what lacks")), ("n", _("next")), ("X", _("leave out all that lack"))]
            if self.standing.stars_by_key:
                asks.insert(0, ("1-5", _("stars")))
            keys = [*asks, *keys]
        return [*keys, ("Esc", _("to the text"))]

    def _renew(self, *places: int) -> None:
        self.query_one(Hints).hush()
        self.cards.renew({self.standing.keys[place]: self._card(place) for place in places})
        self.rewrite()

    # --- saying what lacks --------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        place, sign = self._place, event.character or ""
        if self._asking is not None or self._busy or place is None:
            return
        if self.standing.takes_stars(place, sign):
            event.stop()
            self._say(place, "rating", sign)

    def action_say(self) -> None:
        """Ask for the next thing that the row lacks, or once more for the first."""
        place = self._place
        if place is None or self._asking is not None or self._busy:
            return
        missing = self.standing.asks(place)
        if not missing:
            self.tell(_("This one lacks nothing."))
            return
        self._ask(place, missing[0])

    def _ask(self, place: int, field: str) -> None:
        self._asking = (place, field)
        name = cut(named(self.look.rows[place].review.author), 24)
        words = f"{name}: {question(field, self.standing.scale)}"
        self.query_one("#asked", Static).update(cut(words, max(20, self.cards.size.width)))
        self.add_class("-asking")
        begun = self.standing.begun(place, field)
        self.query_one("#answer", AnswerBox).open(begun, long=field in LONG_FIELDS)
        self.rewrite()

    @on(AnswerBox.Given)
    def _given(self, event: AnswerBox.Given) -> None:
        event.stop()
        if self._asking is None or not event.text.strip():
            return
        place, field = self._asking
        if self._say(place, field, event.text.strip()):
            self.standing.put_by(place, field, None)

    def _say(self, place: int, field: str, typed: str) -> bool:
        """Keep what was typed, where it is understood; then on to what lacks next."""
        try:
            self.standing.say(place, field, typed)
        except DeskError as error:
            self.tell(f"{one_line(error.what)} {error.do}", trouble=True)
            return False
        asked = self._asking is not None
        self._stop_asking()
        self._renew(place)
        left = self.standing.lacks(place)
        if left and asked:
            self._ask(place, left[0])
        elif not left:
            self.action_next_open()
            if asked and self._place is not None and self.standing.lacks(self._place):
                self.action_say()
        return True

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self.standing.put_by(*self._asking, self.query_one("#answer", AnswerBox).text)
        self._asking = None
        self.remove_class("-asking")
        self.cards.focus()
        self.rewrite()

    def action_next_open(self) -> None:
        """The cursor to the next row that lacks something; round at the end."""
        still = self.standing.open
        if still and self._asking is None:
            here = self._place if self._place is not None else -1
            self.cards.move_to(next((place for place in still if place > here), still[0]))

    # --- leaving out, going back ----------------------------------------------------------------------

    def action_leave_out(self) -> None:
        place = self._place
        if place is not None and self._asking is None:
            self.standing.turn_out(place)
            self._renew(place)

    def action_leave_out_open(self) -> None:
        still = self.standing.open
        if still and self._asking is None:
            self.standing.leave_out(still)
            self._renew(*still)

    def action_platform(self) -> None:
        self._leave(Step.PLATFORM)

    def action_page(self) -> None:
        self._leave(Step.PAGE)

    def action_back(self) -> None:
        if self._asking is not None:
            self._stop_asking()
        else:
            self._leave(Step.TEXT)

    def _leave(self, step: Step) -> None:
        if self._asking is None and not self._busy:
            self.dismiss(step)

    # --- bringing in ----------------------------------------------------------------------------------

    def action_give(self) -> None:
        """F2 goes on: it keeps an answer, or brings all of it in."""
        if self._asking is not None:
            self.query_one("#answer", AnswerBox).give()
        else:
            self.action_bring()

    def action_bring(self) -> None:
        if self._busy or self._asking is not None:
            return
        if still := self.standing.open:
            first = self.standing.lacks(still[0])
            self.cards.move_to(still[0])
            said = _("This one asks for: {what}. Enter says it, x leaves it out.")
            self.tell(said.format(what=", ".join(field_words(field) for field in first)))
            return
        look, answers = self.standing.taken()
        if not look.rows:
            self.tell(_("All are left out: there is nothing to bring in."))
            return
        self._busy = True
        self.rewrite()
        desk = self._desk
        self.desk_app.beside.do("import", lambda: desk.pasting.take(look, answers), self._taken, self._failed)

    def _taken(self, report: ImportReport) -> None:
        if self.is_mounted:
            self.dismiss(report)

    def _failed(self, error: DeskError) -> None:
        self._busy = False
        if self.is_mounted:
            self.rewrite()
            self.tell(f"{one_line(error.what)} {error.do}", trouble=True)
