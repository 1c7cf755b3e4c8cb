"""A new access token for the refresh token in hand."""

from datetime import timedelta
from typing import Any

from reviewdesk.api import Account, AuthError, BadData, RateLimited, Tokens, Unavailable, _
from reviewdesk_google.calls import scope_missing
from reviewdesk_google.card import SCOPE, TOKEN_URL

_SCOPES = {SCOPE, "https://www.googleapis.com/auth/plus.business.manage"}


def renew(account: Account) -> Tokens:
    client = account.settings.get("client_id", "")
    if not client:
        raise AuthError(
            _("This account has no client ID."),
            _("Give it with --set client_id=..., as Google Cloud shows it."),
        )
    form = {
        "grant_type": "refresh_token",
        "client_id": client,
        "client_secret": account.secret("client_secret"),
        "refresh_token": account.secret("refresh_token"),
    }
    # Asking twice does no harm, so it is retried like a read.
    answer = account.http.post(TOKEN_URL, data=form, extensions={"read": True})
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        body = None
    told: dict[str, Any] = body if isinstance(body, dict) else {}
    if not answer.is_success:
        error = told.get("error")
        _refused(answer.status_code, error if isinstance(error, str) else "")
    return _tokens(account, told)


def _tokens(account: Account, told: dict[str, Any]) -> Tokens:
    access, lasts, refresh = told.get("access_token"), told.get("expires_in", 3600), told.get("refresh_token")
    if not isinstance(access, str) or not access:
        raise BadData(_("Google's answer to the sign-in holds no access token."), _("Try again later."))
    scopes = told.get("scope")
    if isinstance(scopes, str) and not _SCOPES & set(scopes.split()):
        raise scope_missing()
    # A number out of all reason is no reason to lose a good token: Google's own hour stands in.
    seconds = lasts if isinstance(lasts, int | float) and 0 < lasts <= 86_400 else 3600
    return Tokens(
        access=access,
        expires_at=account.clock.now() + timedelta(seconds=seconds),
        refresh=refresh if isinstance(refresh, str) and refresh else None,
    )


def _refused(status: int, error: str) -> None:
    if error == "invalid_grant":
        raise AuthError(
            _("Google no longer accepts the sign-in of this account: the refresh token is dead."),
            _(
                "Sign in again. It dies when access is withdrawn at myaccount.google.com, when it "
                "was not used for six months, and after 7 days while the consent screen of your "
                'Google Cloud project is in "Testing". If it happens every week, open "Google Auth '
                'Platform", "Audience" in console.cloud.google.com and choose "Publish app", then '
                "sign in once more."
            ),
        )
    if error in {"invalid_client", "unauthorized_client", "deleted_client"}:
        raise AuthError(
            _("Google does not know this client ID, or its secret is wrong."),
            _('Copy both again from "Clients" in console.cloud.google.com, and sign in again.'),
        )
    if error == "invalid_scope":
        raise scope_missing()
    if status == 429:
        raise RateLimited(_("Google was asked too often."), _("It goes on by itself in a while."))
    if status >= 500 or status == 408:
        raise Unavailable(_("Google's sign-in is out of order ({status}).").format(status=status))
    raise AuthError(
        _("Google refused the sign-in of this account ({status}).").format(status=status), _("Sign in again.")
    )
