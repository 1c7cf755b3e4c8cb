"""The engine's own connection to a local Tripadvisor, and a clock that does not make one wait."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from reviewdesk_tripadvisor import reviewdesk_plugin, reviewdesk_sandbox

from reviewdesk.engine.net.connection import AccountSpec, Connection
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper


class QuickClock:
    """Waiting costs nothing; its days are real, since a sandbox tells its times from today."""

    def __init__(self) -> None:
        self._passed = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        self._passed += max(0.0, seconds)
        return until is not None and until.is_set()


@pytest.fixture
def terra_account(tmp_path, monkeypatch):
    made: list[Connection] = []

    def make(url, *, key="sandbox-terra-key", **settings):
        secrets = {}
        if key is not None:
            monkeypatch.setenv("TERRA_KEY", key)
            secrets = {"api_key": "env:TERRA_KEY"}
        spec = AccountSpec(
            name="main",
            plugin=reviewdesk_plugin(),
            settings={"base_url": url, **settings},
            secrets=secrets,
        )
        clock = QuickClock()
        keeper = TokenKeeper(FileTokens(tmp_path), clock)
        connection = Connection(spec, keeper=keeper, renewer=lambda *_a: None, clock=clock, trust_env=False)
        made.append(connection)
        return connection

    yield make
    for connection in made:
        connection.close()


@pytest.fixture
def play():
    running = []

    def start(scenario="small", **switches):
        running.append(reviewdesk_sandbox().start(scenario=scenario))
        # The limits are a subject of their own: elsewhere they would only make tests depend on speed.
        running[-1].switches.set({"calls_per_second": None, "searches_at_once": None, **switches})
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture
def at_terra(play, terra_account):
    """A sandbox and an account that knows its pages."""

    def both(scenario="small", *, account=None, **switches):
        sandbox = play(scenario, **switches)
        return sandbox, terra_account(**{"url": sandbox.url, **dict(_plain(sandbox)), **(account or {})})

    return both


def _plain(sandbox) -> dict[str, str]:
    return {name: value for name, value in sandbox.settings.items() if name != "base_url"}


@dataclass
class Playback:
    """Answers each request with what a test laid ready; the last one repeats itself."""

    url: str = ""
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    """The key that came with each request."""
    answers: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)

    def says(self, *answers: Any) -> None:
        """An answer is a body (200), or a status with a body, or those with headers."""
        self.answers = [(*(a if isinstance(a, tuple) else (200, a)), {})[:3] for a in answers]


@pytest.fixture
def playback() -> Iterator[Playback]:
    play = Playback()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            play.asked.append((parts.path, parse_qs(parts.query)))
            play.keys.append(self.headers.get("X-API-Key"))
            status, body, headers = play.answers.pop(0) if len(play.answers) > 1 else play.answers[0]
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(raw)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

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
