"""Bringing in what was copied off a page, the first step: the text itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.widget import Widget

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.dialogs.paste_rows import PastedRowsDialog, Step
from reviewdesk.tui.dialogs.pick import AskDialog, Choice, PickDialog
from reviewdesk.tui.dialogs.told_report import ReportDialog
from reviewdesk.tui.format import count, one_line
from reviewdesk.tui.pasted import Pasted
from reviewdesk.tui.widgets.leaf import Written, paragraph
from reviewdesk.tui.widgets.paste_box import PasteBox

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.imports_values import ImportReport
    from reviewdesk.engine.incoming.paste_values import PasteLook

_ANY = "*"
_OTHER = "*"
_NUMBERED = 9


class PasteDialog(Dialog[bool]):
    """Dismissed with True when something was brought in; else the text is kept for the next time."""

    AUTO_FOCUS = "#pasted"

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("f2,ctrl+g", "read", show=False, priority=True),
        Binding("f3", "whose", show=False, priority=True),
        Binding("f9", "empty", show=False, priority=True),
        Binding("escape", "back", show=False),
    ]
    DEFAULT_CSS = """
    PasteDialog > #frame { width: 100; height: 100%; }
    PasteDialog PasteBox { margin-top: 1; }
    """

    def __init__(self, pasted: Pasted) -> None:
        super().__init__()
        self.pasted = pasted
        self._busy = False
        self._asked = 0

    @property
    def heading(self) -> str:
        return _("Paste what you copied off a page")

    def inner(self) -> Sequence[Widget]:
        return [AutoLeaf(self.lines, id="text"), PasteBox(self.pasted.text, id="pasted")]

    def on_mount(self) -> None:
        self.box.move_cursor(self.box.document.end)
        self.query_one("#text", AutoLeaf).can_focus = False
        if self.pasted.text.strip():
            self.call_after_refresh(self._say_how_much)

    @property
    def box(self) -> PasteBox:
        return self.query_one("#pasted", PasteBox)

    # --- what stands in it ------------------------------------------------------------------------

    def lines(self, width: int) -> list[Written]:
        how = _(
            "Select the reviews on the platform's page, copy them, and paste them here as your terminal"
            " pastes (often Ctrl+Shift+V or Cmd+V). Nothing is taken before you have seen it."
        )
        whose = _("Reading …") if self._busy else self._whose_words()
        return [*paragraph(how, width, "dim"), *paragraph(whose, width, "strong")]

    def _whose_words(self) -> str:
        if self.pasted.platform is None:
            return _("From: whatever page the text itself tells")
        title = self.desk_app.title_of(self.pasted.platform)
        page = self.pasted.page_hint or self.pasted.page
        return _("From: {page}").format(page=f"{title}, {one_line(page)}" if page else title)

    def hints(self) -> list[tuple[str, str]]:
        return [
            ("F2", _("read it")),
            ("F3", _("say whose page")),
            ("F9", _("empty it")),
            ("Esc", _("back; the text is kept")),
        ]

    @on(PasteBox.Pasted)
    def _came(self) -> None:
        self.call_after_refresh(self._say_how_much)

    def _say_how_much(self) -> None:
        lines = self.box.document.line_count
        said = ngettext("{n} line is here. F2 reads it.", "{n} lines are here. F2 reads them.", lines)
        self.tell(said.format(n=count(lines)))

    # --- keys -------------------------------------------------------------------------------------

    def action_back(self) -> None:
        self._asked += 1
        self.pasted.text = self.box.text
        self.dismiss(False)

    def action_empty(self) -> None:
        self.box.clear()
        self.pasted.about(None)
        self.rewrite()
        self.tell(_("Empty. Ctrl+Z brings the text back."))

    def action_read(self) -> None:
        """Have the text read; what it does not tell is asked."""
        desk, pasted = self.desk_app.desk, self.pasted
        if desk is None or self._busy:
            return
        self._asked += 1
        asked, text = self._asked, self.box.text
        pasted.text = text
        self._show_busy(True)
        self.desk_app.beside.do(
            "paste",
            lambda: desk.pasting.look(text, pasted.platform, pasted.page),
            lambda look: self._looked(asked, look),
            lambda error: self._not_read(asked, error),
        )

    def action_whose(self) -> None:
        desk = self.desk_app.desk
        if desk is not None and not self._busy:
            self._ask_platform(desk.plugins.doing("reviewdesk_read_paste"), self.rewrite, every=True)

    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - on or off
        self._busy = busy
        # A key meant for the next step must not end up in the text.
        self.box.read_only = busy
        self.rewrite()

    # --- what came of it ----------------------------------------------------------------------------

    def _not_read(self, asked: int, error: DeskError) -> None:
        if asked != self._asked or not self.is_mounted:
            return
        self._show_busy(False)
        if not self.pasted.text.strip():
            self.tell(_("Nothing is pasted yet."))
            return
        do = _("Copy whole reviews, with name and date, or say whose page it is with F3.")
        self.tell(f"{error.what} {do}", trouble=True)

    def _looked(self, asked: int, look: PasteLook) -> None:
        if asked != self._asked or self.app.screen is not self:
            return
        self._show_busy(False)
        if look.tie:
            self._ask_platform(look.tie, self.action_read)
        elif look.listing is None:
            self._ask_page(look)
        else:
            self.app.push_screen(PastedRowsDialog(look, self.pasted), lambda step: self._stepped(look, step))

    def _stepped(self, look: PasteLook, step: Step | ImportReport | None) -> None:
        if step == Step.PLATFORM:
            desk = self.desk_app.desk
            assert desk is not None
            self._ask_platform(desk.plugins.doing("reviewdesk_read_paste"), self.action_read, every=True)
        elif step == Step.PAGE:
            self._ask_page(look)
        elif step is not None and not isinstance(step, Step):
            self.pasted.clear()
            self.app.push_screen(ReportDialog(step), lambda _done: self.dismiss(True))

    # --- whose it is --------------------------------------------------------------------------------

    def _ask_platform(self, names: Sequence[str], then: Callable[[], object], *, every: bool = False) -> None:
        choices = [Choice(name, self.desk_app.title_of(name)) for name in names]
        if every:
            choices.append(Choice(_ANY, _("whatever the text itself tells")))

        def chosen(picked: str | None) -> None:
            if picked is not None:
                self.pasted.about(None if picked == _ANY else picked)
                self.rewrite()
                then()

        at = next((row for row, each in enumerate(choices) if each.value == self.pasted.platform), 0)
        self.app.push_screen(PickDialog(_("Which platform is it from?"), choices, at=at), chosen)

    def _ask_page(self, look: PasteLook) -> None:
        """The page as it is known, or a name for a new one."""
        pages = [Choice(page.external_id, one_line(page.title)) for page in look.listings]
        heading = _("Which page of yours on {platform} is it from?").format(platform=look.title)
        if not pages:
            self._ask_name(look, heading)
            return

        def chosen(picked: str | None) -> None:
            if picked == _OTHER:
                self._ask_name(look, heading)
            elif picked is not None:
                self._page_said(look, picked)

        self.app.push_screen(PickDialog(heading, [*pages, Choice(_OTHER, _("another page …"))]), chosen)

    def _ask_name(self, look: PasteLook, heading: str) -> None:
        asks = _("The name of the shop as it stands on the page:")
        self.app.push_screen(
            AskDialog(heading, asks, text=one_line(self.pasted.page_hint)),
            lambda name: self._page_said(look, name) if name else None,
        )

    def _page_said(self, look: PasteLook, name: str) -> None:
        title = next((page.title for page in look.listings if page.external_id == name), name)
        self.pasted.about(look.platform, name, title)
        self.action_read()
