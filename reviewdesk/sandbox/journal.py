"""Every request a sandbox got, so that a test or another process can count them."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

__all__ = ["Entry", "Journal"]

BODY_KEPT = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request."""

    number: int
    at: datetime
    method: str
    path: str
    query: str
    body: str
    """The beginning of the body."""
    authorized: bool
    """Whether it carried an Authorization header; the header itself is not kept."""
    status: int | None = None
    """The status that was sent; None when no answer went out (yet)."""
    applied: bool = False
    """Whether the platform did what was asked, told or not."""
    fault: str | None = None
    """The fault that struck it."""

    @property
    def write(self) -> bool:
        return self.method not in {"GET", "HEAD"}

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "body": self.body,
            "authorized": self.authorized,
            "status": self.status,
            "applied": self.applied,
            "fault": self.fault,
        }


class Journal:
    """Entries in the order of arrival; safe to read from any thread."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._entries: list[Entry] = []
        self._changed = threading.Condition()
        self._next = 1

    def begin(self, *, method: str, path: str, query: str, body: bytes, authorized: bool) -> int:
        text = body[:BODY_KEPT].decode("utf-8", "replace")
        with self._changed:
            number = self._next
            self._next += 1
            self._entries.append(
                Entry(
                    number=number,
                    at=self._now(),
                    method=method,
                    path=path,
                    query=query,
                    body=text,
                    authorized=authorized,
                )
            )
            self._changed.notify_all()
        return number

    def note(self, number: int, **changes: Any) -> None:
        """Complete an entry. One that was cleared away meanwhile stays away."""
        with self._changed:
            for place in range(len(self._entries) - 1, -1, -1):
                if self._entries[place].number == number:
                    self._entries[place] = replace(self._entries[place], **changes)
                    self._changed.notify_all()
                    return

    def entries(
        self,
        method: str | None = None,
        path: str | None = None,
        *,
        applied: bool | None = None,
        since: int = 0,
    ) -> list[Entry]:
        """Those that match; `path` is a regular expression that is searched for."""
        with self._changed:
            return [e for e in self._matching(method, path, applied=applied) if e.number > since]

    def count(
        self, method: str | None = None, path: str | None = None, *, applied: bool | None = None
    ) -> int:
        return len(self.entries(method, path, applied=applied))

    def wait_for(
        self,
        count: int = 1,
        method: str | None = None,
        path: str | None = None,
        *,
        applied: bool | None = None,
        timeout: float = 10.0,
    ) -> list[Entry]:
        """Wait until `count` requests match. Raises TimeoutError when they don't come."""
        with self._changed:
            enough = self._changed.wait_for(
                lambda: len(self._matching(method, path, applied=applied)) >= count, timeout
            )
            if not enough:
                raise TimeoutError(f"{count} x {method or 'any'} {path or ''} did not come in {timeout} s")
            return self._matching(method, path, applied=applied)

    def clear(self) -> None:
        with self._changed:
            self._entries.clear()

    def _matching(self, method: str | None, path: str | None, *, applied: bool | None) -> list[Entry]:
        wanted = re.compile(path) if path else None
        return [
            e
            for e in self._entries
            if (method is None or e.method == method)
            and (wanted is None or wanted.search(e.path))
            and (applied is None or e.applied is applied)
        ]
