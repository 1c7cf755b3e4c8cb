"""The body of a refusal of Yelp's, in the form of whichever of its APIs was asked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

__all__ = ["Refusal", "read_refusal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    status: int
    code: str = ""
    """Yelp's own word, e.g. ``R2R_INVALID_RESPONSE_TEXT``: capitals with underscores."""
    words: str = ""
    """Its sentence, for the owner to quote; never empty."""


def read_refusal(answer: "httpx.Response") -> Refusal:
    """Places says `code`, Respond to Reviews and Places of old say `id`, OAuth a bare word."""
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        body = None
    told = body if isinstance(body, dict) else {}
    error = told.get("error")
    inner: dict[str, Any] = error if isinstance(error, dict) else {}
    code = inner.get("code") or inner.get("id") or (error if isinstance(error, str) else "")
    words = inner.get("description") or inner.get("text") or told.get("error_description")
    return Refusal(
        status=answer.status_code,
        code=_word(code),
        words=_sentence(words) or _sentence(code) or f"HTTP {answer.status_code}.",
    )


def _word(value: Any) -> str:
    plain = "_".join(value.replace("_", " ").split()).upper() if isinstance(value, str) else ""
    return plain if plain.isascii() and len(plain) <= 80 else ""


def _sentence(value: Any) -> str:
    """Yelp's message fit to be quoted at the end of one of ours."""
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in value[:300]).split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}." if line else ""
