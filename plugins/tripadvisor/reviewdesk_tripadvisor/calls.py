"""Requests to Terra, and what its answers mean. All of them read."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

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
from reviewdesk_tripadvisor.card import API
from reviewdesk_tripadvisor.refusal import Refusal, read_refusal

if TYPE_CHECKING:
    import httpx

VERSION = "1"


class Missing(NotSupported):
    """404: Terra does not know this place, or not for this key."""


class Invalid(BadData):
    """400: Terra does not take what was asked."""


class Answer(NamedTuple):
    body: dict[str, Any]
    ends: datetime | None
    """When Terra switches this version off, where it says so (RFC 8594)."""


def get(account: Account, path: str, params: Mapping[str, str | int | Sequence[str]] | None = None) -> Answer:
    """Read one thing. Raises `Missing` and `Invalid` for 404 and 400."""
    # Without a version the newest one answers, whatever its form.
    answer = account.http.get(f"{API}{path}", params={**(params or {}), "version": VERSION})
    if answer.is_success:
        return Answer(_object(answer), _ends(answer))
    raise _error(read_refusal(answer), answer)


def rows(body: Mapping[str, Any]) -> list[Any]:
    """The rows under `data`. An answer without them can't be trusted to say "no more"."""
    found = body.get("data")
    if not isinstance(found, list):
        raise BadData(_("Tripadvisor's answer can't be read: it has not the form Tripadvisor describes."))
    return found


def _error(refusal: Refusal, answer: "httpx.Response") -> PlatformError:
    status = refusal.status
    known: dict[int, Callable[[], PlatformError]] = {
        401: lambda: _unknown_key(refusal),
        403: lambda: _forbidden(refusal),
        404: lambda: _missing(refusal),
        408: lambda: _out_of_order(status),
        410: _switched_off,
        429: lambda: _too_often(answer),
    }
    if status in known:
        return known[status]()
    if status in {400, 413, 414, 422}:
        return Invalid(
            _("Tripadvisor does not take the request: {words}").format(words=refusal.words),
            _("Check the numbers in the setting locations."),
        )
    if status >= 500:
        return _out_of_order(status)
    return BadData(
        _("Tripadvisor gave an answer that can't be read ({status}).").format(status=status),
        _("Try again later."),
    )


def _too_often(answer: "httpx.Response") -> RateLimited:
    return RateLimited(
        _("Tripadvisor was asked too often: it allows 10 requests a second and 10,000 a day."),
        _("It goes on by itself in a while."),
        retry_after=_seconds(answer.headers.get("Retry-After", "")),
    )


def _missing(refusal: Refusal) -> Missing:
    return Missing(
        _("Tripadvisor does not know this page, or not for this key: {words}").format(words=refusal.words)
    )


def _switched_off() -> NotSupported:
    return NotSupported(
        _("Tripadvisor has switched off the version of its API that this program speaks."),
        _("Bring the plugin up to date; until then paste reviews and answer by hand."),
    )


def _out_of_order(status: int) -> Unavailable:
    return Unavailable(
        _("Tripadvisor is out of order ({status}).").format(status=status), _("Try again later.")
    )


def _unknown_key(refusal: Refusal) -> AuthError:
    advice = _("See tripadvisor.com/developers for your key, and store it again as: Terra API key.")
    if refusal.says("not enabled"):
        return AuthError(_("Tripadvisor has switched this key off."), advice)
    if refusal.says("not provided"):
        return AuthError(_("Tripadvisor got no key."), advice)
    return AuthError(_("Tripadvisor does not know this key."), advice)


def _forbidden(refusal: Refusal) -> NotApproved:
    if refusal.says("does not have access to endpoint"):
        return NotApproved(
            _("The package of your Tripadvisor key does not include this."),
            _("Choose a package with reviews (Discover has them) at tripadvisor.com/developers."),
        )
    if refusal.gateway:
        return NotApproved(
            _("Tripadvisor's gate refuses this key."),
            _(
                "Keys of the old Content API no longer work: get one for Terra at "
                "tripadvisor.com/developers. If yours is one, see whether this computer's address is on "
                "its list there; a change takes some minutes."
            ),
        )
    return NotApproved(
        _("Tripadvisor does not allow that with your key: {words}").format(words=refusal.words),
        _("See your package at tripadvisor.com/developers."),
    )


def _seconds(told: str) -> float | None:
    return float(told) if re.fullmatch(r"[0-9]{1,6}", told.strip()) else None


def _ends(answer: "httpx.Response") -> datetime | None:
    told = answer.headers.get("Sunset", "")
    try:
        ends = parsedate_to_datetime(told) if told else None
    except ValueError:
        return None
    return ends.replace(tzinfo=UTC) if ends and ends.tzinfo is None else ends


def _object(answer: "httpx.Response") -> dict[str, Any]:
    try:
        body = answer.json()
    except (ValueError, RecursionError) as error:
        raise BadData(
            _("Tripadvisor's answer can't be read: it is no JSON, or only half of it."), _("Try again later.")
        ) from error
    if not isinstance(body, dict):
        raise BadData(_("Tripadvisor's answer can't be read: it has not the form Tripadvisor describes."))
    return body
