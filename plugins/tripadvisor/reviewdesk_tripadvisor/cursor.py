"""Where a walk through a page's reviews stands, as text that outlives a crash."""

import json
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    after: str | None = None
    """The newest review of the last FINISHED walk: only what was published after it is asked for."""
    top: str | None = None
    """The newest review of the walk under way."""
    page: int = 1

    @classmethod
    def read(cls, text: str | None) -> "Cursor":
        """What can't be read means a full walk: nothing is lost, it only takes longer."""
        try:
            told: Any = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            told = {}
        if not isinstance(told, dict) or told.get("v") != 1:
            return cls()
        page = told.get("page", 1)
        if not isinstance(page, int) or isinstance(page, bool) or not 1 <= page <= 100_000:
            page = 1
        return cls(after=_number(told.get("after")), top=_number(told.get("top")), page=page)

    def text(self) -> str:
        told = {"v": 1, "after": self.after, "top": self.top, "page": self.page if self.page > 1 else None}
        return json.dumps({key: value for key, value in told.items() if value is not None})

    def turned(self, newest: str | None) -> "Cursor":
        """At the next page; the first row of the first page is the newest review."""
        return replace(self, top=self.top or newest, page=self.page + 1)

    def finished(self, newest: str | None) -> "Cursor":
        return Cursor(after=self.top or newest or self.after)


def _number(value: Any) -> str | None:
    return value if isinstance(value, str) and value.isascii() and value.isdecimal() else None
