"""What goes along when a token is asked for: what the plugin puts there itself, and no key of the host's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from reviewdesk.api import AuthError, Basic, Setting, SignIn, Static, SystemClock, Token, Tokens
from reviewdesk.engine.net.signin import BrowserSignIn

API = "https://api.stall.example"
AUTH = "https://auth.stall.example"
TOKENS = b'{"access_token": "at-1", "refresh_token": "rt-1", "expires_in": 1800}'


@pytest.fixture
def keyed(card: Any) -> Any:
    """As Yelp has it: a key for the API's host, which hands out the tokens for the other one too."""
    return replace(
        card,
        auth={
            "api.stall.example": Static(secret="api_key", header="X-Key", prefix="Key "),
            "www.stall.example": Token(name="access"),
        },
        sign_in=SignIn(
            authorize_url="https://www.stall.example/authorize", token_url=f"{API}/token", scopes=("reviews",)
        ),
    )


def renewing(desk: Any, card: Any, path: str, seen: list[int] | None = None) -> Any:
    """An account whose plugin asks at `path` for a new token."""

    def renew(account: Any, _name: str, _held: Tokens | None) -> Tokens:
        answer = account.http.post(path, data={"refresh_token": "rt-1"})
        if seen is not None:
            seen.append(answer.status_code)
        if not answer.is_success:
            raise AuthError("the refresh token is dead")
        return Tokens(access="at-1", expires_at=desk.clock.now() + timedelta(hours=1))

    return desk.connect(card, renewer=renew)


def test_a_hosts_key_stays_out_of_the_request_for_a_token(desk: Any, server: Any, keyed: Any) -> None:
    account = renewing(desk, keyed, f"{API}/token")
    account.http.get(f"{API}/v1/reviews")
    account.http.get("https://www.stall.example/profile")
    plain, token, profile = server.asked
    assert plain.headers["x-key"] == "Key the-api-key"
    assert "x-key" not in token.headers
    assert "authorization" not in token.headers
    assert profile.headers["authorization"] == "Bearer at-1"


def test_a_key_in_the_usual_header_stays_out_too(desk: Any, server: Any, keyed: Any) -> None:
    bearer = {**keyed.auth, "api.stall.example": Static(secret="api_key", prefix="Bearer ")}
    account = renewing(desk, replace(keyed, auth=bearer), f"{API}/token")
    account.http.get("https://www.stall.example/profile")
    assert "authorization" not in server.asked[0].headers
    assert b"the-api-key" not in server.asked[0].body


def test_a_refused_token_request_is_explained_by_its_plugin(
    desk: Any, server: Any, reply: Any, keyed: Any
) -> None:
    server.script = lambda asked: reply(status=401 if asked.path == "/token" else 200)
    seen: list[int] = []
    with pytest.raises(AuthError, match="the refresh token is dead"):
        renewing(desk, keyed, f"{API}/token", seen).http.get("https://www.stall.example/profile")
    assert seen == [401]
    assert len(server.asked) == 1


def test_the_codes_exchange_after_a_sign_in_takes_no_key_along(
    desk: Any, server: Any, reply: Any, keyed: Any
) -> None:
    server.script = lambda _asked: reply(body=TOKENS)
    account = desk.connect(keyed, clock=SystemClock())
    page: list[BrowserSignIn] = []

    def open_url(url: str) -> None:
        asked = parse_qs(urlsplit(url).query)
        assert page[0].paste(f"{asked['redirect_uri'][0]}?code=c-1&state={asked['state'][0]}")

    page.append(BrowserSignIn(account, timeout=20))
    assert page[0].run(open_url=open_url).refresh.reveal() == "rt-1"
    [asked] = server.asked
    assert asked.path == "/token"
    assert not {"x-key", "authorization"} & set(asked.headers)


def test_a_client_that_shows_itself_by_basic_still_does(desk: Any, server: Any, card: Any) -> None:
    """RFC 6749, 2.3.1: name and password of the client are made for just this request."""
    basic = replace(
        card,
        auth={**card.auth, "auth.stall.example": Basic(username="client_id", password="api_key")},
        settings=(Setting(name="client_id", title="Client"),),
    )
    renewing(desk, basic, f"{AUTH}/token").http.get(f"{API}/v1/reviews")
    assert server.asked[0].headers["authorization"].startswith("Basic ")
