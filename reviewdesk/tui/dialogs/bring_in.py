"""Bringing in a file: what lies in Downloads is offered, any other is named by its path."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.api import DeskError, _
from reviewdesk.tui.dialogs.dialog import AutoLeaf, Dialog
from reviewdesk.tui.format import count, one_line, when
from reviewdesk.tui.report import report_lines
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.imports_values import ImportProgress, ImportReport, Offer


class BringInDialog(Dialog[bool]):
    """Dismissed with True when something was brought in."""

    AUTO_FOCUS = "#path"

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape", "close", show=False),
        Binding("enter", "go", show=False),
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
            Input(placeholder=_("path of a file, folder or zip"), id="path"),
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
        lines: list[Written] = []
        if self._busy:
            return paragraph(self._busy, width, "strong")
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
        return [("Enter", _("bring it in")), ("Tab", _("complete")), ("Esc", _("close"))]

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

    # --- taking it in ---------------------------------------------------------------------------------

    def _take(self, path: Path) -> None:
        desk = self.desk_app.desk
        assert desk is not None
        self._trouble = ""
        self._busy = _("Reading {name} …").format(name=one_line(path.name))
        self.query_one("#path", Input).display = False
        self.rewrite()
        self.desk_app.beside.do(
            "import", lambda: desk.imports.take(path, progress=self._progress), self._taken, self._failed
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
        self._busy = ""
        if self.is_mounted:
            self._trouble = f"{error.what} {error.do}"
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
