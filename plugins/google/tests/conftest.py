"""An account over real HTTP, and a server that says what a test wants Google to say."""

import json
import logging
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from reviewdesk_google import reviewdesk_plugin

from reviewdesk.api import AuthError, SystemClock


class Moved(httpx.BaseTransport):
    """Lets one server stand for all hosts that the card declares, and signs in where the card says so."""

    def __init__(self, base_url: str, bearer: str) -> None:
        self._base = httpx.URL(base_url)
        self._bearer = bearer
        self._inner = httpx.HTTPTransport(verify=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        card = reviewdesk_plugin()
        host = request.url.host
        assert host in card.hosts, f"{host} is not declared"
        assert request.url.scheme == "https"
        if host in card.auth:
            request.headers["Authorization"] = f"Bearer {self._bearer}"
        request.url = request.url.copy_with(
            scheme=self._base.scheme, host=self._base.host, port=self._base.port
        )
        request.headers["Host"] = self._base.netloc.decode()
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


@dataclass
class HandMadeAccount:
    http: httpx.Client
    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    signed_in: bool = True
    name: str = "main"
    clock: SystemClock = field(default_factory=SystemClock)
    log: logging.Logger = field(default_factory=lambda: logging.getLogger("test.google"))

    def secret(self, name: str) -> str:
        if name not in self.secrets:
            raise AuthError(f"There is no secret {name}.")
        return self.secrets[name]

    def url(self, url: str) -> str:
        base = self.settings.get("base_url")
        parts = urlsplit(url)
        return f"{base}{parts.path}" + (f"?{parts.query}" if parts.query else "") if base else url


@dataclass
class Asked:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def form(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(self.body.decode()).items()}


@dataclass
class Playback:
    """Answers each request with the first rule that fits it; a rule's last answer repeats itself."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    _rules: list[tuple[str, re.Pattern[str], list[tuple[int, Any, dict[str, str]]]]] = field(
        default_factory=list
    )

    def says(self, method: str, path: str, *answers: Any) -> None:
        """An answer is a body (200), or a status with a body, or those with headers."""
        whole = [a if isinstance(a, tuple) else (200, a) for a in answers]
        self._rules.insert(0, (method, re.compile(path), [(*a, {})[:3] for a in whole]))

    def answer(self, asked: Asked) -> tuple[int, bytes, dict[str, str]]:
        self.asked.append(asked)
        for method, path, answers in self._rules:
            if method == asked.method and path.fullmatch(asked.path):
                status, body, headers = answers.pop(0) if len(answers) > 1 else answers[0]
                raw = body if isinstance(body, bytes) else json.dumps(body).encode()
                return status, raw, headers
        return 404, json.dumps(refusal(404, "NOT_FOUND", "Requested entity was not found.")).encode(), {}


def refusal(status: int, word: str, message: str, reason: str = "", **metadata: str) -> dict[str, Any]:
    error: dict[str, Any] = {"code": status, "message": message, "status": word}
    if reason:
        info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "metadata": metadata}
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.Help"}, info]
    return {"error": error}


@pytest.fixture(name="refusal")
def _refusal() -> Callable[..., dict[str, Any]]:
    return refusal


@pytest.fixture
def playback() -> Iterator[Playback]:
    play = Playback()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _play(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            status, raw, headers = play.answer(
                Asked(self.command, parts.path, query, dict(self.headers.items()), body)
            )
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_PUT = do_POST = do_DELETE = _play  # noqa: N815

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    play.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield play
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def google_account() -> Iterator[Callable[..., HandMadeAccount]]:
    clients: list[httpx.Client] = []

    def make(base_url: str, *, signed_in: bool = True, bearer: str = "held", **more: Any) -> HandMadeAccount:
        client = httpx.Client(transport=Moved(base_url, bearer), timeout=10)
        clients.append(client)
        settings = {"base_url": base_url, "client_id": "client-1", **more.get("settings", {})}
        secrets = {"client_secret": "s3cret", "refresh_token": "refresh-1", **more.get("secrets", {})}
        return HandMadeAccount(http=client, settings=settings, secrets=secrets, signed_in=signed_in)

    yield make
    for client in clients:
        client.close()
