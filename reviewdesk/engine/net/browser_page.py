"""The loopback page a browser is sent back to after signing in (RFC 8252, 7.3)."""

import hmac
import html
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from reviewdesk.api.words import _

__all__ = ["Answer", "LoopbackPage"]

_PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>reviewdesk</title>
<meta name="viewport" content="width=device-width"></head>
<body style="font: 1.2em sans-serif; max-width: 30em; margin: 4em auto"><p>{words}</p></body></html>"""


class Answer:
    """What came back: a code, or the platform's word for why not."""

    __slots__ = ("code", "error")

    def __init__(self, code: str | None, error: str | None) -> None:
        self.code = code
        self.error = error

    def __repr__(self) -> str:
        return f"Answer(error={self.error!r})"


class LoopbackPage:
    """Listens on 127.0.0.1, on any free port, until the browser came with the right `state`."""

    def __init__(self, state: str) -> None:
        self._state = state
        self.answer: Answer | None = None
        self.settled = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The redirect URI."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def take(self, url: str) -> bool:
        """Take the address the browser was sent to; false for one that is not of this sign-in."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        if not hmac.compare_digest(asked.get("state", "").encode(), self._state.encode()):
            return False
        code, error = asked.get("code"), asked.get("error")
        if code is None and error is None:
            return False
        with self._lock:
            if self.answer is None:
                self.answer = Answer(code, error)
        self.settled.set()
        return True

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, page: LoopbackPage) -> None:
        self.page = page
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up early is nobody's business."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10
    """Browsers open spare connections and send nothing."""

    def do_GET(self) -> None:
        if urlsplit(self.path).path != "/":
            self._say(HTTPStatus.NOT_FOUND, _("There is nothing here."))
        elif self.server.page.take(self.path):
            self._say(HTTPStatus.OK, _("Thank you. You can close this page and go back to reviewdesk."))
        else:
            self._say(HTTPStatus.BAD_REQUEST, _("This page does not belong to the sign-in under way."))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: the line would hold the code."""

    def _say(self, status: HTTPStatus, words: str) -> None:
        page = _PAGE.format(words=html.escape(words)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(page)
