"""An answer of Terra's that says no, whichever of its forms it has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    status: int
    title: str = ""
    words: str = ""
    """What it says, one line."""
    gateway: bool = False
    """It comes from the gateway in front of Terra, which knows nothing of places and reviews."""

    def says(self, words: str) -> bool:
        return words.casefold() in f"{self.title} {self.words}".casefold()


def read_refusal(answer: "httpx.Response") -> Refusal:
    """Read `application/problem+json`, or the gateway's ``{"message": ...}``; a web page tells nothing."""
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, Mapping):
        return Refusal(status=answer.status_code, words=f"HTTP {answer.status_code}", gateway=True)
    title = _line(body.get("title"))
    gateway = not title and "type" not in body
    said = [_line(body.get(name)) for name in ("detail", "message", "Message")]
    words = next((word for word in said if word), title)
    words = "; ".join([words, *_fields(body)] if words else _fields(body))
    return Refusal(
        status=answer.status_code,
        title=title,
        words=(words or f"HTTP {answer.status_code}")[:_LONGEST],
        gateway=gateway,
    )


def _fields(body: Mapping[str, Any]) -> list[str]:
    wrong = body.get("field_errors")
    rows = [row for row in wrong if isinstance(row, Mapping)] if isinstance(wrong, list) else []
    return [f"{_line(row.get('field'))}: {_line(row.get('message'))}" for row in rows]


def _line(value: Any) -> str:
    return re.sub(r"\s+", " ", value).strip() if isinstance(value, str) else ""
