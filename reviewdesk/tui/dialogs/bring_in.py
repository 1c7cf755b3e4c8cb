"""Bringing in: a file found in Downloads, one named by its path, or what was copied off a page."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.api import DeskError, _
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.dialogs.mapping_questions import TableSaid
from reviewdesk.tui.dialogs.mapping_table import MappingDialog
from reviewdesk.tui.dialogs.paste_text import PasteDialog
from reviewdesk.tui.format import count, one_line, when
from reviewdesk.tui.report import report_lines
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.imports_values import ImportLook, ImportProgress, ImportReport, Offer


class PathField(Input):
    """For a path; several lines that are pasted into it are no path, but words off a page."""

    class Words(Message):
        """These words were pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Words(event.text))


class BringInDialog(Dialog[bool]):
    """Dismissed with True when something was brought in."""

    AUTO_FOCUS = "#path"

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape", "close", show=False),
        Binding("enter", "go", show=False),
        Binding("f3", "paste", show=False),
    ]

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._start = path
        self._offers: list[Offer] | None = None
        self._report: ImportReport | None = None
        self._busy = ""
        self._trouble = ""

    @property
    def heading(self) -> str:
        return _("Bring in")

    def inner(self) -> Sequence[Widget]:
        return [
            AutoLeaf(self.lines, id="text"),
            PathField(placeholder=_("path of a file, folder or zip"), id="path"),
        ]

    def on_mount(self) -> None:
        desk = self.desk_app.desk
        if desk is None:
            self.dismiss(False)
            return
        if self._start is not None:
            self._take(self._start)
            return
        self.desk_app.beside.do(
            "offers", desk.imports.offers, self._offered, lambda _error: self._offered([])
        )
        if self.desk_app.errands.pasted.text.strip():
            self.call_after_refresh(self.action_paste)

    def _offered(self, offers: list[Offer]) -> None:
        self._offers = offers
        if self.is_mounted:
            field = self.query_one("#path", Input)
            if len(offers) == 1 and not field.value:
                self._put(str(offers[0].path))
            self.rewrite()

    # --- what stands in it ------------------------------------------------------------------------

    def lines(self, width: int) -> list[Written]:
        if self._report is not None:
            return report_lines(self._report, width)
        if self._busy:
            return paragraph(self._busy, width, "strong")
        copied = _("Copied reviews off a page? F3, or paste them right here: you see them before they count.")
        lines: list[Written] = [*paragraph(copied, width), [Piece("")]]
        if self._offers is None:
            lines += paragraph(_("Looking into Downloads …"), width, "dim")
        elif self._offers:
            lines += paragraph(_("Found in Downloads (↓ chooses the next):"), width, "dim")
            now = self.desk_app.clock.now()
            for offer in self._offers:
                said = f"{one_line(offer.path.name)} · {one_line(offer.title)} · {when(offer.at, now)}"
                lines += paragraph(said, width, "", "  ")
        else:
            lines += paragraph(
                _("Nothing was found in Downloads. Name the file here; Tab completes."), width, "dim"
            )
        if self._trouble:
            lines += [[Piece("")], *paragraph(self._trouble, width, "block")]
        return lines

    def hints(self) -> list[tuple[str, str]]:
        if self._report is not None:
            return [("Enter", _("to the reviews"))]
        return [
            ("Enter", _("bring it in")),
            ("F3", _("paste off a page")),
            ("Tab", _("complete")),
            ("Esc", _("close")),
        ]

    # --- the path -------------------------------------------------------------------------------------

    def _put(self, text: str) -> None:
        field = self.query_one("#path", Input)
        field.value = text
        field.cursor_position = len(text)

    def on_key(self, event: events.Key) -> None:
        if self._report is not None or self._busy:
            return
        if event.key in ("down", "up") and self._offers:
            event.stop()
            event.prevent_default()
            paths = [str(offer.path) for offer in self._offers]
            value = self.query_one("#path", Input).value
            step = 1 if event.key == "down" else -1
            self._put(paths[(paths.index(value) + step) % len(paths)] if value in paths else paths[0])
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self._put(completed(self.query_one("#path", Input).value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip() and not self._busy:
            self._take(Path(event.value.strip().strip("'\"")))

    # --- what was copied off a page ---------------------------------------------------------------------

    @on(PathField.Words)
    def _words_pasted(self, event: PathField.Words) -> None:
        event.stop()
        kept = self.desk_app.errands.pasted
        new = event.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        kept.text = f"{kept.text.rstrip()}\n\n{new}" if kept.text.strip() else new
        self.action_paste()

    def action_paste(self) -> None:
        if self._report is None and not self._busy and self.app.screen is self:
            self.app.push_screen(PasteDialog(self.desk_app.errands.pasted), self._pasted)

    def _pasted(self, something: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
        if something:
            self.dismiss(True)

    # --- taking it in ---------------------------------------------------------------------------------

    def _take(self, path: Path) -> None:
        """Look at it first: how a table is read is shown, and what it does not tell is asked."""
        desk = self.desk_app.desk
        assert desk is not None
        self._work(path)
        self.desk_app.beside.do(
            "import", lambda: desk.imports.look(path), lambda look: self._looked(path, look), self._failed
        )

    def _work(self, path: Path) -> None:
        self._trouble = ""
        self._busy = _("Reading {name} …").format(name=one_line(path.name))
        self.query_one("#path", Input).display = False
        self.rewrite()

    def _looked(self, path: Path, look: ImportLook) -> None:
        if self.app.screen is not self:
            return
        if look.refused or not (look.mapping or look.asks):
            self._bring(path, TableSaid({}))
            return

        def said(answer: TableSaid | None) -> None:
            if answer is not None:
                self._bring(path, answer)
            else:
                self._back_to_path()

        self.app.push_screen(MappingDialog(path, look), said)

    def _bring(self, path: Path, said: TableSaid) -> None:
        desk = self.desk_app.desk
        assert desk is not None
        self.desk_app.beside.do(
            "import",
            lambda: desk.imports.take(
                path,
                mapping=said.mapping or None,
                platform=said.platform,
                as_listing=said.as_listing,
                progress=self._progress,
            ),
            self._taken,
            self._failed,
        )

    def _progress(self, progress: ImportProgress) -> None:
        """Called in the lane."""
        self.app.call_later(self._show_progress, progress)

    def _show_progress(self, progress: ImportProgress) -> None:
        if self.is_mounted and self._report is None:
            self._busy = _("{n} reviews read … {listing}").format(
                n=count(progress.seen), listing=one_line(progress.listing)
            )
            self.rewrite()

    def _taken(self, report: ImportReport) -> None:
        self._busy = ""
        if not self.is_mounted:
            return
        self._report = report
        self.rewrite()
        self.query_one("#text", AutoLeaf).focus()

    def _failed(self, error: DeskError) -> None:
        if self.is_mounted:
            self._trouble = f"{error.what} {error.do}"
            self._back_to_path()

    def _back_to_path(self) -> None:
        self._busy = ""
        self.query_one("#path", Input).display = True
        self.query_one("#path", Input).focus()
        self.rewrite()

    def action_go(self) -> None:
        if self._report is not None:
            self.dismiss(True)

    def action_close(self) -> None:
        self.dismiss(self._report is not None)


def completed(typed: str) -> str:
    """The path as far as it is the only one; the first part all have in common."""
    start = os.path.expanduser(typed)  # noqa: PTH111 - a Path would lose the slash at the end
    found = sorted(glob.glob(glob.escape(start) + "*"))  # noqa: PTH207 - a prefix, not a folder
    if not found:
        return typed
    common = os.path.commonprefix(found)  # noqa: RUF071 - letters are typed one by one
    is_folder = len(found) == 1 and Path(common).is_dir()
    return common + (os.sep if is_folder and not common.endswith(os.sep) else "")
