"""A new access token for the refresh token in hand, which is used up by that."""

from datetime import timedelta
from typing import Any

from reviewdesk.api import Account, AuthError, BadData, PlatformError, RateLimited, Tokens, Unavailable, _
from reviewdesk_yelp.card import TOKEN_URL
from reviewdesk_yelp.refusal import Refusal, read_refusal

__all__ = ["renew"]

_WEEK = 7 * 86_400


def renew(account: Account) -> Tokens:
    client = account.settings.get("client_id", "")
    if not client:
        raise AuthError(_("This account has no client ID."), _("Give it with --set client_id=..."))
    form = {
        "grant_type": "refresh_token",
        "client_id": client,
        "client_secret": account.secret("client_secret"),
        "refresh_token": account.secret("refresh_token"),
    }
    # Never tried again by the transport: a refresh token shown twice ends the one that took its place.
    answer = account.http.post(TOKEN_URL, data=form)
    if not answer.is_success:
        raise _refused(read_refusal(answer))
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        body = None
    return _tokens(account, body if isinstance(body, dict) else {})


def _tokens(account: Account, told: dict[str, Any]) -> Tokens:
    access, lasts, refresh = told.get("access_token"), told.get("expires_in"), told.get("refresh_token")
    if not isinstance(access, str) or not access:
        raise BadData(_("Yelp's answer to the sign-in holds no access token."), _("Try again later."))
    # A number out of all reason is no reason to lose a good token.
    seconds = float(lasts) if isinstance(lasts, int | float) and 1 < lasts <= 2 * _WEEK else 3600.0
    return Tokens(
        access=access,
        expires_at=account.clock.now() + timedelta(seconds=seconds),
        refresh=refresh if isinstance(refresh, str) and refresh else None,
    )


def _refused(refusal: Refusal) -> PlatformError:
    if refusal.status == 429:
        return RateLimited(_("Yelp was asked too often."), _("It goes on by itself in a while."))
    if refusal.status >= 500 or refusal.status == 408:
        return Unavailable(
            _("Yelp's sign-in is out of order ({status}).").format(status=refusal.status),
            _("Try again later."),
        )
    if "INVALID_GRANT" in refusal.code:
        return AuthError(
            _("Yelp no longer accepts the sign-in of this account: the refresh token is dead."),
            _(
                "Sign in again. It dies after a year, when access is withdrawn, and when it was used once "
                "already, here or on another computer."
            ),
        )
    if any(word in refusal.code for word in ("CLIENT", "SECRET")):
        return AuthError(
            _("Yelp does not know this client ID, or its secret is wrong."),
            _("Compare both with what Yelp sent you, and sign in again."),
        )
    return AuthError(
        _("Yelp refused the sign-in of this account: {words}").format(words=refusal.words),
        _("Sign in again."),
    )
