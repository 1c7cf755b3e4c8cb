"""What a table of another tool does not tell: each question, what was said to it, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from reviewdesk.api import _
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.dialogs.mapping_words import UNUSED, field_choices, in_order, put, question_card
from reviewdesk.tui.dialogs.pick import AskDialog, Choice, PickDialog
from reviewdesk.tui.format import one_line
from reviewdesk.tui.widgets.cards import Card

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

_OTHER = "*"


@dataclass(frozen=True, slots=True)
class TableSaid:
    """What the owner said about a file."""

    mapping: dict[str, str]
    platform: str | None = None
    as_listing: str | None = None


def question_cards(asked: Collection[str], said: TableSaid, title_of: Callable[[str], str]) -> list[Card]:
    """All that was asked of this file, each with its answer so far."""
    all_ = [
        ("platform", _("Platform"), title_of(said.platform) if said.platform else ""),
        ("as_listing", _("Shop"), said.as_listing or ""),
        ("date_order", _("Day or month first in its dates"), _order(said)),
        ("created_at", _("Day of all its reviews"), _day(said)),
    ]
    return [question_card(*each) for each in all_ if each[0] in asked]


def _order(said: TableSaid) -> str:
    flags = {flag for spec in said.mapping.values() for flag in spec.split(":")[1:]}
    if "dmy" in flags:
        return _("the day first")
    return _("the month first") if "mdy" in flags else ""


def _day(said: TableSaid) -> str:
    told = [column for column, spec in said.mapping.items() if spec.split(":")[0] == "created_at"]
    if not told or told[0].startswith("="):
        return told[0][1:] if told else ""
    return _("in the column {name}").format(name=one_line(told[0]))


def pages(desk: Desk, platform: str | None) -> list[str]:
    """The pages of shops on this platform; on all of them where none is said."""
    listings = [each for each in desk.listings.list() if not each.ignored]
    return [each.title for each in listings if platform in (None, "", each.platform)]


class Questions:
    """Asked over the dialog; `then` gets all that is said with the new answer in it."""

    def __init__(self, dialog: Dialog[Any], desk: Desk, then: Callable[[TableSaid], None]) -> None:
        self._dialog = dialog
        self._desk = desk
        self._then = then

    def ask(self, name: str, said: TableSaid, platform: str | None) -> None:
        """`platform`: as far as it is known."""
        if name == "platform":
            self._platform(said)
        elif name == "as_listing":
            self._shop(said, platform)
        elif name == "date_order":
            self._date_order(said)
        else:
            self._one_day(said)

    def column(self, name: str, said: TableSaid) -> None:
        choices = field_choices()
        now = said.mapping.get(name, UNUSED)
        at = next((row for row, each in enumerate(choices) if each.value == now), 0)

        def chosen(picked: str | None) -> None:
            if picked is not None and picked != now:
                self._then(replace(said, mapping=put(said.mapping, name, picked)))

        heading = _("What is the column {name}?").format(name=one_line(name))
        self._dialog.app.push_screen(PickDialog(heading, choices, at=at), chosen)

    def _platform(self, said: TableSaid) -> None:
        title_of = self._dialog.desk_app.title_of
        choices = [Choice(name, title_of(name)) for name in self._desk.plugins.platforms()]
        self._pick(
            _("Which platform does it come from?"),
            choices,
            lambda picked: self._then(replace(said, platform=picked)),
        )

    def _shop(self, said: TableSaid, platform: str | None) -> None:
        def picked(page: str) -> None:
            if page == _OTHER:
                self._new_shop(said)
            else:
                self._then(replace(said, as_listing=page))

        found = pages(self._desk, platform)
        if found:
            choices = [*(Choice(page, one_line(page)) for page in found), Choice(_OTHER, _("another one …"))]
            self._pick(_("Which shop is it about?"), choices, picked)
        else:
            self._new_shop(said)

    def _new_shop(self, said: TableSaid) -> None:
        self._write(
            _("The name of the shop as it stands on its page:"),
            lambda name: self._then(replace(said, as_listing=name)),
        )

    def _date_order(self, said: TableSaid) -> None:
        choices = [
            Choice("dmy", _("the day first: 3/4 is the 3rd of April")),
            Choice("mdy", _("the month first: 3/4 is the 4th of March")),
        ]
        self._pick(
            _("Day or month first?"),
            choices,
            lambda order: self._then(replace(said, mapping=in_order(said.mapping, order))),
        )

    def _one_day(self, said: TableSaid) -> None:
        def written(words: str) -> None:
            try:
                day = date.fromisoformat(words)
            except ValueError:
                self._dialog.tell(_("Write the day as 2026-09-01."), trouble=True)
                return
            rest = {name: spec for name, spec in said.mapping.items() if not name.startswith("=")}
            self._then(replace(said, mapping=put(rest, f"={day}", "created_at")))

        asked = _("No column tells the day. Choose one in the list, or write a day for all (2026-09-01):")
        self._write(asked, written)

    def _pick(self, heading: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        self._dialog.app.push_screen(PickDialog(heading, choices), _if_said(then))

    def _write(self, sentence: str, then: Callable[[str], None]) -> None:
        self._dialog.app.push_screen(AskDialog(self._dialog.heading, sentence), _if_said(then))


def _if_said(then: Callable[[str], None]) -> Callable[[str | None], None]:
    def answered(words: str | None) -> None:
        if words:
            then(words)

    return answered
