"""The sentences for what can go wrong on the wire, told apart by real failures."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from reviewdesk.api import BadData, OutcomeUnknown, Unavailable
from reviewdesk.engine.net import faults
from reviewdesk.engine.net.wire import Call, calling

URL = "https://api.stall.example/v1/reviews"


def settings(url: str) -> dict[str, str]:
    return {"base_url": url, "client_id": "c"}


def test_a_name_that_does_not_resolve(desk: Any, card: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*args: object, **more: object) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(Unavailable, match=r"address api\.stall\.example was not found.*internet connection"):
        desk.connect(settings={"client_id": "c"}, trust_env=False).http.get(URL)


def test_a_server_that_is_not_there(desk: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unavailable, match=r"127\.0\.0\.1 refused the connection"):
            desk.connect(settings=settings(url)).http.get(URL)


def test_a_server_that_never_answers(desk: Any, server: Any) -> None:
    server.script = server.hang
    with pytest.raises(Unavailable, match="did not answer in time"):
        desk.connect().http.get(URL, timeout=0.05)


def test_a_server_that_hangs_up(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(drop=True)
    with pytest.raises(Unavailable, match="could not be read"):
        desk.connect().http.get(URL)


@pytest.fixture
def self_signed(tmp_path: Path) -> Iterator[str]:
    x509 = pytest.importorskip("cryptography.x509", reason="needs cryptography to make a certificate")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = builder.add_extension(x509.SubjectAlternativeName([address]), critical=False).sign(
        key, hashes.SHA256()
    )
    pem = tmp_path / "server.pem"
    none = serialization.NoEncryption()
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, none)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _address = listener.accept()
            except OSError:
                return
            with plain:
                try:
                    context.wrap_socket(plain, server_side=True).close()
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_a_certificate_no_one_vouches_for(desk: Any, self_signed: str) -> None:
    with pytest.raises(Unavailable, match=r"certificate of 127\.0\.0\.1 is not valid \(self.signed"):
        desk.connect(settings=settings(self_signed)).http.get(URL)


def test_a_server_that_speaks_no_tls(desk: Any, server: Any) -> None:
    with pytest.raises(Unavailable, match="No safe connection"):
        desk.connect(settings=settings(server.url.replace("http://", "https://"))).http.get(URL)
    assert server.asked == []


def test_a_proxy_is_used_for_the_platform_and_never_for_this_machine(
    desk: Any, server: Any, card: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("https_proxy", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, server.url)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("no_proxy", "")
    desk.connect().http.get(URL)
    assert server.asked[0].target == "/v1/reviews"
    call = Call(write=True)
    with calling(call), pytest.raises(Unavailable, match="proxy of this network"):
        desk.connect(settings={"client_id": "c"}).http.put(URL)
    assert len(server.asked) == 1
    assert not call.left


def test_a_proxy_that_is_not_understood_is_told(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "gopher://127.0.0.1:1")
    with pytest.raises(Unavailable, match="proxy of this computer"):
        desk.connect(settings={"client_id": "c"}).http.get(URL)


@pytest.mark.parametrize(
    "kind", [httpx.ReadTimeout, httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError]
)
def test_a_write_that_had_left_is_always_unknown(kind: type[httpx.TransportError]) -> None:
    assert isinstance(faults.told(kind("x"), "h", unknown=True), OutcomeUnknown)
    assert faults.after_leaving(kind("x"))


@pytest.mark.parametrize(
    "kind", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError]
)
def test_what_fails_before_leaving_is_unavailable(kind: type[httpx.TransportError]) -> None:
    assert isinstance(faults.told(kind("x"), "h", unknown=False), Unavailable)
    assert not faults.after_leaving(kind("x"))


def test_a_wrong_request_is_bad_data() -> None:
    assert isinstance(faults.told(httpx.LocalProtocolError("x"), "h", unknown=False), BadData)
