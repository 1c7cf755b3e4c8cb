"""Bringing in what was copied off a page, the second step: what was understood, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from textual import events, on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from reviewdesk.api import DeskError, Review, _, ngettext
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.dialogs.paste_words import LONG_FIELDS, field_words, question, row_card, skipped_cards
from reviewdesk.tui.format import count, cut, one_line
from reviewdesk.tui.naming import named
from reviewdesk.tui.pasted import Pasted, keys_of
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.leaf import Written, paragraph
from reviewdesk.tui.widgets.paste_box import AnswerBox

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.incoming.imports_values import ImportReport
    from reviewdesk.engine.incoming.paste_values import PasteLook

_NONE = "-"
_BY_KEY = 5
"""Up to so many stars one key says them."""


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
        self._keys = keys_of(look.rows)
        self._scale = 5
        self._asking: tuple[str, str] | None = None
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
        self._scale = self._desk.pasting.scale(self.look)
        self.query_one("#text", AutoLeaf).can_focus = False
        rows = [self._card(place) for place in range(len(self._keys))]
        self.cards.show([*rows, *skipped_cards(self.look.skipped)])
        if still := self._open():
            self.cards.move_to(still[0])

    @property
    def _desk(self) -> Desk:
        assert self.desk_app.desk is not None
        return self.desk_app.desk

    @property
    def cards(self) -> Cards:
        return self.query_one("#rows", Cards)

    @property
    def _place(self) -> int | None:
        """The row under the cursor."""
        card = self.cards.card
        return self._keys.index(card.value) if card is not None and card.value in self._keys else None

    # --- what is known of a row -------------------------------------------------------------------

    def _left(self, place: int) -> list[str]:
        """What still has to be said of a row."""
        said = self.pasted.answers.get(self._keys[place], {})
        return [field for field in self.look.rows[place].missing if not said.get(field)]

    def _is_out(self, place: int) -> bool:
        return self._keys[place] in self.pasted.out

    def _open(self) -> list[int]:
        return [place for place in range(len(self._keys)) if self._left(place) and not self._is_out(place)]

    def _review(self, place: int) -> Review:
        from reviewdesk.engine.incoming.paste_answers import completed

        row = self.look.rows[place]
        said = self.pasted.answers.get(self._keys[place], {})
        there = tuple(field for field in row.missing if said.get(field))
        try:
            return completed(row.review, there, said, self._scale)
        except DeskError:
            # Said for another platform's scale: it is asked again.
            self.pasted.answers.pop(self._keys[place], None)
            return row.review

    # --- what stands in it ------------------------------------------------------------------------

    def _card(self, place: int) -> Card:
        key, row, review = self._keys[place], self.look.rows[place], self._review(place)
        today = self.desk_app.clock.now().astimezone().date()
        return row_card(key, row, review, self._left(place), today, out=self._is_out(place))

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
        return [*lines, *paragraph(self._state_words(), width, "warn" if self._open() else "dim")]

    def _state_words(self) -> str:
        left_out = sum(self._is_out(place) for place in range(len(self._keys)))
        parts = []
        if still := len(self._open()):
            said = ngettext("{n} still asks for something", "{n} still ask for something", still)
            parts.append(said.format(n=count(still)))
        else:
            parts.append(_("Nothing lacks: y brings it in"))
        if left_out:
            parts.append(_("{n} left out").format(n=count(left_out)))
        if self.look.skipped:
            number = len(self.look.skipped)
            said = ngettext(
                "{n} piece not understood, at the end", "{n} pieces not understood, at the end", number
            )
            parts.append(said.format(n=count(number)))
        return " · ".join(parts)

    def hints(self) -> list[tuple[str, str]]:
        if self._asking is not None:
            key = "F2" if self._asking[1] in LONG_FIELDS else "Enter"
            return [(key, _("keep it")), ("Esc", _("back to the list"))]
        keys = [("y", _("bring it in")), ("x", _("leave out")), ("l", _("page")), ("p", _("platform"))]
        if self._open():
            asks = [("Enter", _("say what lacks")), ("n", _("next")), ("X", _("leave out all that lack"))]
            if self._stars_by_key():
                asks.insert(0, ("1-5", _("stars")))
            keys = [*asks, *keys]
        return [*keys, ("Esc", _("to the text"))]

    def _stars_by_key(self) -> bool:
        return self._scale <= _BY_KEY and any("rating" in row.missing for row in self.look.rows)

    def _renew(self, *places: int) -> None:
        self.query_one(Hints).hush()
        self.cards.renew({self._keys[place]: self._card(place) for place in places})
        self.rewrite()

    # --- saying what lacks --------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        place, sign = self._place, event.character or ""
        if self._asking is not None or self._busy or place is None or not self._stars_by_key():
            return
        if "rating" in self.look.rows[place].missing and sign and sign in f"-{'12345'[: self._scale]}":
            event.stop()
            self._say(place, "rating", sign)

    def action_say(self) -> None:
        """Ask for the next thing that the row lacks, or once more for the first."""
        place = self._place
        if place is None or self._asking is not None or self._busy:
            return
        missing = self._left(place) or list(self.look.rows[place].missing)
        if not missing:
            self.tell(_("This one lacks nothing."))
            return
        self._ask(place, missing[0])

    def _ask(self, place: int, field: str) -> None:
        key = self._keys[place]
        self._asking = (key, field)
        name = named(self.look.rows[place].review.author)
        asked = self.query_one("#asked", Static)
        asked.update(cut(f"{cut(name, 24)}: {question(field, self._scale)}", max(20, self.cards.size.width)))
        self.add_class("-asking")
        said = self.pasted.answers.get(key, {}).get(field, "")
        self.query_one("#answer", AnswerBox).open(
            self.pasted.begun.get(self._asking, said), long=field in LONG_FIELDS
        )
        self.rewrite()

    @on(AnswerBox.Given)
    def _given(self, event: AnswerBox.Given) -> None:
        event.stop()
        if self._asking is None or not event.text.strip():
            return
        key, field = self._asking
        if self._say(self._keys.index(key), field, event.text.strip()):
            self.pasted.begun.pop((key, field), None)

    def _say(self, place: int, field: str, typed: str) -> bool:
        """Keep what was typed, where it is understood; then on to what lacks next."""
        try:
            self._desk.pasting.check(self.look, place, field, typed)
        except DeskError as error:
            self.tell(f"{one_line(error.what)} {error.do}", trouble=True)
            return False
        self.pasted.answers.setdefault(self._keys[place], {})[field] = typed
        self.pasted.out.discard(self._keys[place])
        asked = self._asking is not None
        self._stop_asking()
        self._renew(place)
        left = self._left(place)
        if left and asked:
            self._ask(place, left[0])
        elif not left:
            self.action_next_open()
            if asked and self._place is not None and self._left(self._place):
                self.action_say()
        return True

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self.pasted.begun[self._asking] = self.query_one("#answer", AnswerBox).text
        self._asking = None
        self.remove_class("-asking")
        self.cards.focus()
        self.rewrite()

    def action_next_open(self) -> None:
        """The cursor to the next row that lacks something; round at the end."""
        still = self._open()
        if still and self._asking is None:
            here = self._place if self._place is not None else -1
            self.cards.move_to(next((place for place in still if place > here), still[0]))

    # --- leaving out, going back ----------------------------------------------------------------------

    def action_leave_out(self) -> None:
        place = self._place
        if place is not None and self._asking is None:
            self.pasted.out ^= {self._keys[place]}
            self._renew(place)

    def action_leave_out_open(self) -> None:
        still = self._open()
        if still and self._asking is None:
            self.pasted.out |= {self._keys[place] for place in still}
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
        if still := self._open():
            first = self._left(still[0])
            self.cards.move_to(still[0])
            said = _("This one asks for: {what}. Enter says it, x leaves it out.")
            self.tell(said.format(what=", ".join(field_words(field) for field in first)))
            return
        taken = [place for place in range(len(self._keys)) if not self._is_out(place)]
        if not taken:
            self.tell(_("All are left out: there is nothing to bring in."))
            return
        self._busy = True
        self.rewrite()
        desk, look = self._desk, replace(self.look, rows=tuple(self.look.rows[place] for place in taken))
        answers = {
            row: dict(self.pasted.answers.get(self._keys[place], {})) for row, place in enumerate(taken)
        }
        self.desk_app.beside.do("import", lambda: desk.pasting.take(look, answers), self._taken, self._failed)

    def _taken(self, report: ImportReport) -> None:
        if self.is_mounted:
            self.dismiss(report)

    def _failed(self, error: DeskError) -> None:
        self._busy = False
        if self.is_mounted:
            self.rewrite()
            self.tell(f"{one_line(error.what)} {error.do}", trouble=True)
