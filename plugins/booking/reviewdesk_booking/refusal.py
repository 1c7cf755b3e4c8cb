"""The body of a refusal. Its form is documented nowhere, so any part of it may be anything."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewdesk.api import _

if TYPE_CHECKING:
    import httpx

_FAULT = re.compile(r"(?:string|ShortText)=\"([^\"<>]{1,300})\"")
_KEYS = ("message", "detail", "title", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    status: int
    words: str
    """Booking.com's own, for the owner to quote; never empty."""
    code: str | None = None
    ruid: str = ""
    """The number of this answer, for which Booking.com's support asks."""
    retry_after: float | None = None

    @property
    def advice(self) -> str:
        if not self.ruid:
            return ""
        return _("Booking.com's support asks for this number: {ruid}.").format(ruid=self.ruid)


def read_refusal(answer: "httpx.Response") -> Refusal:
    return refusal_in(
        read_body(answer),
        status=answer.status_code,
        text=answer.text,
        retry_after=_seconds(answer.headers.get("Retry-After", "")),
    )


def refusal_in(body: Any, *, status: int, text: str = "", retry_after: float | None = None) -> Refusal:
    errors = body.get("errors") if isinstance(body, dict) else None
    first = errors[0] if isinstance(errors, list) and errors else body
    fault = _FAULT.search(text)
    return Refusal(
        status=status,
        words=_words(first) or _sentence(fault[1] if fault else None) or f"HTTP {status}.",
        code=_code(first),
        ruid=_ruid(body),
        retry_after=retry_after,
    )


def read_body(answer: "httpx.Response") -> Any:
    """The JSON of an answer, or None: a fault may as well be XML, or a page."""
    try:
        return answer.json()
    except (ValueError, RecursionError):
        return None


def _words(error: Any) -> str:
    if isinstance(error, dict):
        return next((words for key in _KEYS if (words := _sentence(error.get(key)))), "")
    return _sentence(error)


def _code(error: Any) -> str | None:
    code = error.get("code") if isinstance(error, dict) else None
    return str(code)[:100] if isinstance(code, str | int) and not isinstance(code, bool) else None


def _ruid(body: Any) -> str:
    meta = body.get("meta") if isinstance(body, dict) else None
    told = (meta.get("ruid") if isinstance(meta, dict) else None) or (
        body.get("ruid") if isinstance(body, dict) else None
    )
    return told[:300] if isinstance(told, str) and told.isprintable() else ""


def _sentence(value: Any) -> str:
    """Booking.com's words fit to be quoted at the end of a sentence of ours."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(value)[:300]).split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}." if line else ""


def _seconds(told: str) -> float | None:
    return float(told) if re.fullmatch(r"[0-9]{1,6}", told.strip()) else None
