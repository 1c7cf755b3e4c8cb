"""When an answer goes out: a moment as one types it, read by the shop's clock and said back in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static

from reviewdesk.api import DeskError, _
from reviewdesk.engine.moments import moment_of
from reviewdesk.tui.coming import coming
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.format import zone_of


@dataclass(frozen=True, slots=True)
class Moment:
    """What was chosen; `at` None: as soon as it may."""

    at: datetime | None


class WhenDialog(Dialog[Moment | None]):
    AUTO_FOCUS = "#when"
    BINDINGS = [Binding("escape", "nothing", show=False)]  # noqa: RUF012 - Textual's own form
    DEFAULT_CSS = """
    WhenDialog > #frame { width: 64; }
    WhenDialog #said { height: auto; margin-top: 1; }
    """

    def __init__(self, zone: str | None, offered: datetime | None) -> None:
        super().__init__()
        self._zone = zone
        self._offered = offered

    @property
    def heading(self) -> str:
        return _("When does it go out?")

    def inner(self) -> Sequence[Widget]:
        return [
            Static(_("E.g. tomorrow 9:00, in 2 h, Fri 18:00. Empty: as soon as it may."), markup=False),
            Input(value=self._first(), id="when", select_on_focus=True),
            Static("", id="said", markup=False),
        ]

    def _first(self) -> str:
        if self._offered is None:
            return _("tomorrow") + " 9:00"
        local = self._offered.astimezone(zone_of(self._zone))
        return f"{local:%Y-%m-%d %H:%M}"

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter", _("take it")), ("Esc", _("nothing"))]

    def on_mount(self) -> None:
        self._say(self._first())

    def _read(self, typed: str) -> Moment:
        if not typed.strip():
            return Moment(None)
        return Moment(moment_of(typed, self.desk_app.clock.now(), zone_of(self._zone)))

    def _say(self, typed: str) -> None:
        try:
            moment = self._read(typed)
        except DeskError as error:
            said = f"{error.what} {error.do}"
        else:
            said = _("It goes out as soon as it may.")
            if moment.at is not None:
                said = _("It goes out {when}.").format(
                    when=coming(moment.at, self.desk_app.clock.now(), self._zone)
                )
        self.query_one("#said", Static).update(said)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._say(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self.dismiss(self._read(event.value))
        except DeskError as error:
            self.tell(error.what, trouble=True)

    def action_nothing(self) -> None:
        self.dismiss(None)
