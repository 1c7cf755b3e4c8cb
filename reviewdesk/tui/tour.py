"""The demo's tour through the desk: whether a step was done is looked for, what comes next stands on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewdesk.tui.demo import Demo, Steps
from reviewdesk.tui.widgets.demo_strip import DemoStrip

if TYPE_CHECKING:
    from reviewdesk.store.values import Known
    from reviewdesk.tui.app import DeskApp


class Tour:
    def __init__(self, app: DeskApp, demo: Demo) -> None:
        self._app = app
        self._demo = demo
        self.steps = Steps.of(demo)

    def strip(self) -> DemoStrip:
        keys = {name: self._app.keys.of(name) for name in DemoStrip.named()}
        return DemoStrip(self._demo, self.steps, keys)

    def look(self) -> None:
        """Look in the diary, beside the screen."""
        desk = self._app.desk
        if desk is not None:
            self._app.beside.do(
                "glance", lambda: self.steps.look(desk.diary(limit=500), desk.inbox.find), self._stepped
            )

    def looked_at(self, known: Known, *, searching: bool) -> None:
        """A review stands on the leaf."""
        today = self._app.clock.now().astimezone().date()
        self._stepped(self.steps.opened(known, today, searching=searching))

    def _stepped(self, ticked: bool) -> None:  # noqa: FBT001 - the result of a look
        if ticked:
            self._app.inbox_screen.glance_changed()
