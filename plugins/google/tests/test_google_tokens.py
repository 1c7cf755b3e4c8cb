from datetime import UTC, datetime, timedelta

import pytest
from reviewdesk_google import reviewdesk_renew_token

from reviewdesk.api import AuthError, BadData, RateLimited, Unavailable

GOOD = {
    "access_token": "fresh",
    "expires_in": 3599,
    "token_type": "Bearer",
    "scope": "https://www.googleapis.com/auth/business.manage openid",
}


def renewed(account):
    return reviewdesk_renew_token(account=account)


def test_a_refresh_token_gives_an_access_token(playback, google_account):
    playback.says("POST", "/token", GOOD)
    before = datetime.now(UTC)
    tokens = renewed(google_account(playback.url))
    assert tokens.access == "fresh"
    assert tokens.refresh is None
    assert timedelta(seconds=3590) < tokens.expires_at - before < timedelta(seconds=3630)
    (asked,) = playback.asked
    assert asked.form() == {
        "grant_type": "refresh_token",
        "client_id": "client-1",
        "client_secret": "s3cret",
        "refresh_token": "refresh-1",
    }
    assert "Authorization" not in asked.headers
    assert "fresh" not in repr(tokens)


def test_a_rotated_refresh_token_is_handed_on_and_a_strange_life_is_not_believed(playback, google_account):
    for lasts in (-5, 10**12, "long", None, True):
        playback.says("POST", "/token", {**GOOD, "refresh_token": "next", "expires_in": lasts})
        tokens = renewed(google_account(playback.url))
        assert tokens.refresh == "next"
        assert tokens.expires_at < datetime.now(UTC) + timedelta(hours=2)


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (
            400,
            {"error": "invalid_grant", "error_description": "x"},
            AuthError,
            "six months.*7 days.*Publish app",
        ),
        (401, {"error": "invalid_client"}, AuthError, "client ID"),
        (400, {"error": "unauthorized_client"}, AuthError, "client ID"),
        (400, {"error": "invalid_scope"}, AuthError, "tick the box"),
        (200, {**GOOD, "scope": "openid email"}, AuthError, "tick the box"),
        (400, {"error": {"deep": 1}}, AuthError, "400"),
        (400, b"<html>", AuthError, "400"),
        (200, {"token_type": "Bearer"}, BadData, "no access token"),
        (200, b"<html>", BadData, "no access token"),
        (429, {}, RateLimited, "too often"),
        (503, b"<html>", Unavailable, "503"),
    ],
)
def test_a_sign_in_that_fails_says_what_to_do(playback, google_account, status, body, kind, words):
    playback.says("POST", "/token", (status, body))
    with pytest.raises(kind, match=words) as caught:
        renewed(google_account(playback.url))
    assert "s3cret" not in str(caught.value)


def test_an_account_without_a_client_says_so_before_anything_is_sent(playback, google_account):
    with pytest.raises(AuthError, match="no client ID"):
        renewed(google_account(playback.url, settings={"client_id": ""}))
    assert not playback.asked
