"""What can be made to go wrong between a program and a platform."""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

__all__ = ["Act", "Fault", "Faults"]


class Act(StrEnum):
    """What a fault does."""

    STATUS = "status"
    """Answers with `status`, `headers` and `body`."""
    HTML = "html"
    """Answers with an error page where JSON is expected."""
    DROP = "drop"
    """Closes the connection without an answer."""
    HANG = "hang"
    """Never answers; the connection is closed when the sandbox stops."""
    DELAY = "delay"
    """Waits `seconds`. Not applied first: the request is applied that much later, even if nobody waits."""
    TRUNCATE = "truncate"
    """The true answer, well framed, with the second half of its body missing."""
    CUT = "cut"
    """The true answer, the connection closed in the middle of its body."""
    REWRITE = "rewrite"
    """The true answer with one JSON `field` (a dotted path) set to `value`, e.g. a foreign next page."""


_NEEDS_ANSWER = frozenset({Act.TRUNCATE, Act.CUT, Act.REWRITE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A rule: which requests it strikes, how often, and how."""

    act: Act
    method: str = ""
    """A regular expression for the whole method; empty means any."""
    path: str = ""
    """A regular expression searched for in the path; empty means any."""
    times: int | None = 1
    """How often it strikes; None means until it is cleared."""
    after: int = 0
    """How many matching requests are let through first."""
    applied: bool = False
    """Whether the platform does what was asked before the fault strikes."""
    status: int = 503
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    field: str = ""
    value: Any = None

    @property
    def runs_first(self) -> bool:
        return self.applied or self.act in _NEEDS_ANSWER

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Fault":
        """Read a rule as it is posted. Raises ValueError for a key or an act there is none of."""
        known = {f.name for f in fields(cls)}
        strange = sorted(set(data) - known)
        if strange:
            raise ValueError(f"a fault has no {', '.join(strange)}; it knows {', '.join(sorted(known))}")
        if "act" not in data:
            raise ValueError("a fault needs an act")
        re.compile(str(data.get("method", "")))
        re.compile(str(data.get("path", "")))
        return cls(**{**data, "act": Act(str(data["act"]))})


@dataclass(slots=True)
class _Rule:
    fault: Fault
    seen: int = 0
    struck: int = 0

    def spent(self) -> bool:
        return self.fault.times is not None and self.struck >= self.fault.times


class Faults:
    """The rules in force. Of several that match, the first one added strikes."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()

    def add(self, *faults: Fault) -> None:
        with self._lock:
            self._rules.extend(_Rule(fault) for fault in faults)

    def clear(self) -> None:
        with self._lock:
            self._rules.clear()

    def standing(self) -> list[tuple[Fault, int]]:
        """Each rule with how often it struck."""
        with self._lock:
            return [(rule.fault, rule.struck) for rule in self._rules]

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that strikes this request, counted as struck."""
        with self._lock:
            for rule in self._rules:
                if rule.spent() or not _matches(rule.fault, method, path):
                    continue
                rule.seen += 1
                if rule.seen <= rule.fault.after:
                    continue
                rule.struck += 1
                return rule.fault
        return None


def _matches(fault: Fault, method: str, path: str) -> bool:
    if fault.method and not re.fullmatch(fault.method, method):
        return False
    return not fault.path or re.search(fault.path, path) is not None
