"""Signing in through the browser: OAuth 2.0 for installed apps (RFC 8252) with PKCE (RFC 7636)."""

import base64
import hashlib
import re
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from reviewdesk.api.account import Tokens
from reviewdesk.api.errors import AuthError, DeskError, PlatformError
from reviewdesk.api.plugin import SignIn
from reviewdesk.api.words import _
from reviewdesk.engine.net import redact
from reviewdesk.engine.net.browser_page import Answer, LoopbackPage
from reviewdesk.engine.net.connection import Connection
from reviewdesk.engine.net.secrets import Secret
from reviewdesk.engine.net.wire import aside

__all__ = ["BrowserSignIn", "SignedIn"]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a sign-in brought. The refresh token is not in `tokens`: it gets a source of its own."""

    refresh: Secret
    tokens: Tokens
    scopes: tuple[str, ...]


class BrowserSignIn:
    """One sign-in, from opening the browser to the tokens."""

    def __init__(self, connection: Connection, *, timeout: float = 300.0) -> None:
        sign_in = connection.spec.plugin.sign_in
        if sign_in is None:
            raise DeskError(
                _("{plugin} has no sign-in by browser.").format(plugin=connection.spec.plugin.title),
                _("Give its secrets with --secret."),
            )
        self._connection = connection
        self._sign_in: SignIn = sign_in
        self._timeout = timeout
        self._cancelled = False
        self._verifier = secrets.token_urlsafe(64)
        self._state = secrets.token_urlsafe(32)
        self._page: LoopbackPage | None = None
        self._lock = threading.Lock()

    def run(
        self, *, open_url: Callable[[str], object], show_url: Callable[[str], object] = lambda _url: None
    ) -> SignedIn:
        """Send the owner to the platform and wait for him. Raises `DeskError`, or the platform's error."""
        self._client_id()
        page = LoopbackPage(self._state)
        try:
            with self._lock:
                self._page = page
                if self._cancelled:
                    page.settled.set()
            url = self._authorize_url(page.url)
            show_url(url)
            open_url(url)
            self._connection.clock.wait(self._timeout, page.settled)
            return self._exchange(self._code(page.answer), page.url)
        finally:
            with self._lock:
                self._page = None
            page.close()

    def cancel(self) -> None:
        """Stop waiting; from any thread."""
        with self._lock:
            self._cancelled = True
            if self._page is not None:
                self._page.settled.set()

    def paste(self, text: str) -> bool:
        """Take the address of the page the browser ended on, where it runs on another machine."""
        with self._lock:
            return self._page is not None and self._page.take(text.strip())

    def _client_id(self) -> str:
        client = self._connection.settings.get(self._sign_in.client_id, "")
        if not client:
            raise DeskError(
                _("The account {name} has no {setting} yet.").format(
                    name=self._connection.name, setting=self._sign_in.client_id
                ),
                _("Give it with --set {setting}=VALUE.").format(setting=self._sign_in.client_id),
            )
        return client

    def _authorize_url(self, redirect: str) -> str:
        asked = {
            **self._sign_in.extra,
            "response_type": "code",
            "client_id": self._client_id(),
            "redirect_uri": redirect,
            "scope": " ".join(self._sign_in.scopes),
            "state": self._state,
        }
        if self._sign_in.pkce:
            digest = hashlib.sha256(self._verifier.encode()).digest()
            asked["code_challenge"] = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            asked["code_challenge_method"] = "S256"
        url = self._connection.url(self._sign_in.authorize_url)
        return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}"

    def _code(self, answer: Answer | None) -> str:
        if answer is None and self._cancelled:
            raise DeskError(_("The sign-in was called off."))
        if answer is None:
            raise DeskError(_("No one signed in within the time given."), _("Start the sign-in again."))
        if answer.error == "access_denied":
            raise DeskError(
                _("The sign-in was refused on the page of {plugin}.").format(plugin=self._title()),
                _("Start it again and allow the access asked for."),
            )
        if answer.code is None:
            raise DeskError(
                _("{plugin} did not sign you in ({why}).").format(
                    plugin=self._title(), why=_word(answer.error)
                ),
                _("Check the client's id and its allowed redirect addresses."),
            )
        redact.remember(answer.code)
        return answer.code

    def _exchange(self, code: str, redirect: str) -> SignedIn:
        """The code for the tokens (RFC 6749, 4.1.3)."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
        form["client_id"] = self._client_id()
        if self._sign_in.client_secret in self._connection.spec.secrets:
            form["client_secret"] = self._connection.secret(self._sign_in.client_secret)
        if self._sign_in.pkce:
            form["code_verifier"] = self._verifier
        with aside():
            response = self._connection.http.post(self._sign_in.token_url, data=form)
        try:
            facts = response.json()
        except ValueError:
            facts = None
        if not isinstance(facts, dict) or not response.is_success:
            why = _word(facts.get("error")) if isinstance(facts, dict) else str(response.status_code)
            raise AuthError(
                _("{plugin} did not complete the sign-in ({why}).").format(plugin=self._title(), why=why),
                _("Check the client's id and secret, then start the sign-in again."),
            )
        return self._signed_in(facts)

    def _signed_in(self, facts: Mapping[str, Any]) -> SignedIn:
        access, refresh = facts.get("access_token"), facts.get("refresh_token")
        if not isinstance(access, str) or not access:
            raise PlatformError(_("The answer of {plugin} holds no token.").format(plugin=self._title()))
        redact.remember(access)
        if not isinstance(refresh, str) or not refresh:
            raise DeskError(
                _("{plugin} gave access for a short while only.").format(plugin=self._title()),
                _("Take the access of this app away in your account's settings there, and sign in again."),
            )
        scopes = self._granted(facts.get("scope"))
        lifetime = facts.get("expires_in")
        seconds = (
            float(lifetime) if isinstance(lifetime, (int, float, str)) and _is_number(lifetime) else 3600.0
        )
        expires_at = self._connection.clock.now() + timedelta(seconds=seconds)
        return SignedIn(Secret(refresh), Tokens(access=access, expires_at=expires_at), scopes)

    def _granted(self, answered: object) -> tuple[str, ...]:
        """The scopes granted; none told means all that were asked for (RFC 6749, 5.1)."""
        wanted = self._sign_in.scopes
        if not isinstance(answered, str):
            return wanted
        granted = tuple(answered.split())
        if missing := [scope for scope in wanted if scope not in granted]:
            raise DeskError(
                _("The access to {scopes} was not granted.").format(scopes=", ".join(missing)),
                _("Start the sign-in again and leave every box ticked."),
            )
        return granted

    def _title(self) -> str:
        return self._connection.spec.plugin.title


def _word(error: object) -> str:
    """A platform's error code, never free text: it is shown as it came."""
    return error if isinstance(error, str) and re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", error) else "?"


def _is_number(value: float | str) -> bool:
    try:
        return 0 < float(value) < 10 * 365 * 86400
    except ValueError:
        return False
