"""Where a walk through reviews stands, as text that outlives a crash."""

import json
from dataclasses import dataclass
from typing import Any

_LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    next: str | None = None
    """Booking.com's URL of the page to ask for; None at the start of a walk."""
    whole: bool = True
    """Whether this walk began at the very first review."""

    @classmethod
    def read(cls, text: str | None) -> "Cursor":
        """What can't be read means a full walk: nothing is lost, it only takes longer."""
        try:
            told: Any = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            told = {}
        if not isinstance(told, dict) or told.get("v") != 1:
            return cls()
        url = told.get("next")
        if not isinstance(url, str) or not url:
            return cls()
        return cls(next=url, whole=told.get("whole") is True)

    def text(self) -> str | None:
        if self.next is None:
            return None
        text = json.dumps({"v": 1, "next": self.next, "whole": self.whole})
        # A URL too long to be kept: the next walk starts again at the first review.
        return text if len(text) <= _LONGEST else None

    def at(self, url: str) -> "Cursor":
        return Cursor(next=url, whole=self.whole)

    def finished(self, url: str) -> "Cursor":
        """Where new and changed reviews will come in: asked from here a walk is no longer a whole one."""
        return Cursor(next=url, whole=False)
