"""Requests to Booking.com, and what its answers mean."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reviewdesk.api import (
    Account,
    AuthError,
    BadData,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Unavailable,
    _,
)
from reviewdesk_booking.refusal import Refusal, read_body, read_refusal, refusal_in

if TYPE_CHECKING:
    import httpx


class Missing(NotSupported):
    """404: Booking.com does not know this address, or shows it to others only."""


class Invalid(BadData):
    """400 for a read: Booking.com does not take what was asked, such as a cursor gone stale."""


def get(account: Account, url: str, params: Mapping[str, str | int] | None = None) -> dict[str, Any]:
    """Read one thing: the whole envelope. Raises `Missing` and `Invalid` for 404 and other 4xx."""
    # With params httpx would write the URL's own query anew; a cursor has to go out as it came.
    answer = account.http.get(url, params=dict(params)) if params else account.http.get(url)
    if answer.is_success:
        return _envelope(account, answer)
    refusal = read_refusal(answer)
    _refused(refusal)
    if refusal.status == 404:
        raise Missing(_("Booking.com does not know this property or review."), refusal.advice)
    if refusal.status >= 500 or refusal.status == 408:
        raise Unavailable(
            _("Booking.com is out of order ({status}).").format(status=refusal.status), _("Try again later.")
        )
    if 400 <= refusal.status < 500:
        raise Invalid(
            _("Booking.com does not take the request: {words}").format(words=refusal.words), refusal.advice
        )
    raise BadData(
        _("Booking.com gave an answer that can't be read ({status}).").format(status=refusal.status),
        refusal.advice,
    )


def post(account: Account, url: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Write one thing, once. Raises `OutcomeUnknown` where the answer does not tell whether it was taken."""
    answer = account.http.post(url, json=dict(body))
    if answer.is_success:
        return _taken(account, answer)
    refusal = read_refusal(answer)
    _refused(refusal)
    if refusal.status == 404:
        raise Missing(
            _("Booking.com does not know this review or conversation any more: nothing was changed."),
            _("It may have been taken down. Bring the reviews in again, or answer by hand."),
        )
    if 400 <= refusal.status < 500 and refusal.status != 408:
        raise _not_taken(refusal)
    raise _unknown(refusal.status)


def _taken(account: Account, answer: "httpx.Response") -> dict[str, Any]:
    """2xx means taken only together with an empty list of errors."""
    body = read_body(answer)
    errors = body.get("errors") if isinstance(body, dict) else ""
    if errors is None and isinstance(body.get("meta"), dict):
        errors = []
    if not isinstance(body, dict) or not isinstance(errors, list):
        raise _unknown(answer.status_code)
    if errors:
        raise _not_taken(refusal_in(body, status=answer.status_code))
    _log_notices(account, body)
    return body


def _not_taken(refusal: Refusal) -> Rejected:
    return Rejected(
        _("Booking.com did not take it: {words}").format(words=refusal.words),
        refusal.advice,
        code=refusal.code or str(refusal.status),
    )


def _unknown(status: int) -> OutcomeUnknown:
    return OutcomeUnknown(
        _("Booking.com's answer ({status}) does not tell whether it was taken.").format(status=status)
    )


def _refused(refusal: Refusal) -> None:
    """The refusals that mean the same for reads and writes: nothing was done."""
    if refusal.status == 401:
        raise AuthError(
            _("Booking.com does not accept the sign-in of this account."),
            _("See in the Connectivity Portal whether the machine account is still active."),
        )
    if refusal.status == 403:
        raise NotApproved(
            _("Booking.com does not let this account do that: {words}").format(words=refusal.words),
            _(
                "The machine account needs the permission for the Guest Review API, and the property has to "
                "be connected to it: see the Connectivity Portal."
            )
            + (f" {refusal.advice}" if refusal.advice else ""),
        )
    if refusal.status == 429:
        raise RateLimited(
            _("Booking.com was asked too often."),
            _("It goes on by itself in a while."),
            retry_after=refusal.retry_after,
        )


def _envelope(account: Account, answer: "httpx.Response") -> dict[str, Any]:
    body = read_body(answer)
    if body is None:
        raise BadData(
            _("Booking.com's answer can't be read: it is no JSON, or only half of it."), _("Try again later.")
        )
    if not isinstance(body, dict):
        raise BadData(_("Booking.com's answer can't be read: it has not the form Booking.com describes."))
    errors = body.get("errors")
    if isinstance(errors, list) and errors:
        refusal = refusal_in(body, status=answer.status_code)
        if not body.get("data"):
            raise BadData(
                _("Booking.com answered with an error: {words}").format(words=refusal.words), refusal.advice
            )
        account.log.warning("booking: %s %s", refusal.words, refusal.ruid)
    _log_notices(account, body)
    return body


def _log_notices(account: Account, body: Mapping[str, Any]) -> None:
    """Booking.com announces the end of an API in its warnings."""
    if body.get("warnings"):
        account.log.warning("booking warns: %.300r", body["warnings"])
