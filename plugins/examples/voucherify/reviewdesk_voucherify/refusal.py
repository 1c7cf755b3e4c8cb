"""The body of a refusal, and what each of Voucherify's words means for the owner.

The words stand in https://docs.voucherify.io/api-reference/errors.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reviewdesk.api import (
    NotApproved,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Rejected,
    Unavailable,
    _,
)

if TYPE_CHECKING:
    import httpx

__all__ = ["Refusal", "read_refusal", "refused"]

_KEY = re.compile(r"[a-z0-9_]{1,60}")
_LONGEST_WAIT = 31 * 86_400
_NOT_FOUND = frozenset({"not_found", "resource_not_found"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    status: int
    key: str = ""
    """Voucherify's own word, e.g. ``quantity_exceeded``."""
    words: str = ""
    """Its sentence, for the owner to quote; never empty."""
    theirs: bool = True
    """Whether it has the form of Voucherify's errors: what has not may come from anyone on the way."""
    retry_after: str = ""
    retry_at: str = ""

    @property
    def missing(self) -> bool:
        """Voucherify itself says that there is no such thing."""
        return self.status == 404 and self.theirs and self.key in _NOT_FOUND


def read_refusal(answer: "httpx.Response") -> Refusal:
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        body = None
    told: dict[str, Any] = body if isinstance(body, dict) else {}
    key = told.get("key")
    words = [_sentence(told.get("message")), _sentence(told.get("details"))]
    return Refusal(
        status=answer.status_code,
        key=key if isinstance(key, str) and _KEY.fullmatch(key) else "",
        words=" ".join(dict.fromkeys(each for each in words if each)) or f"HTTP {answer.status_code}.",
        theirs=told.get("code") == answer.status_code and isinstance(told.get("message"), str),
        retry_after=answer.headers.get("Retry-After", "").strip(),
        retry_at=answer.headers.get("X-Rate-Limit-Retry", "").strip(),
    )


def refused(refusal: Refusal, *, write: bool, now: datetime) -> PlatformError:
    """The error to raise. For a write a refusal means that nothing was changed."""
    status = refusal.status
    if status in (402, 429):
        return _too_many(refusal, now)
    if status >= 500 or status == 408 or status < 400 or not refusal.theirs:
        why = _("Voucherify is out of order ({status}).").format(status=status)
        return OutcomeUnknown(why) if write else Unavailable(why, _("Try again later."))
    if status == 403:
        return NotApproved(
            _("Voucherify does not let this key do that: {words}").format(words=refusal.words),
            _("Give the key a role that may create, redeem and disable vouchers."),
        )
    if not write:
        # Whether a voucher is there can't be told from this: it is asked again.
        return Unavailable(
            _("Voucherify does not take the question: {words}").format(words=refusal.words),
            _("Try again later."),
        )
    return _rejected(refusal)


def _rejected(refusal: Refusal) -> PlatformError:
    known = {
        "voucher_expired": (_("It has ended at Voucherify."), ""),
        "voucher_disabled": (_("It was switched off at Voucherify."), ""),
        "voucher_not_active": (_("It does not count yet at Voucherify."), ""),
        "voucher_not_active_now": (_("It does not count at this hour at Voucherify."), ""),
        "invalid_voucher": (
            _("Voucherify does not take these terms: {words}").format(words=refusal.words),
            _("Change the offer."),
        ),
    }
    if refusal.key == "multiple_requests":
        # Someone else is redeeming it this very second; which of the two wins shows when it is tried again.
        return RateLimited(_("Voucherify is busy with this voucher."), retry_after=2.0)
    if refusal.key.startswith("missing_"):
        reason = _("Voucherify wants to know what was on the bill: {words}").format(words=refusal.words)
        return Rejected(reason, _("Note it in Voucherify's dashboard."), code=refusal.key)
    reason, advice = known.get(
        refusal.key,
        (
            _("Voucherify refused: {words}").format(words=refusal.words),
            _("Look at the voucher in Voucherify's dashboard."),
        ),
    )
    return Rejected(reason, advice, code=refusal.key or str(refusal.status))


def _too_many(refusal: Refusal, now: datetime) -> RateLimited:
    if refusal.status == 402:
        return RateLimited(
            _("The calls of your plan at Voucherify are used up."),
            _("Buy more in the team settings there, or wait for the next month."),
        )
    seconds = _number(refusal.retry_after)
    if seconds is None:
        at = _number(refusal.retry_at)
        seconds = None if at is None else max(1.0, at - now.timestamp())
    return RateLimited(
        _("Voucherify was asked too often."),
        _("It goes on by itself in a while."),
        retry_after=seconds if seconds is not None and seconds <= _LONGEST_WAIT else None,
    )


def _number(told: str) -> float | None:
    return float(told) if re.fullmatch(r"[0-9]{1,12}", told) else None


def _sentence(value: Any) -> str:
    """Voucherify's words fit to be quoted at the end of one of ours."""
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in value[:300]).split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}." if line else ""
