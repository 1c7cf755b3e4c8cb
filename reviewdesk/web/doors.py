"""Who may come in: an address that works once, then a cookie; from this page's own host and origin alone.

A page of somebody else's must not reach the desk through the owner's browser: neither by a name that leads to
127.0.0.1 (the Host is checked), nor by a socket opened from elsewhere (the Origin is checked).
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

from reviewdesk.api import _

COOKIE = "reviewdesk_web"
ENTRY = "/enter"

_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Doors:
    def __init__(self, url: str, *, also: tuple[str, ...] = ()) -> None:
        """`url`: where the owner's browser finds the page; `also`: other names of the same place."""
        urls = (url, *also)
        self.url = url
        self._hosts = {urlsplit(each).netloc for each in urls}
        self._origins = set(urls)
        self._secure = urlsplit(url).scheme == "https"
        self._word: str | None = None
        self._sessions: set[str] = set()

    def address(self) -> str:
        """A new address that lets one browser in, once; the one before it is over."""
        self._word = secrets.token_urlsafe(24)
        return f"{self.url}{ENTRY}?key={self._word}"

    def middleware(self) -> Middleware:
        @web.middleware
        async def watch(request: web.Request, handler: Handler) -> web.StreamResponse:
            refusal = self._refusal(request)
            if refusal:
                return _no(refusal)
            if request.path == ENTRY:
                return self._enter(request)
            if not self._known(request):
                return _no(_("This desk opens only with the address that `reviewdesk web` printed."))
            return await handler(request)

        return watch

    def _refusal(self, request: web.Request) -> str:
        if request.headers.get("Host", "") not in self._hosts:
            return _("This desk does not answer under that name.")
        origin = request.headers.get("Origin")
        socket = request.headers.get("Upgrade", "").lower() == "websocket"
        if (socket or origin is not None) and origin not in self._origins:
            return _("This desk is not opened from another page.")
        return ""

    def _known(self, request: web.Request) -> bool:
        given = request.cookies.get(COOKIE, "").encode()
        return any(hmac.compare_digest(given, each.encode()) for each in self._sessions)

    def _enter(self, request: web.Request) -> web.StreamResponse:
        given = request.query.get("key", "").encode()
        # A browser that only looks ahead, or a chat that makes a preview, must not use the address up.
        ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
        if request.method != "GET" or ahead:
            return _no(_("This address is opened by a person."))
        if self._word is None or not hmac.compare_digest(given, self._word.encode()):
            if self._known(request):
                return _onward()
            return _no(
                _("This address was used already, or is not the one printed last.")
                + " "
                + _("Press Enter where `reviewdesk web` runs for a new one.")
            )
        self._word = None
        session = secrets.token_urlsafe(32)
        self._sessions.add(session)
        answer = _onward()
        answer.set_cookie(
            COOKIE, session, httponly=True, samesite="Strict", secure=self._secure, path="/", max_age=None
        )
        return answer


async def harden(_request: web.Request, answer: web.StreamResponse) -> None:
    """What every answer carries, so that no other page can frame, read or keep the desk."""
    answer.headers.update(_POLICY)


def _onward() -> web.Response:
    return web.Response(status=303, headers={"Location": "/"})


def _no(words: str) -> web.Response:
    return web.Response(status=403, text=words + "\n")
