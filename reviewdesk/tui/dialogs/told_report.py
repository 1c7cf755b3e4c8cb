"""What was brought in, told before one goes on to the reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from reviewdesk.api import _
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.report import report_lines
from reviewdesk.tui.widgets.leaf import Written

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.imports_values import ImportReport


class ReportDialog(Dialog[bool]):
    BINDINGS = [Binding("enter,escape", "done", show=False)]  # noqa: RUF012 - Textual's own form

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self._report = report

    @property
    def heading(self) -> str:
        return _("Brought in")

    def lines(self, width: int) -> list[Written]:
        return report_lines(self._report, width)

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter", _("to the reviews"))]

    def action_done(self) -> None:
        self.dismiss(True)
