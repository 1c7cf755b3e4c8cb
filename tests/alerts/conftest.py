"""What the tests of alerts stand on: real programs and servers that note what reaches them.

`notes`      a program `notify-send` on the PATH; `notes()` gives the arguments of each call
`phone`      a receiver of apprise's json:// on loopback; `phone.heard` is what it was sent
`post`       a mail server with STARTTLS and a certificate of an authority of its own
`alerting`   `alerting(stars="2", ...)` opens a desk with these settings under [alerts]
"""

import json
import os
import ssl
import stat
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import apprise
import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

_PROGRAM = """#!{python}
import json, os, sys
with open({log!r}, "a", encoding="utf-8") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
sys.exit(int(os.environ.get("NOTIFY_EXIT", "0")))
"""


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[list[str]]]:
    folder = tmp_path / "programs"
    folder.mkdir()
    log = tmp_path / "notes.jsonl"
    program = folder / "notify-send"
    program.write_text(_PROGRAM.format(python=sys.executable, log=str(log)))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.defpath}")

    def read() -> list[list[str]]:
        return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []

    return read


@dataclass
class Phone:
    port: int = 0
    status: int = 200
    heard: list[dict[str, Any]] = field(default_factory=list)
    hang: threading.Event | None = None

    @property
    def url(self) -> str:
        return f"json://owner:s3cretword@127.0.0.1:{self.port}/"


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    told = Phone()
    with warnings.catch_warnings():
        # Its first service makes apprise import all of them, some with warnings of their own.
        warnings.simplefilter("ignore")
        apprise.Apprise().add("json://127.0.0.1")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if told.hang is not None:
                told.hang.wait(20)
            told.heard.append(json.loads(body))
            self.send_response(told.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setenv("PHONE", told.url)
    yield told
    server.shutdown()
    server.server_close()


class Post:
    """A mail server that keeps what it is sent. `login` is what it lets in."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.login = ("mario", "app-passw0rd")
        self.refuses = False
        self.port = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuses:
            return "554 no thanks, mario:app-passw0rd"
        self.mails.append(envelope)
        return "250 OK"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
        told = (data.login.decode(), data.password.decode()) if isinstance(data, LoginPassword) else None
        return AuthResult(success=told == self.login, handled=False)


class Anywhere(Controller):
    """On any free port."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    made = trustme.CA()
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    made.cert_pem.write_to_path(str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert("localhost").configure_cert(context)
    return context, file


@pytest.fixture
def post(authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    context, file = authority
    handler = Post()
    server = Anywhere(
        handler,
        hostname="127.0.0.1",
        port=0,
        server_hostname="localhost",
        tls_context=context,
        require_starttls=True,
        authenticator=handler.authenticate,
        auth_required=True,
    )
    server.start()
    handler.port = server.port
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv("SMTP_PASSWORD", "app-passw0rd")
    yield handler
    server.stop(no_assert=True)


@pytest.fixture
def alerting(reopen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A desk with these settings; nothing has happened that it would tell."""

    def make(*, smtp: dict[str, str] | None = None, **wish: str) -> Any:
        # The sandbox's own reviews turn late at any hour of the day: only told where it is asked for.
        for table, values in (("ALERTS", {"target_minutes": "0"} | wish), ("SMTP", smtp or {})):
            for name, value in values.items():
                monkeypatch.setenv(f"REVIEWDESK_{table}__{name.upper()}", value)
        desk = reopen()
        desk.alerts.begin()
        return desk

    return make


@pytest.fixture
def comes(connected_desk: Any, google: Any) -> Callable[..., None]:
    """`comes(1, "Cold soup.", by="Ewa K.")`: a guest of the connected desk writes a review."""

    def write(stars: int, text: str, by: str = "Ewa K.") -> None:
        google.happen({"event": "review", "review": {"stars": stars, "text": text, "by": by}})

    return write
