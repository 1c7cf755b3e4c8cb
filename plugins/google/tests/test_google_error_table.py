"""Each row of Google's errors, for a read and for a write: which error, and what the owner is told."""

from datetime import UTC, datetime

import pytest
from reviewdesk_google import reviewdesk_post_reply, reviewdesk_read_review, reviewdesk_renew_token
from reviewdesk_google.calls import Invalid, get

from reviewdesk.api import (
    AuthError,
    BadData,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Review,
    Unavailable,
)

PLACE = "accounts/1/locations/72"
REF = f"{PLACE}/reviews/AbFvOq1"
REVIEW = Review(external_id="AbFvOq1", listing="72", created_at=datetime(2026, 3, 4, 10, tzinfo=UTC), ref=REF)
VALIDATION = {
    "@type": "type.googleapis.com/google.mybusiness.v4.ValidationError",
    "errorDetails": [{"code": 3, "field": "comment", "message": "Too long.", "value": "x"}],
}

# status, status word, reason, metadata: the read's error and words, the write's error and words
ROWS = {
    "invalid": (
        (400, "INVALID_ARGUMENT", "", {}),
        (Invalid, "does not take the request: Request contains an invalid argument."),
        (Rejected, "did not take the answer: Request contains an invalid argument."),
    ),
    "unverified": (
        (400, "FAILED_PRECONDITION", "", {}),
        (NotSupported, "does not open the reviews of this place"),
        (NotSupported, "does not open the reviews of this place"),
    ),
    "token": (
        (401, "UNAUTHENTICATED", "", {}),
        (AuthError, "no longer accepts the sign-in"),
        (AuthError, "no longer accepts the sign-in"),
    ),
    "scope": (
        (403, "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", {}),
        (AuthError, "does not include the right to manage your Business Profile"),
        (AuthError, "does not include the right to manage your Business Profile"),
    ),
    "api off": (
        (403, "PERMISSION_DENIED", "SERVICE_DISABLED", {"service": "mybusiness.googleapis.com"}),
        (NotApproved, "The Google My Business API is not switched on"),
        (NotApproved, "The Google My Business API is not switched on"),
    ),
    "no role": (
        (403, "PERMISSION_DENIED", "", {}),
        (NotApproved, "does not let this account do that: Request contains an invalid argument."),
        (NotApproved, "does not let this account do that: Request contains an invalid argument."),
    ),
    "missing": (
        (404, "NOT_FOUND", "", {}),
        (NotSupported, "does not know this place or review"),
        (NotSupported, "nothing was changed"),
    ),
    "not approved": (
        (429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", {"quota_limit_value": "0"}),
        (NotApproved, "its quota is 0 requests"),
        (NotApproved, "its quota is 0 requests"),
    ),
    "too often": (
        (429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", {"quota_limit_value": "300"}),
        (RateLimited, "asked too often"),
        (RateLimited, "asked too often"),
    ),
    "internal": (
        (500, "INTERNAL", "", {}),
        (Unavailable, "out of order (500)"),
        (OutcomeUnknown, "(500) does not tell whether the change was made"),
    ),
    "unavailable": (
        (503, "UNAVAILABLE", "", {}),
        (Unavailable, "out of order (503)"),
        (OutcomeUnknown, "(503) does not tell whether the change was made"),
    ),
    "aborted": (
        (409, "ABORTED", "", {}),
        (BadData, "can't be read (409)"),
        (OutcomeUnknown, "(409) does not tell"),
    ),
    "timed out": (
        (408, "", "", {}),
        (Unavailable, "out of order (408)"),
        (OutcomeUnknown, "(408) does not tell"),
    ),
}


def said(error):
    assert error.reason.endswith((".", "!"))
    assert "Traceback" not in f"{error.reason} {error.advice}"
    return error.reason


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_each_row_of_the_table_is_a_typed_error_with_a_sentence(playback, google_account, refusal, row):
    (status, word, reason, metadata), (read_kind, read_words), (write_kind, write_words) = row
    body = refusal(status, word, "Request contains an invalid argument.", reason, **metadata)
    playback.says("GET", f"/v4/{REF}", (status, body, {"Retry-After": "7"}))
    playback.says("PUT", f"/v4/{REF}/reply", (status, body, {"Retry-After": "7"}))
    account = google_account(playback.url)
    with pytest.raises(read_kind) as caught:
        get(account, f"https://mybusiness.googleapis.com/v4/{REF}")
    assert read_words in said(caught.value)
    with pytest.raises(write_kind) as caught:
        reviewdesk_post_reply(account=account, review=REVIEW, text="I am sorry.")
    assert write_words in said(caught.value)
    assert [one.method for one in playback.asked].count("PUT") == 1, "a write is never tried twice by itself"
    if write_kind is RateLimited:
        assert caught.value.retry_after == 7


@pytest.mark.parametrize("details", [[VALIDATION], [], None, [None], "x"])
def test_an_answer_too_long_or_empty_comes_back_to_its_writer(playback, google_account, details):
    error = {"code": 400, "status": "INVALID_ARGUMENT", "message": "Bad.", "details": details}
    playback.says("PUT", f"/v4/{REF}/reply", (400, {"error": error}))
    with pytest.raises(Rejected) as caught:
        reviewdesk_post_reply(account=google_account(playback.url), review=REVIEW, text="I am sorry.")
    assert caught.value.code == "INVALID_ARGUMENT"
    assert "too long or empty" in caught.value.advice


def test_a_limit_in_the_old_form_is_a_limit_too(playback, google_account):
    old = {"error": {"code": 403, "message": "Slow.", "errors": [{"reason": "rateLimitExceeded"}]}}
    playback.says("GET", f"/v4/{REF}", (403, old))
    with pytest.raises(RateLimited):
        reviewdesk_read_review(account=google_account(playback.url), review=REVIEW)


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (400, {"error": "invalid_grant", "error_description": "Token has been revoked."}, AuthError, "dead"),
        (401, {"error": "invalid_client"}, AuthError, "does not know this client ID"),
        (400, {"error": "invalid_scope"}, AuthError, "does not include the right"),
        (400, {"error": "invalid_request"}, AuthError, "refused the sign-in of this account (400)"),
        (429, {}, RateLimited, "asked too often"),
        (500, b"<html>", Unavailable, "out of order (500)"),
        (200, {"token_type": "Bearer"}, BadData, "holds no access token"),
        (200, {"access_token": "x", "scope": "openid"}, AuthError, "does not include the right"),
    ],
)
def test_each_refusal_of_the_sign_in_says_what_to_do(playback, google_account, status, body, kind, words):
    playback.says("POST", "/token", (status, body))
    with pytest.raises(kind) as caught:
        reviewdesk_renew_token(account=google_account(playback.url))
    assert words in said(caught.value)
