"""A real server on loopback, clocks that do not make one wait, and accounts to try them with."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from reviewdesk.api import Plugin, Setting, SignIn, Token, Tokens
from reviewdesk.engine.net.connection import AccountSpec, Connection
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper


@dataclass
class Asked:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def form(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(self.body.decode()).items()}


@dataclass
class Reply:
    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    """Hang up without a word."""
    cut: bool = False
    """Hang up in the middle of the body."""


class LocalServer:
    """Answers with `script`; what arrived is in `asked`."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.script: Callable[[Asked], Reply] = lambda _asked: Reply()
        self.release = threading.Event()
        self.arrived = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 65536  # one packet per answer: nothing waits for an acknowledgement
            timeout = 20

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, body)
                outer.asked.append(asked)
                outer.arrived.set()
                self._answer(outer.script(asked))

            def _answer(self, reply: Reply) -> None:
                self.close_connection = reply.drop or reply.cut
                if reply.drop:
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body) + (1 if reply.cut else 0)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(reply.body)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815 - the base's names

            def log_message(self, *args: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: object) -> None:
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def hang(self, asked: Asked) -> Reply:
        """For `script`: answer only when the test lets go."""
        self.release.wait(20)
        return Reply(drop=True)

    def stop(self) -> None:
        self.release.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class QuickClock:
    """Waiting takes no time; the clock moves on as if it had."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.waits: list[float] = []

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 12, tzinfo=UTC) + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        if until is not None and until.is_set():
            return True
        self.waits.append(seconds)
        self.passed += seconds
        return False


CARD = Plugin(
    name="stall",
    title="Stall",
    needs=(1, 0),
    hosts=("api.stall.example", "auth.stall.example", "www.stall.example"),
    auth={"api.stall.example": Token(name="access")},
    sign_in=SignIn(
        authorize_url="https://www.stall.example/authorize",
        token_url="https://auth.stall.example/token",
        scopes=("reviews",),
    ),
    settings=(Setting(name="client_id", title="Client"),),
)


class Desk:
    """Makes accounts on the local server."""

    def __init__(self, home: Path, server: LocalServer, clock: QuickClock) -> None:
        self.home = home
        self.server = server
        self.clock = clock
        self.renewed: list[Tokens | None] = []
        self.opened: list[Connection] = []

    def renew(self, account: Any, name: str, held: Tokens | None) -> Tokens:
        self.renewed.append(held)
        number = len(self.renewed)
        return Tokens(access=f"access-{number}", expires_at=self.clock.now() + timedelta(hours=1))

    def connect(self, card: Plugin = CARD, **more: Any) -> Connection:
        settings = more.pop("settings", {"base_url": self.server.url, "client_id": "client-1"})
        secrets = more.pop("secrets", {"refresh_token": "env:STALL_REFRESH", "api_key": "env:STALL_KEY"})
        connection = Connection(
            AccountSpec(name="main", plugin=card, settings=settings, secrets=secrets),
            keeper=more.pop("keeper", None) or TokenKeeper(FileTokens(self.home), self.clock),
            renewer=more.pop("renewer", self.renew),
            clock=more.pop("clock", self.clock),
            **more,
        )
        self.opened.append(connection)
        return connection


@pytest.fixture
def card() -> Plugin:
    return CARD


@pytest.fixture
def reply() -> type[Reply]:
    return Reply


@pytest.fixture
def server() -> Iterator[LocalServer]:
    server = LocalServer()
    yield server
    server.stop()


@pytest.fixture
def quick_clock() -> QuickClock:
    return QuickClock()


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets the keyring of the machine it runs on."""
    import keyring
    from keyring.backends.null import Keyring

    before = keyring.get_keyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", before)
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]


@pytest.fixture
def desk(
    tmp_path: Path, server: LocalServer, quick_clock: QuickClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("STALL_REFRESH", "refresh-from-source")
    monkeypatch.setenv("STALL_KEY", "the-api-key")
    desk = Desk(tmp_path, server, quick_clock)
    yield desk
    for connection in desk.opened:
        connection.close()
