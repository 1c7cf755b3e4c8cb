"""A dialog whose keys say what is so, or goes out: none counts that was struck for what stood before."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import events
from textual.message import Message

from reviewdesk.tui.dialogs.dialog import Dialog

QUIET = 0.4
"""A key counts once the dialog stood untouched for so many seconds: no `y` of a word sends anything."""

T = TypeVar("T")


class QuietDialog(Dialog[T], Generic[T]):
    _quiet_from: float | None = None

    def _stand(self) -> None:
        """From now on it can be read."""
        self._quiet_from = self.desk_app.clock.monotonic()

    def _early(self, key: events.Key) -> bool:
        """Whether this key was struck before the dialog could be read; it starts the wait anew.

        What counts is when it was struck: a busy machine may come to handle a key of a word much later.
        """
        struck = self.desk_app.clock.monotonic() - (Message().time - key.time)
        early = self._quiet_from is None or struck - self._quiet_from < QUIET
        if early:
            self._quiet_from = struck
        return early
