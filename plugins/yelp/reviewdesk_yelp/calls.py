"""Reading from Yelp, and what its refusals of a read mean."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reviewdesk.api import (
    Account,
    AuthError,
    BadData,
    NotApproved,
    NotSupported,
    PlatformError,
    RateLimited,
    Unavailable,
    _,
)
from reviewdesk_yelp.refusal import Refusal, read_refusal

if TYPE_CHECKING:
    import httpx

__all__ = ["Missing", "Unopened", "get", "scope_missing", "too_many"]


class Missing(NotSupported):
    """404: Yelp does not know this address, or the plan of the key does not hold it."""


class Unopened(NotSupported):
    """Yelp has the page and does not open it: no review yet, or hidden."""


def get(account: Account, url: str, params: Mapping[str, str | int] | None = None) -> dict[str, Any]:
    """Read one thing; a refusal is raised as what the owner can do about it."""
    answer = account.http.get(url, params=dict(params or {}))
    if answer.is_success:
        return _object(answer)
    raise _refused(account, read_refusal(answer), answer)


def _refused(account: Account, refusal: Refusal, answer: "httpx.Response") -> PlatformError:
    if refusal.status == 429:
        return too_many(account, refusal, answer)
    if refusal.status >= 500 or refusal.status == 408:
        return Unavailable(
            _("Yelp is out of order ({status}).").format(status=refusal.status), _("Try again later.")
        )
    if refusal.code == "INSUFFICIENT_SCOPE":
        return scope_missing()
    if refusal.code == "BUSINESS_UNAVAILABLE":
        return Unopened(
            _("Yelp does not open this page: it has no reviews yet, or Yelp hides it."),
            _("See on biz.yelp.com whether your page shows."),
        )
    return _denied(refusal)


def _denied(refusal: Refusal) -> PlatformError:
    if refusal.status == 401:
        return AuthError(
            _("Yelp does not accept the credentials of this account: {words}").format(words=refusal.words),
            _("Copy the API key again from www.yelp.com/developers/v3/manage_app."),
        )
    if refusal.status == 403:
        return NotApproved(
            _("Yelp does not let this key do that: {words}").format(words=refusal.words),
            _("Ask Yelp to enable it for your key, or go on by hand at biz.yelp.com."),
        )
    check = _("Check the ids in the setting businesses.")
    if refusal.status == 404:
        return Missing(_("Yelp does not know this page: {words}").format(words=refusal.words), check)
    return BadData(_("Yelp does not take the request: {words}").format(words=refusal.words), check)


def scope_missing() -> PlatformError:
    return AuthError(
        _("The sign-in does not include the right to answer reviews."),
        _(
            "Sign in again and allow it; if Yelp's page does not offer it, ask Yelp to enable r2r for your "
            "client."
        ),
    )


def too_many(account: Account, refusal: Refusal, answer: "httpx.Response") -> RateLimited:
    """A second's limit is over soon; a day's lasts until midnight in UTC."""
    told = answer.headers.get("Retry-After", "").strip()
    seconds = float(told) if re.fullmatch(r"[0-9]{1,6}", told) else None
    if refusal.code == "ACCESS_LIMIT_REACHED" or answer.headers.get("RateLimit-Remaining", "").strip() == "0":
        return RateLimited(
            _("Today's calls of your plan at Yelp are used up."),
            _("It goes on by itself tomorrow."),
            retry_after=seconds or _until_reset(account, answer.headers.get("RateLimit-ResetTime", "")),
        )
    return RateLimited(
        _("Yelp was asked too often."),
        _("It goes on by itself in a while."),
        retry_after=seconds if seconds is not None else 1.0,
    )


def _until_reset(account: Account, told: str) -> float:
    now = account.clock.now()
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), UTC)
    try:
        reset = datetime.fromisoformat(told.strip())
    except ValueError:
        reset = midnight
    reset = reset if reset.tzinfo else reset.replace(tzinfo=UTC)
    # A moment in the past, or further ahead than a day, is none that Yelp means.
    left = (reset if now < reset <= now + timedelta(days=1) else midnight) - now
    return max(1.0, left.total_seconds())


def _object(answer: "httpx.Response") -> dict[str, Any]:
    try:
        body = answer.json()
    except (ValueError, RecursionError) as error:
        raise BadData(
            _("Yelp's answer can't be read: it is no JSON, or only half of it."), _("Try again later.")
        ) from error
    if not isinstance(body, dict):
        raise BadData(_("Yelp's answer can't be read: it has not the form Yelp describes."))
    return body
