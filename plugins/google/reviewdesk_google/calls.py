"""Requests to Google, and what its answers mean."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from reviewdesk.api import (
    Account,
    AuthError,
    BadData,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Rejected,
    Unavailable,
    _,
)
from reviewdesk_google.refusal import Refusal, read_refusal

if TYPE_CHECKING:
    import httpx


class Missing(NotSupported):
    """404: Google does not know this address, or shows it to others only."""


class Invalid(BadData):
    """400 for a read: Google does not take what was asked, such as a page token gone stale."""


def get(account: Account, url: str, params: Mapping[str, str | int] | None = None) -> dict[str, Any]:
    """Read one thing. Raises `Missing` and `Invalid` for 404 and 400."""
    answer = account.http.get(url, params=dict(params or {}))
    if answer.is_success:
        return _object(answer)
    refusal = read_refusal(answer)
    _refused(refusal, answer)
    if refusal.status == 404:
        raise Missing(_("Google does not know this place or review under this account."))
    _expect_verified(refusal)
    if refusal.status == 400:
        raise Invalid(_("Google does not take the request: {words}").format(words=refusal.words))
    if refusal.status >= 500 or refusal.status == 408:
        raise Unavailable(
            _("Google is out of order ({status}).").format(status=refusal.status), _("Try again later.")
        )
    raise BadData(_("Google gave an answer that can't be read ({status}).").format(status=refusal.status))


def put(account: Account, url: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Write one thing. Raises `OutcomeUnknown` where the answer does not tell whether it was taken."""
    answer = account.http.put(url, json=dict(body))
    _written(answer)
    try:
        return _object(answer)
    except BadData as error:
        raise _unknown(answer.status_code) from error


def delete(account: Account, url: str) -> None:
    """Take one thing away. The body of the answer tells nothing, so it need not be readable."""
    _written(account.http.delete(url))


def _written(answer: "httpx.Response") -> None:
    if answer.is_success:
        return
    refusal = read_refusal(answer)
    _refused(refusal, answer)
    if refusal.status == 404:
        raise Missing(
            _("Google does not know this review under this account: nothing was changed."),
            _("It may have been taken down. Bring the reviews in again, or answer by hand."),
        )
    _expect_verified(refusal)
    if refusal.status in {400, 413, 422}:
        raise Rejected(
            _("Google did not take the answer: {words}").format(words=refusal.words),
            _("It may be too long or empty. Change it and send it again."),
            code=refusal.status_word or str(refusal.status),
        )
    raise _unknown(refusal.status)


def _expect_verified(refusal: Refusal) -> None:
    if refusal.status == 400 and refusal.status_word == "FAILED_PRECONDITION":
        raise NotSupported(
            _("Google does not open the reviews of this place: {words}").format(words=refusal.words),
            _("See on business.google.com whether the place is verified."),
        )


def _unknown(status: int) -> OutcomeUnknown:
    return OutcomeUnknown(
        _("Google's answer ({status}) does not tell whether the change was made.").format(status=status)
    )


def _refused(refusal: Refusal, answer: "httpx.Response") -> None:
    """The refusals that mean the same for reads and writes: nothing was done."""
    if refusal.status == 401:
        raise AuthError(
            _("Google no longer accepts the sign-in of this account."), _("Sign in again with this account.")
        )
    if refusal.status == 403:
        _forbidden(refusal)
    if refusal.status == 429:
        _too_many(refusal, answer)


def _forbidden(refusal: Refusal) -> NoReturn:
    if refusal.reason in {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}:
        raise scope_missing()
    if refusal.is_rate:
        raise RateLimited(_("Google was asked too often."), _("It goes on by itself in a while."))
    if refusal.is_switched_off:
        raise NotApproved(
            _("The {api} is not switched on in your Google Cloud project.").format(api=refusal.api),
            _("Open console.cloud.google.com, choose the project, look for this API and choose Enable.")
            + " "
            + _("Google shows it there only after it has approved the project."),
        )
    raise NotApproved(
        _("Google does not let this account do that: {words}").format(words=refusal.words),
        _("See on business.google.com whether it is still owner or manager of the place."),
    )


def scope_missing() -> PlatformError:
    """The owner signed in, but left out the one box that matters."""
    return AuthError(
        _("The sign-in does not include the right to manage your Business Profile."),
        _("Sign in again, and tick the box for Google Business Profile on Google's page."),
    )


def _too_many(refusal: Refusal, answer: "httpx.Response") -> NoReturn:
    if refusal.quota == "0":
        raise NotApproved(
            _("Google has not approved your project yet: its quota is 0 requests."),
            _(
                'Ask for "Basic API Access" at '
                "https://support.google.com/business/contact/api_default. It takes up to two weeks; "
                "until then import a Takeout and answer by hand."
            ),
        )
    raise RateLimited(
        _("Google was asked too often."),
        _("It goes on by itself in a while."),
        retry_after=_seconds(answer.headers.get("Retry-After", "")),
    )


def _seconds(told: str) -> float | None:
    return float(told) if re.fullmatch(r"[0-9]{1,6}", told.strip()) else None


def _object(answer: "httpx.Response") -> dict[str, Any]:
    try:
        body = answer.json()
    except (ValueError, RecursionError) as error:
        raise BadData(
            _("Google's answer can't be read: it is no JSON, or only half of it."), _("Try again later.")
        ) from error
    if not isinstance(body, dict):
        raise BadData(_("Google's answer can't be read: it has not the form Google describes."))
    return body
