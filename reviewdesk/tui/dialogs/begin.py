"""Asked once, after the first import or fetch: from which day on does the owner want to answer?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.api import _, ngettext
from reviewdesk.engine.beginning import LOW_STARS
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.format import count
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.beginning import BeginQuestion


@dataclass(frozen=True, slots=True)
class Beginning:
    since: date | None
    wordless_above: int | None


class BeginDialog(Dialog[Beginning | None]):
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("enter", "begin", show=False),
        Binding("1", "since('recent')", show=False),
        Binding("2", "since('all')", show=False),
        Binding("3", "since('day')", show=False),
        Binding("w,space", "wordless", show=False),
        Binding("escape", "later", show=False),
    ]
    DEFAULT_CSS = """
    BeginDialog #day { display: none; margin: 1 0 0 0; }
    """

    def __init__(self, question: BeginQuestion) -> None:
        super().__init__()
        self._question = question
        # An old file has nothing recent: an empty inbox would be a riddle.
        self._since = "recent" if question.recent else "all"
        self._low_only = True
        self._wrong = ""

    @property
    def heading(self) -> str:
        return _("Where to begin")

    def inner(self) -> Sequence[Widget]:
        return [AutoLeaf(self.lines, id="text"), Input(placeholder=_("2026-09-01"), id="day")]

    def lines(self, width: int) -> list[Written]:
        asked = self._question
        have = ngettext("{n} review has no answer.", "{n} reviews have no answer.", asked.unanswered)
        since = asked.recent_since.isoformat()
        lines = [
            *paragraph(have.format(n=count(asked.unanswered)), width, "strong"),
            *paragraph(_("From which day on do you want to answer?"), width),
            [Piece("")],
            self._radio("1", "recent", _("the last 30 days, since {day}: {n}").format(
                day=since, n=self._number(asked.recent, asked.recent_happy))),
            self._radio("2", "all", _("all of them: {n}").format(
                n=self._number(asked.unanswered, asked.happy))),
            self._radio("3", "day", _("since a day of your choice")),
        ]  # fmt: skip
        if asked.wordless:
            sign = "✓" if self._low_only else " "
            lines += [
                [Piece("")],
                [
                    Piece("w ", "key"),
                    Piece(f"[{sign}] "),
                    Piece(
                        _("of stars without words ({n}) only those with 1-3 stars").format(
                            n=count(asked.wordless)
                        )
                    ),
                ],
            ]
        rest = _("The rest is history: nothing is lost, {key} shows it, and one key brings one back.")
        lines += [[Piece("")], *paragraph(rest.format(key=self.desk_app.keys.of("all")), width, "dim")]
        if self._wrong:
            lines += paragraph(self._wrong, width, "block")
        return lines

    def _number(self, every: int, happy: int) -> str:
        """How many would wait."""
        return count(every - happy if self._low_only else every)

    def _radio(self, key: str, value: str, words: str) -> Written:
        here = self._since == value
        return [
            Piece(f"{key} ", "key"),
            Piece("(•) " if here else "( ) "),
            Piece(words, "strong" if here else ""),
        ]

    def hints(self) -> list[tuple[str, str]]:
        return [("1 2 3", _("choose")), ("Enter", _("begin")), ("Esc", _("ask me next time"))]

    def action_since(self, value: str) -> None:
        self._since = value
        field = self.query_one("#day", Input)
        field.display = value == "day"
        (field if value == "day" else self.query_one("#text", AutoLeaf)).focus()
        self.rewrite()

    def action_wordless(self) -> None:
        self._low_only = not self._low_only
        self.rewrite()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_begin()

    def action_begin(self) -> None:
        since: date | None = None
        if self._since == "recent":
            since = self._question.recent_since
        elif self._since == "day":
            try:
                since = date.fromisoformat(self.query_one("#day", Input).value.strip())
            except ValueError:
                self._wrong = _("Write the day as 2026-09-01.")
                self.rewrite()
                return
        self.dismiss(Beginning(since, LOW_STARS if self._low_only else None))

    def action_later(self) -> None:
        self.dismiss(None)
