"""Who was let in: codes and tokens as Yelp's OAuth hands them out, v2 and v3.

With v3 a refresh token is good once: showing an old one again ends the one in use.
See the pages on token v3 and on refresh tokens at docs.developer.yelp.com.
"""

import hashlib
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from reviewdesk.sandbox import SandboxClock
from reviewdesk_yelp.sandbox.switches import YelpSwitches

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN", "SCOPES", "Consent", "Grants", "OAuthError"]

CLIENT_ID = "sandbox-client"
CLIENT_SECRET = "sandbox" + "s" * 57
SCOPES = ("r2r", "r2r_get_businesses", "r2r_business_owner")
_CODE_LIFE = 300.0
_REFRESH_LIFE = 31_536_000


def _sealed(number: int) -> str:
    """The refresh token of one turn. It proves itself, so that an account outlives a restart."""
    seal = hashlib.sha512(f"reviewdesk yelp sandbox {number}".encode()).hexdigest()
    return f"{number:06d}{seal}"[:128]


REFRESH_TOKEN = _sealed(0)


class OAuthError(Exception):
    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.status = status


@dataclass(frozen=True, slots=True)
class Consent:
    """What a program asks the owner for."""

    redirect_uri: str
    scope: str
    state: str


@dataclass(frozen=True, slots=True)
class _Code:
    consent: Consent
    ends: float


@dataclass(frozen=True, slots=True)
class _Access:
    scope: frozenset[str]
    ends: float


class Grants:
    def __init__(self, clock: SandboxClock, switches: YelpSwitches) -> None:
        self._clock = clock
        self._switches = switches
        self._lock = threading.Lock()
        self._asked: dict[str, Consent] = {}
        self._codes: dict[str, _Code] = {}
        self._access: dict[str, _Access] = {}
        self._turn: int | None = None
        """The refresh token in use; None until one was shown, -1 once the grant is over."""
        self._scope = frozenset(SCOPES)

    def ask(self, consent: Consent) -> str:
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
            code = secrets.token_urlsafe(24)
            self._codes[code] = _Code(consent, self._clock.monotonic() + _CODE_LIFE)
            return _back(consent, code=code)

    def token(self, form: Mapping[str, str], *, rotate: bool) -> dict[str, object]:
        """The answer of a token endpoint. Raises `OAuthError`."""
        if form.get("client_id") != CLIENT_ID or form.get("client_secret") != CLIENT_SECRET:
            raise OAuthError("BAD CLIENT ID OR SECRET", "The client ID or secret is not valid.")
        with self._lock:
            match form.get("grant_type"):
                case "authorization_code":
                    return self._exchange(form)
                case "refresh_token":
                    return self._renew(form.get("refresh_token", ""), rotate=rotate)
                case None | "":
                    raise OAuthError("INVALID REQUEST", "grant_type is missing.")
                case other:
                    raise OAuthError("UNSUPPORTED GRANT TYPE", f"{other} is not supported.")

    def scope_of(self, access: str) -> frozenset[str] | None:
        """The scopes of a live access token; none for one that is over, None for one never given."""
        with self._lock:
            held = self._access.get(access)
        if held is None:
            return None
        return held.scope if self._clock.monotonic() < held.ends else frozenset()

    def revoke(self) -> None:
        """The owner takes the program's access away."""
        with self._lock:
            self._end()

    def end_access(self) -> None:
        """All access tokens run out at once."""
        with self._lock:
            self._access = {token: _Access(held.scope, 0.0) for token, held in self._access.items()}

    def narrow(self, *scopes: str) -> None:
        """Only these are granted from now on."""
        with self._lock:
            self._scope = frozenset(scopes)

    def _exchange(self, form: Mapping[str, str]) -> dict[str, object]:
        code = self._codes.pop(form.get("code", ""), None)
        if code is None or self._clock.monotonic() >= code.ends:
            raise OAuthError("INVALID GRANT", "The code is not valid, or has run out.")
        if form.get("redirect_uri") != code.consent.redirect_uri:
            raise OAuthError("INVALID REQUEST", "redirect_uri is another than that of the code.")
        self._scope = frozenset(code.consent.scope.split())
        self._turn = max(self._turn or 0, 0) + 1
        return self._given()

    def _renew(self, shown: str, *, rotate: bool) -> dict[str, object]:
        turn = int(shown[:6]) if shown[:6].isdecimal() else -1
        if turn < 0 or not secrets.compare_digest(shown.encode(), _sealed(turn).encode()):
            raise OAuthError("INVALID GRANT", "The refresh token is not valid.")
        if self._turn is not None and turn != self._turn:
            self._end()
            raise OAuthError("INVALID GRANT", "The refresh token was used before: all tokens are revoked.")
        self._turn = turn + 1 if rotate else turn
        return self._given()

    def _given(self) -> dict[str, object]:
        seconds, now = self._switches.access_token_seconds, self._clock.now()
        access = secrets.token_hex(64)
        self._access[access] = _Access(self._scope, self._clock.monotonic() + seconds)
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": seconds,
            "expires_on": (now + timedelta(seconds=seconds)).isoformat(timespec="seconds"),
            "refresh_token": _sealed(self._turn or 0),
            "refresh_token_expires_in": _REFRESH_LIFE - 1,
            "refresh_token_expires_on": (now + timedelta(seconds=_REFRESH_LIFE)).isoformat(
                timespec="seconds"
            ),
        }

    def _end(self) -> None:
        self._turn = -1
        self._access.clear()


def _back(consent: Consent, **answer: str) -> str:
    told = {**answer, "state": consent.state} if consent.state else answer
    joint = "&" if "?" in consent.redirect_uri else "?"
    return f"{consent.redirect_uri}{joint}{urlencode(told)}"
