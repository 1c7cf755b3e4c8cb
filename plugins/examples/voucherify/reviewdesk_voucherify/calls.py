"""Requests to Voucherify, and what it refuses in words for the owner."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from reviewdesk.api import Account, AuthError, BadData, OutcomeUnknown, _
from reviewdesk_voucherify.card import host_of
from reviewdesk_voucherify.refusal import Refusal, read_refusal, refused

if TYPE_CHECKING:
    import httpx

__all__ = ["Refusal", "json_of", "look", "send", "voucher_path"]


def look(account: Account, path: str, params: Mapping[str, str | int] | None = None) -> Any:
    """Read one thing; a `Refusal` where Voucherify says surely that there is none, else it raises."""
    answer = account.http.get(_url(account, path), params=dict(params or {}), headers=_headers(account))
    if answer.is_success:
        body = json_of(answer)
        if body is None:
            raise BadData(_("Voucherify's answer can't be read."), _("Try again later."))
        return body
    refusal = read_refusal(answer)
    if refusal.missing:
        return refusal
    raise refused(refusal, write=False, now=account.clock.now())


def send(account: Account, path: str, body: Mapping[str, Any] | None, *but: str) -> Any:
    """Change one thing. A `Refusal` comes back only for the words in `but`, all others are raised."""
    answer = account.http.post(_url(account, path), json=body or {}, headers=_headers(account))
    if answer.is_success:
        told = json_of(answer)
        if told is None:
            raise OutcomeUnknown(_("Voucherify's answer can't be read."))
        return told
    refusal = read_refusal(answer)
    if refusal.theirs and refusal.key in but:
        return refusal
    raise refused(refusal, write=True, now=account.clock.now())


def voucher_path(code: str, more: str = "") -> str:
    return f"/v1/vouchers/{quote(code, safe='')}{more}"


def json_of(answer: "httpx.Response") -> dict[str, Any] | None:
    """The object in the body; None where there is none."""
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _url(account: Account, path: str) -> str:
    region = account.settings.get("region", "")
    try:
        return f"https://{host_of(region)}{path}"
    except KeyError:
        raise AuthError(
            _("Voucherify has no region {name}.").format(name=region),
            _("Set it to us1 or as1, or take it away for Europe."),
        ) from None


def _headers(account: Account) -> dict[str, str]:
    given = account.settings.get("application_id", "").strip()
    if not given or not given.isascii() or not given.isprintable():
        raise AuthError(_("This account has no Application ID."), _("Give it with --set application_id=..."))
    # The core adds the secret key, and to Voucherify's own hosts only.
    return {"X-App-Id": given}
