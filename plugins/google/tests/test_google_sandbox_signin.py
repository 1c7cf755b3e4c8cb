"""Signing in to the sandbox's Google: consent, codes with PKCE, refresh tokens and their deaths."""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_google.sandbox.running import RunningGoogle

VERIFIER = "a-verifier-of-more-than-forty-three-characters-0123456789"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
BACK = "http://127.0.0.1:49152/back"
MANAGE = "https://www.googleapis.com/auth/business.manage"


@pytest.fixture
def google() -> Iterator[RunningGoogle]:
    running = GoogleSandbox().start(scenario="empty")
    yield running
    running.stop()


def asked(google: RunningGoogle, **changes: str) -> dict[str, str]:
    return {
        "client_id": google.settings["client_id"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": MANAGE,
        "state": "st&te=1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent",
        **changes,
    }


def decide(google: RunningGoogle, decision: str, **changes: str) -> dict[str, str]:
    """What a person does in the browser; gives what the program is told."""
    page = httpx.get(f"{google.url}/o/oauth2/v2/auth", params=asked(google, **changes))
    assert page.status_code == 200
    number = re.search(r'name="consent" value="([^"]+)"', page.text)
    assert number
    form = {"consent": number[1], "decision": decision}
    answer = httpx.post(f"{google.url}/o/oauth2/v2/auth", data=form)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{BACK}?")
    assert httpx.post(f"{google.url}/o/oauth2/v2/auth", data=form).status_code == 400
    return {name: value[0] for name, value in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def exchange(google: RunningGoogle, code: str, **changes: str) -> httpx.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": google.settings["client_id"],
        "client_secret": google.secrets["client_secret"],
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        **changes,
    }
    return httpx.post(f"{google.url}/token", data=form)


def renew(google: RunningGoogle, refresh: str | None = None, **changes: str) -> httpx.Response:
    form = {"grant_type": "refresh_token", "client_id": google.settings["client_id"], **google.secrets}
    if refresh:
        form["refresh_token"] = refresh
    return httpx.post(f"{google.url}/token", data={**form, **changes})


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


def status(google: RunningGoogle, token: Any) -> int:
    return httpx.get(f"{google.url}/v1/accounts", headers={"Authorization": f"Bearer {token}"}).status_code


def test_allowing_leads_to_tokens_that_open_the_api(google: RunningGoogle) -> None:
    back = decide(google, "allow")
    assert back["state"] == "st&te=1"
    tokens = exchange(google, back["code"]).json()
    assert (tokens["token_type"], tokens["expires_in"], tokens["scope"]) == ("Bearer", 3599, MANAGE)
    assert status(google, tokens["access_token"]) == 200
    again = renew(google, tokens["refresh_token"]).json()
    assert "refresh_token" not in again
    assert status(google, again["access_token"]) == 200


def test_denying_is_told_to_the_program(google: RunningGoogle) -> None:
    assert decide(google, "deny") == {"error": "access_denied", "state": "st&te=1"}


def test_a_code_is_good_once_and_not_for_long(google: RunningGoogle) -> None:
    code = decide(google, "allow")["code"]
    assert exchange(google, code).status_code == 200
    assert refused(exchange(google, code)) == (400, "invalid_grant")
    late = decide(google, "allow")["code"]
    google.clock.advance(601)
    assert refused(exchange(google, late)) == (400, "invalid_grant")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "another-verifier"}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:1/"}, "redirect_uri_mismatch"),
        ({"client_secret": "x"}, "invalid_client"),
        ({"client_id": "x"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": ""}, "invalid_request"),
        ({"code": "4/0Anonsense"}, "invalid_grant"),
    ],
)
def test_an_exchange_that_does_not_fit_is_refused(
    google: RunningGoogle, changes: dict[str, str], error: str
) -> None:
    code = decide(google, "allow")["code"]
    assert exchange(google, **{"code": code, **changes}).json()["error"] == error


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "x"},
        {"redirect_uri": "https://evil.example/back"},
        {"redirect_uri": "http://127.0.0.1.evil.example/"},
        {"response_type": "token"},
        {"scope": ""},
        {"code_challenge_method": "S512"},
    ],
)
def test_a_wrong_question_is_answered_on_the_page_and_never_sent_back(
    google: RunningGoogle, changes: dict[str, str]
) -> None:
    page = httpx.get(f"{google.url}/o/oauth2/v2/auth", params=asked(google, **changes))
    assert page.status_code in {400, 401}
    assert "Access blocked" in page.text


def test_a_refresh_token_comes_only_with_offline_access_and_new_consent(google: RunningGoogle) -> None:
    online = exchange(google, decide(google, "allow", access_type="online")["code"]).json()
    assert "refresh_token" not in online
    second = exchange(google, decide(google, "allow", prompt="select_account")["code"]).json()
    assert "refresh_token" not in second
    third = exchange(google, decide(google, "allow")["code"]).json()
    assert "refresh_token" in third


def test_another_scope_opens_nothing(google: RunningGoogle) -> None:
    token = exchange(google, decide(google, "allow", scope="openid email")["code"]).json()["access_token"]
    answer = httpx.get(f"{google.url}/v1/accounts", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403
    assert answer.json()["error"]["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_access_tokens_expire_by_the_real_clock_not_the_hurried_one() -> None:
    google = GoogleSandbox().start(scenario="empty", speed=100_000.0)
    try:
        token = renew(google).json()["access_token"]
        assert status(google, token) == 200
        google.clock.advance(3599)
        assert status(google, token) == 401
    finally:
        google.stop()


def test_a_testing_consent_dies_after_seven_days(google: RunningGoogle) -> None:
    google.switches.testing_consent = True
    tokens = exchange(google, decide(google, "allow")["code"]).json()
    assert tokens["refresh_token_expires_in"] == 604799
    google.clock.advance(7 * 86400 - 60)
    assert renew(google, tokens["refresh_token"]).status_code == 200
    google.clock.advance(120)
    answer = renew(google, tokens["refresh_token"])
    assert refused(answer) == (400, "invalid_grant")
    assert answer.json()["error_description"] == "Token has been expired or revoked."


def test_revoking_either_token_ends_both(google: RunningGoogle) -> None:
    for kind in ("access_token", "refresh_token"):
        tokens = exchange(google, decide(google, "allow")["code"]).json()
        answer = httpx.post(f"{google.url}/revoke", data={"token": tokens[kind]})
        assert (answer.status_code, answer.json()) == (200, {})
        assert status(google, tokens["access_token"]) == 401
        assert refused(renew(google, tokens["refresh_token"])) == (400, "invalid_grant")
    assert refused(httpx.post(f"{google.url}/revoke", data={"token": "x"})) == (400, "invalid_token")


def test_the_client_may_say_its_secret_in_the_header(google: RunningGoogle) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": google.secrets["refresh_token"]}
    auth = (google.settings["client_id"], google.secrets["client_secret"])
    assert httpx.post(f"{google.url}/token", data=form, auth=auth).status_code == 200
    assert httpx.post(f"{google.url}/token", data=form).status_code == 401


def test_the_user_can_take_the_access_away(google: RunningGoogle) -> None:
    token = renew(google).json()["access_token"]
    google.grants.end_access()
    assert status(google, token) == 401
    google.grants.end_refresh()
    assert refused(renew(google)) == (400, "invalid_grant")


def test_no_secret_of_the_sandbox_is_told_by_its_pages(google: RunningGoogle) -> None:
    page = httpx.get(f"{google.url}/o/oauth2/v2/auth", params=asked(google)).text
    about = httpx.get(f"{google.url}/_sandbox").text
    assert not any(secret in page + about for secret in google.secrets.values())
