"""Where a walk through reviews stands, as text that outlives a crash."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reviewdesk_google.moments import read_moment_or_none

_LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    mark: datetime | None = None
    """The newest change seen by the last FINISHED walk: an incremental walk stops behind it."""
    top: datetime | None = None
    """The newest change seen by the walk under way."""
    page: str | None = None
    """Google's token of the page to ask for next; None at the start of a walk."""

    @classmethod
    def read(cls, text: str | None) -> "Cursor":
        """What can't be read means a full walk: nothing is lost, it only takes longer."""
        try:
            told: Any = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            told = {}
        if not isinstance(told, dict) or told.get("v") != 1:
            return cls()
        page = told.get("page")
        return cls(
            mark=read_moment_or_none(told.get("mark")),
            top=read_moment_or_none(told.get("top")),
            page=page if isinstance(page, str) and page else None,
        )

    def text(self) -> str:
        told = {"v": 1, "mark": _told(self.mark), "top": _told(self.top), "page": self.page}
        text = json.dumps({key: value for key, value in told.items() if value is not None})
        # A token too long to be kept: after a crash this walk starts again at its top.
        return text if len(text) <= _LONGEST else self.restarted().text()

    def seen(self, moments: list[datetime]) -> "Cursor":
        return replace(self, top=max([*moments, *([self.top] if self.top else [])], default=None))

    def restarted(self) -> "Cursor":
        return Cursor(mark=self.mark)

    def finished(self) -> "Cursor":
        """Only here does the mark move, and never back."""
        marks = [moment for moment in (self.mark, self.top) if moment]
        return Cursor(mark=max(marks, default=None))


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
