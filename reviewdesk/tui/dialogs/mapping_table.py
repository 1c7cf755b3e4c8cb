"""A table of another tool: how its columns are read, and what it does not tell, before a row is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widget import Widget

from reviewdesk.api import DeskError, ExportOptions, _
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.dialogs.mapping_words import (
    UNUSED,
    column_card,
    field_choices,
    in_order,
    put,
    question_card,
)
from reviewdesk.tui.dialogs.pick import AskDialog, Choice, PickDialog
from reviewdesk.tui.format import one_line
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.leaf import Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.incoming.imports_values import ImportLook

_OTHER = "*"


@dataclass(frozen=True, slots=True)
class TableSaid:
    """What the owner said about a file."""

    mapping: dict[str, str]
    platform: str | None
    as_listing: str | None


class MappingDialog(Dialog[TableSaid | None]):
    AUTO_FOCUS = "#columns"

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("enter", "change", show=False),
        Binding("y,f2", "take", show=False),
        Binding("escape", "nothing", show=False),
    ]
    DEFAULT_CSS = """
    MappingDialog > #frame { width: 100; height: 100%; }
    MappingDialog Cards { height: 1fr; margin-top: 1; }
    """

    def __init__(self, path: Path, look: ImportLook) -> None:
        super().__init__()
        self._path = path
        self._look = look
        self._mapping = dict(look.mapping)
        self._platform: str | None = None
        self._listing: str | None = None
        self._asked = set(look.asks)
        """All that was asked: it stays on the screen with its answer."""
        self._examples: dict[str, tuple[str, ...]] = {}
        self._as_last_time = False
        self._busy = False

    @property
    def heading(self) -> str:
        return _("How is this file read?")

    def inner(self) -> Sequence[Widget]:
        return [AutoLeaf(self.lines, id="text"), Cards(id="columns")]

    @property
    def _desk(self) -> Desk:
        assert self.desk_app.desk is not None
        return self.desk_app.desk

    @property
    def cards(self) -> Cards:
        return self.query_one("#columns", Cards)

    def on_mount(self) -> None:
        self.query_one("#text", AutoLeaf).can_focus = False
        desk, look = self._desk, self._look
        self._show()
        if look.mapping:
            self.desk_app.beside.do(
                "import", lambda: desk.imports.examples(look), self._exemplified, lambda _error: None
            )
        known = {each.title for each in self._pages(look.said.get("platform") or look.platform)}
        platform = look.said.get("platform") if "platform" in look.asks else None
        page = look.said.get("as_listing") if "as_listing" in look.asks else None
        if platform or (page and page in known):
            self._as_last_time = True
            self._try(self._mapping, platform, page if page in known else None)

    def _exemplified(self, found: dict[str, tuple[str, ...]]) -> None:
        self._examples = found
        if self.is_mounted:
            self._show()

    # --- what stands in it ------------------------------------------------------------------------

    def lines(self, width: int) -> list[Written]:
        look = self._look
        lines = paragraph(f"{one_line(self._path.name)} · {one_line(look.title)}", width, "strong")
        if self._busy:
            return [*lines, *paragraph(_("Reading …"), width, "key")]
        if look.asks:
            lines += paragraph(_("It does not tell everything: Enter on a line says it."), width, "warn")
        elif look.mapping:
            lines += paragraph(_("Its columns are read like this. Enter on a line changes it."), width, "dim")
        if self._as_last_time and not look.asks:
            lines += paragraph(_("Platform and shop as last time. Right also for this file?"), width, "warn")
        return lines

    def hints(self) -> list[tuple[str, str]]:
        return [("y", _("bring it in")), ("Enter", _("change")), ("Esc", _("nothing; another file"))]

    def _show(self) -> None:
        columns = [*self._look.columns, *(each for each in self._mapping if each not in self._look.columns)]
        if not self._mapping:
            columns = []
        cards = [
            column_card(each, self._mapping.get(each, UNUSED), self._examples.get(each, ()))
            for each in columns
            if not each.startswith("=")
        ]
        cards.sort(key=lambda card: self._mapping.get(card.value[1], UNUSED) == UNUSED)
        self.cards.show([*self._questions(), *cards])
        self.rewrite()

    def _questions(self) -> list[Card]:
        found = []
        if "platform" in self._asked:
            said = self.desk_app.title_of(self._platform) if self._platform else ""
            found.append(question_card("platform", _("Platform"), said))
        if "as_listing" in self._asked:
            found.append(question_card("as_listing", _("Shop"), self._listing or ""))
        if "date_order" in self._asked:
            found.append(question_card("date_order", _("Day or month first in its dates"), self._order()))
        if "created_at" in self._asked:
            found.append(question_card("created_at", _("Day of all its reviews"), self._day()))
        return found

    def _order(self) -> str:
        flags = {flag for spec in self._mapping.values() for flag in spec.split(":")[1:]}
        if "dmy" in flags:
            return _("the day first")
        return _("the month first") if "mdy" in flags else ""

    def _day(self) -> str:
        told = [column for column, spec in self._mapping.items() if spec.split(":")[0] == "created_at"]
        if not told:
            return ""
        if told[0].startswith("="):
            return told[0][1:]
        return _("in the column {name}").format(name=one_line(told[0]))

    # --- changing -----------------------------------------------------------------------------------

    def on_cards_chosen(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        card = self.cards.card
        if card is None or card.value is None or self._busy:
            return
        kind, name = card.value
        if kind == "column":
            self._ask_field(name)
        else:
            {
                "platform": self._ask_platform,
                "as_listing": self._ask_shop,
                "date_order": self._ask_order,
                "created_at": self._ask_day,
            }[name]()

    def _ask_field(self, column: str) -> None:
        choices = field_choices()
        now = self._mapping.get(column, UNUSED)
        at = next((row for row, each in enumerate(choices) if each.value == now), 0)

        def chosen(picked: str | None) -> None:
            if picked is not None and picked != now:
                self._try(put(self._mapping, column, picked), self._platform, self._listing)

        heading = _("What is the column {name}?").format(name=one_line(column))
        self.app.push_screen(PickDialog(heading, choices, at=at), chosen)

    def _ask_platform(self) -> None:
        choices = [Choice(name, self.desk_app.title_of(name)) for name in self._desk.plugins.platforms()]
        self._pick(
            _("Which platform does it come from?"),
            choices,
            lambda picked: self._try(self._mapping, picked, self._listing),
        )

    def _pages(self, platform: str | None) -> list[Choice]:
        return [
            Choice(each.title, one_line(each.title))
            for each in self._desk.listings.list()
            if not each.ignored and platform in (None, "", each.platform)
        ]

    def _ask_shop(self) -> None:
        pages = self._pages(self._platform or self._look.platform)
        if pages:
            choices = [*pages, Choice(_OTHER, _("another one …"))]
            self._pick(_("Which shop is it about?"), choices, self._shop_picked)
        else:
            self._ask_shop_name()

    def _shop_picked(self, picked: str) -> None:
        if picked == _OTHER:
            self._ask_shop_name()
        else:
            self._try(self._mapping, self._platform, picked)

    def _ask_shop_name(self) -> None:
        self._ask(
            _("The name of the shop as it stands on its page:"),
            lambda name: self._try(self._mapping, self._platform, name),
        )

    def _ask_order(self) -> None:
        choices = [
            Choice("dmy", _("the day first: 3/4 is the 3rd of April")),
            Choice("mdy", _("the month first: 3/4 is the 4th of March")),
        ]
        self._pick(
            _("Day or month first?"),
            choices,
            lambda order: self._try(in_order(self._mapping, order), self._platform, self._listing),
        )

    def _ask_day(self) -> None:
        def said(words: str) -> None:
            try:
                day = date.fromisoformat(words)
            except ValueError:
                self.tell(_("Write the day as 2026-09-01."), trouble=True)
                return
            rest = {name: spec for name, spec in self._mapping.items() if not name.startswith("=")}
            self._try(put(rest, f"={day}", "created_at"), self._platform, self._listing)

        self._ask(
            _("No column tells the day. Choose one in the list, or write a day for all (2026-09-01):"), said
        )

    def _pick(self, heading: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        self.app.push_screen(PickDialog(heading, choices), _if_said(then))

    def _ask(self, sentence: str, then: Callable[[str], None]) -> None:
        self.app.push_screen(AskDialog(self.heading, sentence), _if_said(then))

    # --- reading it again ---------------------------------------------------------------------------

    def _try(self, mapping: dict[str, str], platform: str | None, page: str | None) -> None:
        """Read the file with what was said now; where that fails, all stays as it was."""
        desk, path = self._desk, self._path
        options = ExportOptions(mapping=mapping or None, platform=platform, as_listing=page)
        self._busy = True
        self.rewrite()

        def done(look: ImportLook) -> None:
            self._busy = False
            if look.refused:
                failed(DeskError(look.refused, _("It stays as it was.")))
                return
            constants = {name: spec for name, spec in mapping.items() if name.startswith("=")}
            self._mapping = {**look.mapping, **constants}
            self._look, self._platform, self._listing = look, platform, page
            self._asked |= set(look.asks)
            if self.is_mounted:
                self.query_one(Hints).hush()
                self._show()
                self._to_next_question()

        def failed(error: DeskError) -> None:
            self._busy = False
            if self.is_mounted:
                self._show()
                self.tell(f"{one_line(error.what)} {error.do}", trouble=True)

        self.desk_app.beside.do("import", lambda: desk.imports.look(path, options), done, failed)

    def _to_next_question(self) -> None:
        """The cursor on what is not said yet."""
        places = [card.value for card in self.cards.cards]
        for name in self._look.asks:
            if ("asked", name) in places:
                self.cards.move_to(places.index(("asked", name)))
                return

    # --- leaving --------------------------------------------------------------------------------------

    def action_take(self) -> None:
        if self._busy:
            return
        if self._look.asks:
            self._to_next_question()
            self.tell(_("This is not said yet: Enter says it."))
            return
        self.dismiss(TableSaid(self._mapping, self._platform, self._listing))

    def action_nothing(self) -> None:
        self.dismiss(None)


def _if_said(then: Callable[[str], None]) -> Callable[[str | None], None]:
    def answered(words: str | None) -> None:
        if words:
            then(words)

    return answered
