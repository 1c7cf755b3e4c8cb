"""The machine account, and the tokens it was given."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections import deque
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from reviewdesk.sandbox import SandboxClock
from reviewdesk_booking.sandbox.answers import ruid
from reviewdesk_booking.sandbox.switches import BookingSwitches

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "PASSWORD", "USERNAME", "Grants"]

CLIENT_ID = "sandbox-machine-account"
CLIENT_SECRET = "made-up-client-secret"  # noqa: S105 - opens nothing but this sandbox
USERNAME = "SandboxMachine"
PASSWORD = "made-up-machine-password"  # noqa: S105 - opens nothing but this sandbox

_HOUR = 3600.0


class Grants:
    def __init__(self, clock: SandboxClock, switches: BookingSwitches) -> None:
        self._clock = clock
        self._switches = switches
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._given: deque[float] = deque()
        self._revoked: set[str] = set()
        self.count = 0
        """How many tokens were given out."""

    def routes(self) -> list[BaseRoute]:
        return [Route("/token-based-authentication/exchange", self._exchange, methods=["POST"])]

    def lets_in(self, header: str) -> bool:
        kind, _space, value = header.partition(" ")
        if kind.lower() == "bearer":
            return value not in self._revoked and self._lives(value)
        if kind.lower() != "basic" or not self._switches.basic:
            return False
        pair = base64.b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode()
        return hmac.compare_digest(value.encode(), pair.encode())

    def token(self) -> str:
        """A new token: three parts, of which the middle one can be read by everybody."""
        now = int(self._clock.now().timestamp())
        claims = {
            "sub": "connectivity-auth-proxy",
            "aud": "connectivity",
            "iss": "urn://connectivity-modern-auth/v1",
            "iat": now,
            "exp": now + self._switches.token_seconds,
            "jti": secrets.token_hex(8),
        }
        body = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
        return f"{body}.{self._signature(body)}"

    def revoke(self, token: str) -> None:
        self._revoked.add(token)

    async def _exchange(self, request: Request) -> Response:
        try:
            wish = json.loads(await request.body())
        except ValueError:
            wish = None
        if not isinstance(wish, dict):
            return JSONResponse({"message": "invalid request body", "ruid": ruid()}, status_code=400)
        if (wish.get("client_id"), wish.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            told = {"message": "invalid client_id and/or client_secret", "ruid": ruid()}
            return JSONResponse(told, status_code=401)
        with self._lock:
            now = self._clock.monotonic()
            while self._given and self._given[0] <= now - _HOUR:
                self._given.popleft()
            if len(self._given) >= self._switches.tokens_per_hour:
                left = int(self._given[0] + _HOUR - now) + 1
                told = {"message": "too many tokens", "ruid": ruid()}
                return JSONResponse(told, status_code=429, headers={"Retry-After": str(left)})
            self._given.append(now)
            self.count += 1
        return JSONResponse({"jwt": self.token(), "ruid": ruid()})

    def _lives(self, token: str) -> bool:
        body, _dot, signature = token.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(body).encode()):
            return False
        middle = body.partition(".")[2]
        claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        return self._clock.now().timestamp() < float(claims["exp"])

    def _signature(self, body: str) -> str:
        raw = hmac.new(self._key, body.encode("utf-8", "replace"), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _part(data: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")
