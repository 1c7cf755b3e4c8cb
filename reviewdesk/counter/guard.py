"""What stands before every request: own names, own forms, small bodies; and what every answer bears.

A page of somebody else's must not reach the counter through the browser at the till: neither by a name that
leads to this machine (the Host is checked), nor by a form sent from elsewhere (the Origin is checked).
"""

from collections.abc import Collection
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reviewdesk.api import _

__all__ = ["FORM", "Guard"]

FORM = "reviewdesk.form"
_MOST = 4096
"""Bytes of a form: a code, a reason, two words."""
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    # Not no-referrer: with it browsers send `Origin: null` with forms (Fetch standard, Origin header).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


class Guard:
    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        """`origins`: all under which a browser finds this page, as http://192.168.1.20:8740."""
        self._app = app
        self._origins = set(origins)
        self._hosts = {each.partition("://")[2] for each in origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def bear(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        status, why = self._refusal(scope)
        if not why and scope["method"] == "POST":
            body = await _body(receive)
            if body is None:
                status, why = 413, _("This form is too large.")
            else:
                scope[FORM] = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        if why:
            await PlainTextResponse(why + "\n", status)(scope, receive, bear)
            return
        await self._app(scope, receive, bear)

    def _refusal(self, scope: Scope) -> tuple[int, str]:
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[each] for each in self._hosts]:
            return 421, _("The counter does not answer under that name.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, _("The counter does not know this.")
        if scope["method"] == "POST" and headers.get("origin") not in self._origins:
            return 403, _("The counter is not used from another page.")
        return 200, ""


async def _body(receive: Receive) -> bytes | None:
    body = b""
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > _MOST:
            return None
        if not message.get("more_body"):
            return body
