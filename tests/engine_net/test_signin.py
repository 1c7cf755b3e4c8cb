import base64
import hashlib
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from reviewdesk.api import AuthError, DeskError, PlatformError, SystemClock, Unavailable
from reviewdesk.engine.net.signin import BrowserSignIn

TOKENS = {"access_token": "at-123", "refresh_token": "rt-456", "expires_in": 1800, "scope": "reviews openid"}


def visit(url: str) -> tuple[int, str]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=10) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


class Browser:
    """Opens the authorize page and comes back as told, from a thread of its own."""

    def __init__(self, **answer: str) -> None:
        self.answer = answer
        self.asked: dict[str, str] = {}
        self.seen: list[tuple[int, str]] = []
        self.first: list[str] = []
        self.thread: threading.Thread | None = None

    def __call__(self, url: str) -> None:
        self.url = url
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.thread = threading.Thread(target=self._come_back)
        self.thread.start()

    def back(self, **answer: str) -> str:
        return self.asked["redirect_uri"] + "?" + urlencode(answer)

    def _come_back(self) -> None:
        for path in self.first:
            self.seen.append(visit(self.asked["redirect_uri"] + path))
        self.seen.append(visit(self.back(**{"state": self.asked["state"], **self.answer})))


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser(code="code-789")
    yield browser
    if browser.thread is not None:
        browser.thread.join()


@pytest.fixture
def token_page(server: Any, reply: Any) -> dict[str, Any]:
    answer = dict(TOKENS)
    server.script = lambda _asked: reply(body=json.dumps(answer).encode())
    return answer


def account_of(desk: Any, card: Any | None = None, **more: Any) -> Any:
    more.setdefault("secrets", {"client_secret": "env:STALL_KEY"})
    if card is not None:
        return desk.connect(card, clock=SystemClock(), **more)
    return desk.connect(clock=SystemClock(), **more)


def sign_in(desk: Any, browser: Browser, card: Any | None = None, **more: Any) -> Any:
    return BrowserSignIn(account_of(desk, card, **more), timeout=20).run(open_url=browser)


def test_the_browser_goes_out_and_tokens_come_back(
    desk: Any, server: Any, browser: Browser, token_page: Any
) -> None:
    signed = sign_in(desk, browser)
    assert signed.refresh.reveal() == "rt-456"
    assert signed.tokens.access == "at-123"
    assert signed.tokens.refresh is None
    assert signed.scopes == ("reviews", "openid")
    assert browser.url.startswith(server.url + "/authorize?")
    assert browser.asked["client_id"] == "client-1"
    assert browser.asked["scope"] == "reviews"
    [asked] = server.asked
    assert (asked.method, asked.path) == ("POST", "/token")
    assert "authorization" not in asked.headers
    form = asked.form
    assert form["code"] == "code-789"
    assert form["redirect_uri"] == browser.asked["redirect_uri"]
    assert form["client_secret"] == "the-api-key"
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    assert browser.asked["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert browser.asked["code_challenge_method"] == "S256"


def test_the_page_thanks_and_holds_no_secret(desk: Any, browser: Browser, token_page: Any) -> None:
    sign_in(desk, browser)
    assert browser.thread is not None
    browser.thread.join()
    [(status, page)] = browser.seen
    assert status == 200
    assert "close this page" in page
    assert "code-789" not in page
    assert browser.asked["state"] not in page


def test_without_pkce_none_is_sent(
    desk: Any, server: Any, browser: Browser, token_page: Any, card: Any
) -> None:
    plain = replace(card, sign_in=replace(card.sign_in, pkce=False, extra={"access_type": "offline"}))
    sign_in(desk, browser, plain, secrets={})
    assert "code_challenge" not in browser.asked
    assert browser.asked["access_type"] == "offline"
    assert {"code_verifier", "client_secret"}.isdisjoint(server.asked[0].form)


def test_a_stranger_is_turned_away_and_the_waiting_goes_on(
    desk: Any, browser: Browser, token_page: Any
) -> None:
    browser.first = [
        "?code=stolen&state=guess",
        "?code=x",
        "favicon.ico",
        "?state=%C3%A9&error=access_denied",
    ]
    assert sign_in(desk, browser).tokens.access == "at-123"
    assert browser.thread is not None
    browser.thread.join()
    assert [status for status, _page in browser.seen] == [400, 400, 404, 400, 200]


def test_a_refusal_on_the_platforms_page_is_told(desk: Any, server: Any, browser: Browser) -> None:
    browser.answer = {"error": "access_denied"}
    with pytest.raises(DeskError, match="refused on the page of Stall"):
        sign_in(desk, browser)
    browser.answer = {"error": "<b>odd words</b>"}
    with pytest.raises(DeskError, match=r"did not sign you in \(\?\)"):
        sign_in(desk, browser)
    assert server.asked == []


def test_a_code_that_is_not_taken_is_told_by_its_code(
    desk: Any, server: Any, browser: Browser, reply: Any
) -> None:
    server.script = lambda _asked: reply(status=400, body=b'{"error": "invalid_grant"}')
    with pytest.raises(AuthError, match="invalid_grant"):
        sign_in(desk, browser)
    server.script = lambda _asked: reply(status=500, body=b"<html>")
    with pytest.raises(AuthError, match="500"):
        sign_in(desk, browser)


def test_a_token_page_that_hangs_up_is_unavailable(
    desk: Any, server: Any, browser: Browser, reply: Any
) -> None:
    server.script = lambda _asked: reply(drop=True)
    with pytest.raises(Unavailable):
        sign_in(desk, browser)


def test_less_than_was_asked_for_is_told(desk: Any, browser: Browser, token_page: Any) -> None:
    token_page["scope"] = "openid"
    with pytest.raises(DeskError, match="access to reviews was not granted"):
        sign_in(desk, browser)


def test_an_answer_without_a_lasting_token_is_told(desk: Any, browser: Browser, token_page: Any) -> None:
    del token_page["refresh_token"]
    with pytest.raises(DeskError, match="short while only"):
        sign_in(desk, browser)
    del token_page["access_token"]
    with pytest.raises(PlatformError, match="no token"):
        sign_in(desk, browser)


@pytest.mark.parametrize("lifetime", [None, "soon", -1, "nan", 1e300, [], {}])
def test_an_odd_lifetime_is_taken_as_an_hour(
    desk: Any, browser: Browser, token_page: Any, lifetime: object
) -> None:
    token_page["expires_in"] = lifetime
    left = sign_in(desk, browser).tokens.expires_at - SystemClock().now()
    assert 3500 < left.total_seconds() < 3601


def test_no_one_comes(desk: Any) -> None:
    flow = BrowserSignIn(account_of(desk), timeout=0.02)
    with pytest.raises(DeskError, match="No one signed in"):
        flow.run(open_url=lambda _url: None)


def test_calling_it_off_ends_the_waiting(desk: Any) -> None:
    flow = BrowserSignIn(account_of(desk), timeout=20)
    with pytest.raises(DeskError, match="called off"):
        flow.run(open_url=lambda _url: flow.cancel())
    early = BrowserSignIn(account_of(desk), timeout=20)
    early.cancel()
    with pytest.raises(DeskError, match="called off"):
        early.run(open_url=lambda _url: None)


def test_the_address_can_be_pasted_from_another_machine(desk: Any, token_page: Any) -> None:
    flow = BrowserSignIn(account_of(desk), timeout=20)
    browser = Browser()
    pasted: list[bool] = []

    def show(url: str) -> None:
        browser.asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        pasted.append(flow.paste(browser.back(state="wrong", code="c")))
        pasted.append(flow.paste("no address"))
        pasted.append(flow.paste(f"  {browser.back(state=browser.asked['state'], code='c')}\n"))

    assert flow.run(open_url=lambda _url: None, show_url=show).tokens.access == "at-123"
    assert pasted == [False, False, True]
    assert not flow.paste("late")


def test_nothing_listens_afterwards(desk: Any, browser: Browser, token_page: Any) -> None:
    sign_in(desk, browser)
    assert browser.thread is not None
    browser.thread.join()
    with pytest.raises(urllib.error.URLError):
        visit(browser.asked["redirect_uri"])


def test_a_missing_client_is_asked_for_before_the_browser_opens(desk: Any, server: Any) -> None:
    opened: list[str] = []
    with pytest.raises(DeskError, match="--set client_id"):
        BrowserSignIn(account_of(desk, settings={"base_url": server.url})).run(open_url=opened.append)
    assert opened == []


def test_a_plugin_without_browser_sign_in_is_told(desk: Any, card: Any) -> None:
    with pytest.raises(DeskError, match="no sign-in by browser"):
        BrowserSignIn(desk.connect(replace(card, sign_in=None)))
