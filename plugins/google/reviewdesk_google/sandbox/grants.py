"""Who was let in: consents, codes and tokens, as Google's OAuth 2.0 for installed apps hands them out.

See developers.google.com/identity/protocols/oauth2/native-app.
"""

import base64
import hashlib
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from reviewdesk.sandbox import SandboxClock
from reviewdesk_google.sandbox.switches import GoogleSwitches

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN", "Consent", "Grants", "OAuthError"]

CLIENT_ID = "100000000001-sandbox.apps.googleusercontent.com"
CLIENT_SECRET = "sandbox-client-secret"  # noqa: S105 - opens nothing but this sandbox
REFRESH_TOKEN = "1//sandbox-refresh-token"  # noqa: S105 - the same at each start, so that an account lives on
MANAGE = "https://www.googleapis.com/auth/business.manage"
_TESTING_LIFE = 7 * 86400.0
_CODE_LIFE = 600.0
_MOST_LIVE = 100


class OAuthError(Exception):
    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a program asks the user for."""

    redirect_uri: str
    scope: str
    state: str
    challenge: str
    method: str
    offline: bool
    ask_again: bool


@dataclass(frozen=True, slots=True)
class _Code:
    consent: Consent
    ends: float


@dataclass(frozen=True, slots=True)
class _Refresh:
    scope: str
    granted: float


@dataclass(frozen=True, slots=True)
class _Access:
    scope: str
    ends: float
    refresh: str | None


class Grants:
    def __init__(self, clock: SandboxClock, switches: GoogleSwitches) -> None:
        self._clock = clock
        self._switches = switches
        self._lock = threading.Lock()
        self._asked: dict[str, Consent] = {}
        self._codes: dict[str, _Code] = {}
        self._refresh = {REFRESH_TOKEN: _Refresh(MANAGE, clock.waited())}
        self._access: dict[str, _Access] = {}
        self._consented: set[str] = set()

    def ask(self, consent: Consent) -> str:
        """Remember what is asked while the user looks at the page; gives the page's number."""
        with self._lock:
            number = secrets.token_urlsafe(16)
            self._asked[number] = consent
            return number

    def decide(self, number: str, *, allow: bool) -> str:
        """The URL back to the program. Raises KeyError for a page that was answered before."""
        with self._lock:
            consent = self._asked.pop(number)
            if not allow:
                return _back(consent, error="access_denied")
            code = f"4/0A{secrets.token_urlsafe(40)}"
            self._codes[code] = _Code(consent, self._clock.monotonic() + _CODE_LIFE)
            return _back(consent, code=code, scope=consent.scope)

    def token(self, form: Mapping[str, str]) -> dict[str, object]:
        """The answer of the token endpoint. Raises `OAuthError`."""
        if form.get("client_id") != CLIENT_ID:
            raise OAuthError("invalid_client", "The OAuth client was not found.", 401)
        if form.get("client_secret") != CLIENT_SECRET:
            raise OAuthError("invalid_client", "Unauthorized", 401)
        with self._lock:
            match form.get("grant_type"):
                case "authorization_code":
                    return self._exchange(form)
                case "refresh_token":
                    return self._renew(form)
                case None | "":
                    raise OAuthError("invalid_request", "Required parameter is missing: grant_type")
                case other:
                    raise OAuthError("unsupported_grant_type", f"Invalid grant_type: {other}")

    def scope_of(self, access: str) -> str | None:
        """The scope of a live access token; None for any other."""
        with self._lock:
            held = self._access.get(access)
            return held.scope if held and self._clock.monotonic() < held.ends else None

    def revoke(self, token: str) -> None:
        """Either kind; revoking one ends all that hangs together. Raises `OAuthError`."""
        with self._lock:
            held = self._access.get(token)
            refresh = held.refresh if held else token
            if held is None and token not in self._refresh:
                raise OAuthError("invalid_token", "Token expired or revoked")
            self._access.pop(token, None)
            if refresh is not None:
                self._end(refresh)

    def end_access(self) -> None:
        """All access tokens expire at once."""
        with self._lock:
            self._access.clear()

    def end_refresh(self) -> None:
        """The user takes the program's access away on his account page."""
        with self._lock:
            for token in list(self._refresh):
                self._end(token)

    def _exchange(self, form: Mapping[str, str]) -> dict[str, object]:
        code = self._codes.pop(form.get("code", ""), None)
        if code is None or self._clock.monotonic() >= code.ends:
            raise OAuthError("invalid_grant", "Malformed auth code." if code is None else "Bad Request")
        consent = code.consent
        if form.get("redirect_uri") != consent.redirect_uri:
            raise OAuthError("redirect_uri_mismatch", "Bad Request")
        _check_verifier(consent, form.get("code_verifier", ""))
        refresh = None
        if consent.offline and (consent.ask_again or consent.scope not in self._consented):
            refresh = f"1//0{secrets.token_urlsafe(48)}"
            self._refresh[refresh] = _Refresh(consent.scope, self._clock.waited())
            for oldest in list(self._refresh)[:-_MOST_LIVE]:
                self._end(oldest)
        self._consented.add(consent.scope)
        return self._given(consent.scope, refresh, new=refresh is not None)

    def _renew(self, form: Mapping[str, str]) -> dict[str, object]:
        token = form.get("refresh_token", "")
        held = self._refresh.get(token)
        if held and self._switches.testing_consent and self._clock.waited() - held.granted >= _TESTING_LIFE:
            self._end(token)
            held = None
        if held is None:
            raise OAuthError("invalid_grant", "Token has been expired or revoked.")
        return self._given(held.scope, token, new=False)

    def _given(self, scope: str, refresh: str | None, *, new: bool) -> dict[str, object]:
        seconds = self._switches.access_token_seconds
        access = f"ya29.a0{secrets.token_urlsafe(48)}"
        self._access[access] = _Access(scope, self._clock.monotonic() + seconds, refresh)
        answer: dict[str, object] = {"access_token": access, "expires_in": seconds}
        if new and refresh:
            answer["refresh_token"] = refresh
            if self._switches.testing_consent:
                answer["refresh_token_expires_in"] = int(_TESTING_LIFE) - 1
        return {**answer, "scope": scope, "token_type": "Bearer"}

    def _end(self, refresh: str) -> None:
        self._refresh.pop(refresh, None)
        for token in [t for t, held in self._access.items() if held.refresh == refresh]:
            del self._access[token]


def _back(consent: Consent, **answer: str) -> str:
    told = {"state": consent.state, **answer} if consent.state else answer
    joint = "&" if "?" in consent.redirect_uri else "?"
    return f"{consent.redirect_uri}{joint}{urlencode(told)}"


def _check_verifier(consent: Consent, verifier: str) -> None:
    if not consent.challenge:
        return
    if not verifier:
        raise OAuthError("invalid_grant", "Missing code verifier.")
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    if consent.challenge != (hashed if consent.method == "S256" else verifier):
        raise OAuthError("invalid_grant", "Invalid code verifier.")
