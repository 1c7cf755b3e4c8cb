"""Help: the keys of one evening, then every key there is, from the one table of actions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from textual.binding import Binding
from textual.widget import Widget

from reviewdesk.api import _
from reviewdesk.tui.actions import BY_ID, SCOPE_TITLES, TABLE
from reviewdesk.tui.format import fit, wrap
from reviewdesk.tui.screens.page import Page
from reviewdesk.tui.widgets.leaf import Leaf, Piece, Written, paragraph

_KEYS, _TITLE = 12, 22
_EVENING = (
    "down",
    "answer",
    "last_look",
    "send_it",
    "call_back",
    "snooze",
    "skip",
    "goodwill",
    "search",
    "bring_in",
    "outbox",
    "palette",
    "leave_desk",
)
"""In the order of use."""


class HelpScreen(Page):
    BINDINGS = [Binding("q", "back", show=False)]  # noqa: RUF012 - Textual's own form

    @property
    def heading(self) -> str:
        return _("Help: the keys")

    def parts(self) -> Iterable[Widget]:
        return [Leaf(self._lines)]

    @property
    def hint_actions(self) -> tuple[str, ...]:
        return ("down", "page_down", "inbox")

    def evening(self, width: int) -> list[Written]:
        """What one needs first: no more than a small screen holds."""
        keys = self.desk_app.keys
        lines: list[Written] = [[Piece(_("One evening, in the order of use"), "state")]]
        for action in (BY_ID[name] for name in _EVENING):
            words = wrap(_(action.help or action.title), max(10, width - _KEYS - 1))
            for said, line in zip_longest((keys.of(action.id),), words, fillvalue=""):
                lines.append([Piece(fit(said, _KEYS) + " ", "key"), Piece(line)])
        return lines

    def _lines(self, width: int) -> list[Written]:
        flow = _(
            "The list stands on the first review that waits. {answer} writes, {look} shows the last look, "
            "{send} sends, and the next one is there. Everything you type is kept at once."
        )
        keys = self.desk_app.keys
        said = flow.format(answer=keys.of("answer"), look=keys.of("last_look"), send=keys.of("send_it"))
        lines = [*self.evening(width), [Piece("")], *paragraph(said, width)]
        for scope, title in SCOPE_TITLES.items():
            lines += [[Piece("")], [Piece(_(title), "state")]]
            for action in TABLE:
                if action.scope == scope and (action.help or action.id not in _STARS):
                    lines += self._action(
                        action.id, _(action.title), _(action.help) if action.help else "", width
                    )
        note = _(
            "Keys are changed on the Settings screen ({key}), or in config.toml under [keys]. On a Cyrillic "
            "or Greek keyboard a letter counts by its place. Every key named at the foot can be clicked."
        ).format(key=keys.of("settings"))
        return [*lines, [Piece("")], *paragraph(note, width, "dim")]

    def _action(self, name: str, title: str, words: str, width: int) -> list[Written]:
        """Keys, title and words side by side; what is too long for its column goes on below."""
        columns = (
            (self.desk_app.keys.all_of(name), _KEYS, "key"),
            (title, _TITLE, "strong"),
            (words, max(10, width - _KEYS - _TITLE - 2), ""),
        )
        told = [wrap(text, room) for text, room, _style in columns]
        return [
            [
                Piece(fit(said, room) + " ", style)
                for said, (_text, room, style) in zip(line, columns, strict=True)
            ]
            for line in zip_longest(*told, fillvalue="")
        ]


_STARS = frozenset({"stars_2", "stars_3", "stars_4", "stars_5"})
