"""The body of a refusal of Google's, of which any part may be missing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewdesk_google.card import ACCOUNTS_HOST, PLACES_HOST, REVIEWS_HOST

if TYPE_CHECKING:
    import httpx

_APIS = {
    REVIEWS_HOST: "Google My Business API",
    ACCOUNTS_HOST: "My Business Account Management API",
    PLACES_HOST: "My Business Business Information API",
}
_RATE_REASONS = {"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"}
_OFF_REASONS = {"SERVICE_DISABLED", "accessNotConfigured"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    status: int
    status_word: str = ""
    """Google's own, e.g. ``PERMISSION_DENIED``."""
    words: str = ""
    """Its message, for the owner to quote; never empty."""
    reason: str = ""
    quota: str | None = None
    """`quota_limit_value` of a 429."""
    api: str = ""
    """The API that was asked, as the Cloud console calls it."""

    @property
    def is_switched_off(self) -> bool:
        return self.reason in _OFF_REASONS or "has not been used in project" in self.words

    @property
    def is_rate(self) -> bool:
        return self.reason in _RATE_REASONS


def read_refusal(answer: "httpx.Response") -> Refusal:
    error = _error(answer)
    info = _info(error)
    metadata = info.get("metadata")
    quota = metadata.get("quota_limit_value") if isinstance(metadata, dict) else None
    service = metadata.get("service") if isinstance(metadata, dict) else None
    return Refusal(
        status=answer.status_code,
        status_word=_word(error.get("status")),
        words=_sentence(error.get("message")) or f"HTTP {answer.status_code}.",
        reason=_word(info.get("reason")) or _old_reason(error),
        quota=str(quota) if isinstance(quota, str | int) else None,
        api=_APIS.get(_word(service)) or _APIS.get(answer.url.host) or _by_path(answer.url.path),
    )


def _error(answer: "httpx.Response") -> dict[str, Any]:
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}


def _info(error: dict[str, Any]) -> dict[str, Any]:
    details = error.get("details")
    for detail in details if isinstance(details, list) else ():
        if isinstance(detail, dict) and "reason" in detail:
            return detail
    return {}


def _old_reason(error: dict[str, Any]) -> str:
    """The way of older APIs, which v4 still uses now and then."""
    errors = error.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    return _word(first.get("reason")) if isinstance(first, dict) else ""


def _by_path(path: str) -> str:
    """Where another server stands for all of Google's hosts, the path tells which was meant."""
    if "/v4/" in path:
        return _APIS[REVIEWS_HOST]
    return _APIS[PLACES_HOST if path.endswith("/locations") else ACCOUNTS_HOST]


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _sentence(value: Any) -> str:
    """Google's message fit to be quoted at the end of one of ours."""
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in value[:300]).split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}." if line else ""
