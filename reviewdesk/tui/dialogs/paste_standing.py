"""How the rows of a paste stand: what the owner said of each, what it still lacks, whether it is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, Review, _, ngettext
from reviewdesk.tui.dialogs.paste_words import row_card
from reviewdesk.tui.format import count
from reviewdesk.tui.pasted import Pasted, keys_of
from reviewdesk.tui.widgets.cards import Card

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.incoming.paste_values import PasteLook

_BY_KEY = 5
"""Up to so many stars one key says them."""


class Standing:
    """Rows are named by their place, from the first one on."""

    def __init__(self, desk: Desk, look: PasteLook, pasted: Pasted) -> None:
        self._desk = desk
        self._look = look
        self._pasted = pasted
        self.keys = keys_of(look.rows)
        self.scale = desk.pasting.scale(look)

    def place_of(self, key: object) -> int | None:
        return self.keys.index(key) if isinstance(key, str) and key in self.keys else None

    def said(self, place: int) -> dict[str, str]:
        return self._pasted.answers.get(self.keys[place], {})

    def lacks(self, place: int) -> list[str]:
        """What still has to be said."""
        said = self.said(place)
        return [field for field in self._look.rows[place].missing if not said.get(field)]

    def asks(self, place: int) -> list[str]:
        """What it lacks, or else all that it lacked: it can be said once more."""
        return self.lacks(place) or list(self._look.rows[place].missing)

    def is_out(self, place: int) -> bool:
        return self.keys[place] in self._pasted.out

    @property
    def open(self) -> list[int]:
        """The rows that still ask for something."""
        return [place for place in range(len(self.keys)) if self.lacks(place) and not self.is_out(place)]

    @property
    def stars_by_key(self) -> bool:
        return self.scale <= _BY_KEY and any("rating" in row.missing for row in self._look.rows)

    def takes_stars(self, place: int, sign: str) -> bool:
        """Whether this one key says the stars of a row."""
        asked = self.stars_by_key and "rating" in self._look.rows[place].missing
        return asked and bool(sign) and sign in f"-{'12345'[: self.scale]}"

    def card(self, place: int, today: date) -> Card:
        row, review = self._look.rows[place], self._review(place)
        return row_card(self.keys[place], row, review, self.lacks(place), today, out=self.is_out(place))

    def _review(self, place: int) -> Review:
        from reviewdesk.engine.incoming.paste_answers import completed

        row, said = self._look.rows[place], self.said(place)
        there = tuple(field for field in row.missing if said.get(field))
        try:
            return completed(row.review, there, said, self.scale)
        except DeskError:
            # Said for another platform's scale: it is asked again.
            self._pasted.answers.pop(self.keys[place], None)
            return row.review

    def words(self) -> str:
        """How far it is, in a line."""
        parts = [_("Nothing lacks: y brings it in")]
        if still := len(self.open):
            said = ngettext("{n} still asks for something", "{n} still ask for something", still)
            parts = [said.format(n=count(still))]
        if left_out := sum(self.is_out(place) for place in range(len(self.keys))):
            parts.append(_("{n} left out").format(n=count(left_out)))
        if skipped := len(self._look.skipped):
            said = ngettext(
                "{n} piece not understood, at the end", "{n} pieces not understood, at the end", skipped
            )
            parts.append(said.format(n=count(skipped)))
        return " · ".join(parts)

    # --- saying, leaving out --------------------------------------------------------------------------

    def say(self, place: int, field: str, typed: str) -> None:
        """Keep what was typed. Raises DeskError where it is not understood."""
        self._desk.pasting.check(self._look, place, field, typed)
        self._pasted.answers.setdefault(self.keys[place], {})[field] = typed
        self._pasted.out.discard(self.keys[place])

    def begun(self, place: int, field: str) -> str:
        """What stands in the field when it is asked for: what was being typed, else what was said."""
        return self._pasted.begun.get((self.keys[place], field), self.said(place).get(field, ""))

    def put_by(self, place: int, field: str, text: str | None) -> None:
        """Keep what was being typed; None forgets it."""
        if text is None:
            self._pasted.begun.pop((self.keys[place], field), None)
        else:
            self._pasted.begun[self.keys[place], field] = text

    def turn_out(self, place: int) -> None:
        self._pasted.out ^= {self.keys[place]}

    def leave_out(self, places: list[int]) -> None:
        self._pasted.out |= {self.keys[place] for place in places}

    def taken(self) -> tuple[PasteLook, dict[int, dict[str, str]]]:
        """The rows to bring in, and what was said of each by its new place."""
        places = [place for place in range(len(self.keys)) if not self.is_out(place)]
        look = replace(self._look, rows=tuple(self._look.rows[place] for place in places))
        return look, {row: dict(self.said(place)) for row, place in enumerate(places)}
