"""A table of another tool: how its columns are read, and what it does not tell, before a row is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widget import Widget

from reviewdesk.api import DeskError, ExportOptions, _
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.dialogs.mapping_questions import Questions, TableSaid, pages, question_cards
from reviewdesk.tui.dialogs.mapping_words import UNUSED, column_card
from reviewdesk.tui.format import one_line
from reviewdesk.tui.widgets.cards import Cards
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.leaf import Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.incoming.imports_values import ImportLook


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
        self._said = TableSaid(dict(look.mapping))
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
        known = pages(desk, look.said.get("platform") or look.platform)
        platform = look.said.get("platform") if "platform" in look.asks else None
        page = look.said.get("as_listing") if "as_listing" in look.asks else None
        if platform or (page and page in known):
            self._as_last_time = True
            self._try(TableSaid(self._said.mapping, platform, page if page in known else None))

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
        mapping = self._said.mapping
        columns = dict.fromkeys([*self._look.columns, *mapping]) if mapping else ()
        cards = [
            column_card(each, mapping.get(each, UNUSED), self._examples.get(each, ()))
            for each in columns
            if not each.startswith("=")
        ]
        cards.sort(key=lambda card: mapping.get(card.value[1], UNUSED) == UNUSED)
        self.cards.show([*question_cards(self._asked, self._said, self.desk_app.title_of), *cards])
        self.rewrite()

    # --- changing -----------------------------------------------------------------------------------

    def on_cards_chosen(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        card = self.cards.card
        if card is None or card.value is None or self._busy:
            return
        kind, name = card.value
        questions = Questions(self, self._desk, self._try)
        if kind == "column":
            questions.column(name, self._said)
        else:
            questions.ask(name, self._said, self._said.platform or self._look.platform)

    # --- reading it again ---------------------------------------------------------------------------

    def _try(self, said: TableSaid) -> None:
        """Read the file with what was said now; where that fails, all stays as it was."""
        desk, path = self._desk, self._path
        options = ExportOptions(
            mapping=said.mapping or None, platform=said.platform, as_listing=said.as_listing
        )
        self._busy = True
        self.rewrite()

        def done(look: ImportLook) -> None:
            self._busy = False
            if look.refused:
                failed(DeskError(look.refused, _("It stays as it was.")))
                return
            constants = {name: spec for name, spec in said.mapping.items() if name.startswith("=")}
            self._said = replace(said, mapping={**look.mapping, **constants})
            self._look = look
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
        self.dismiss(self._said)

    def action_nothing(self) -> None:
        self.dismiss(None)
