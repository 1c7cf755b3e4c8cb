"""One address, one browser: strangers, other pages and second comers get nothing."""

import socket
from typing import Any

import httpx
import pytest

from reviewdesk.api import speak
from reviewdesk.cli import main
from reviewdesk.web.server import DeskServer, place_at
from tests.web.conftest import start

SOCKET = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
SOCKET_KEY = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}


@pytest.fixture
def browser(served: Any) -> Any:
    with httpx.Client(base_url=served.url, trust_env=False) as client:
        yield client


def _let_in(browser: Any, served: Any) -> None:
    assert browser.get(served.address).headers["Location"] == "/"


def test_the_address_lets_one_browser_in_once(browser, served):
    assert browser.get("/").status_code == 403
    _let_in(browser, served)
    page = browser.get("/")
    assert page.status_code == 200
    assert "terminal" in page.text
    with httpx.Client(base_url=served.url, trust_env=False) as other:
        again = other.get(served.address)
        assert again.status_code == 403
        assert "used already" in again.text
        assert other.get("/").status_code == 403
        assert other.get("/static/js/textual.js").status_code == 403


def test_a_browser_that_came_in_may_use_its_old_address_again(browser, served):
    _let_in(browser, served)
    assert browser.get(served.address).status_code == 303


def test_looking_ahead_does_not_use_the_address_up(browser, served):
    assert browser.get(served.address, headers={"Sec-Purpose": "prefetch"}).status_code == 403
    assert browser.head(served.address).status_code == 403
    _let_in(browser, served)


def test_a_wrong_address_lets_nobody_in(browser, served):
    for key in ("", "?key=", "?key=wrong", "?key=%ff%fe", "?key=Zażółć"):
        answer = browser.get(f"/enter{key}")
        assert answer.status_code == 403, key
        assert not browser.cookies, key


def test_no_other_name_and_no_other_page_reaches_the_desk(browser, served):
    _let_in(browser, served)
    assert browser.get("/", headers={"Host": "evil.example"}).status_code == 403
    headers = {**SOCKET, **SOCKET_KEY}
    for origin in ("https://evil.example", "null", served.url.replace("http", "https")):
        assert browser.get("/ws", headers={**headers, "Origin": origin}).status_code == 403
    assert browser.get("/ws", headers=headers).status_code == 403
    assert browser.get("/", headers={"Origin": "https://evil.example"}).status_code == 403


def test_the_cookie_is_for_this_page_alone_and_nothing_is_framed_or_kept(browser, served):
    cookie = browser.get(served.address).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    headers = browser.get("/").headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "words",
    [("--host", "0.0.0.0"), ("--public-url", "https://desk.example.com"), ("--host", "192.0.2.1")],
)
def test_others_are_let_near_only_behind_a_proxy(home, capsys, words):
    assert main(["web", *words]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("error: Other people could reach the desk there")
    assert "--behind-proxy" in err


def test_behind_a_proxy_the_page_answers_under_its_public_name_alone(home):
    with start("web", "--behind-proxy", "--public-url", "https://desk.example.com") as process:
        address = process.stdout.readline().rsplit(" ", 1)[-1].strip()
        process.terminate()
        process.communicate(timeout=30)
    assert address.startswith("https://desk.example.com/enter?key=")


@pytest.mark.parametrize("url", ["desk.example.com", "ftp://desk.example.com", "https://example.com/desk"])
def test_a_public_address_that_is_none_is_told(home, capsys, url):
    assert main(["web", "--behind-proxy", "--public-url", url]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"error: {url} is no address of a site.")


def test_a_port_that_is_taken_is_told(home, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["web", "--port", str(port)]) == 1
    err = capsys.readouterr().err
    assert f"port {port}" in err
    assert "--port" in err


def test_the_page_says_in_which_language_it_speaks():
    speak("sr-Latn")
    try:
        with place_at("127.0.0.1", 0) as place:
            page = DeskServer(["reviewdesk"], place, None).page()
    finally:
        speak("en")
    assert '<html lang="sr-Latn" class="dark">' in page
    assert "{{" not in page


def test_the_page_around_a_light_desk_is_light():
    with place_at("127.0.0.1", 0) as place:
        page = DeskServer(["reviewdesk"], place, None, light=True).page()
    assert '<html lang="en" class="light">' in page


def test_it_ends_well_when_it_is_asked_to(served):
    assert served.stop() == 0
