"""What signs a request: a token for one hour, or the name and password of an older machine account."""

import base64
import json
from datetime import timedelta
from typing import Any

from reviewdesk.api import Account, AuthError, BadData, NotApproved, RateLimited, Tokens, Unavailable, _
from reviewdesk_booking.card import TOKEN_URL
from reviewdesk_booking.refusal import read_refusal

_HOUR = timedelta(hours=1)
_LONGEST = timedelta(days=1)
_BASIC_LASTS = timedelta(minutes=5)
"""After which the password is read from its source again: it may have been changed there."""


def renew(account: Account) -> Tokens:
    if account.settings.get("client_id"):
        return _exchanged(account)
    if account.settings.get("username"):
        return _basic(account)
    raise AuthError(
        _("This account has neither a client ID nor a user name."),
        _("Give it with --set client_id=..., as the Connectivity Portal of Booking.com shows it."),
    )


def _exchanged(account: Account) -> Tokens:
    wish = {
        "client_id": account.settings["client_id"],
        "client_secret": account.secret("client_secret"),
    }
    # Marked as a read: a second token does no harm, but an hour knows only 30 of them.
    answer = account.http.post(TOKEN_URL, json=wish, extensions={"read": True})
    if not answer.is_success:
        refusal = read_refusal(answer)
        _refused(refusal.status, refusal.retry_after, refusal.advice)
    try:
        told: Any = answer.json()
    except (ValueError, RecursionError):
        told = None
    jwt = told.get("jwt") if isinstance(told, dict) else None
    if not isinstance(jwt, str) or not jwt:
        raise BadData(_("Booking.com's answer to the sign-in holds no token."), _("Try again later."))
    return Tokens(access=f"Bearer {jwt}", expires_at=account.clock.now() + _life(jwt))


def _life(jwt: str) -> timedelta:
    """How long it lives by its own word; the difference, since the two clocks may disagree."""
    try:
        middle = jwt.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        life = timedelta(seconds=int(claims["exp"]) - int(claims["iat"]))
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError):
        return _HOUR
    # A number out of all reason is no reason to lose a good token: the documented hour stands in.
    return life if timedelta(minutes=1) <= life <= _LONGEST else _HOUR


def _basic(account: Account) -> Tokens:
    pair = f"{account.settings['username']}:{account.secret('password')}".encode()
    return Tokens(
        access=f"Basic {base64.b64encode(pair).decode('ascii')}",
        expires_at=account.clock.now() + _BASIC_LASTS,
    )


def _refused(status: int, retry_after: float | None, advice: str) -> None:
    if status == 429:
        raise RateLimited(
            _("Booking.com gives no more than 30 tokens an hour, and they are used up."),
            _("It goes on by itself in a while."),
            retry_after=retry_after,
        )
    if status >= 500 or status == 408:
        raise Unavailable(
            _("Booking.com's sign-in is out of order ({status}).").format(status=status), advice
        )
    if status == 403:
        raise NotApproved(
            _("Booking.com does not let this machine account sign in from here."),
            _("See in the Connectivity Portal whether only certain internet addresses are allowed."),
        )
    raise AuthError(
        _("Booking.com does not know this client ID, or its secret is wrong ({status}).").format(
            status=status
        ),
        _("Copy both again from the machine account in the Connectivity Portal."),
    )
