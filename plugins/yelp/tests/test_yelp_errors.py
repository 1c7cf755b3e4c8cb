"""Every error of Yelp's tables becomes the right typed error, with a sentence that says what to do."""

import json
from dataclasses import replace

import pytest
from reviewdesk_yelp import reviewdesk_check_account, reviewdesk_fetch_reviews, reviewdesk_post_reply
from reviewdesk_yelp.calls import get

from reviewdesk.api import (
    AuthError,
    BadData,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Unavailable,
)
from reviewdesk.sandbox import Act, Fault


def fault(status, body, path, **more):
    return Fault(act=Act.STATUS, status=status, body=json.dumps(body), path=path, times=None, **more)


def places(code, words="Some words."):
    return {"error": {"code": code, "description": words}}


def oauth(code, words="Some words."):
    """As tokens of version 2 and 3 are refused."""
    return {"error": {"code": code, "description": words}}


def legacy(id_, words="Some words."):
    return {"error": {"id": id_, "description": words}}


def r2r(id_, words="Some words."):
    return {"error": {"id": id_, "description": words, "http_code": 400}}


PLACES = [
    (400, places("INVALID_REQUEST"), BadData, "does not take the request: Some words"),
    (400, places("VALIDATION_ERROR"), BadData, "setting businesses"),
    (401, places("UNAUTHORIZED_API_KEY"), NotApproved, "plan of your key"),
    (403, places("AUTHORIZATION_ERROR"), NotApproved, "does not let this key"),
    (403, places("BUSINESS_UNAVAILABLE"), NotSupported, "no reviews yet"),
    (404, places("NOT_FOUND"), NotApproved, "plan of your key"),
    (413, places("PAYLOAD_TOO_LARGE"), BadData, "does not take"),
    (429, places("TOO_MANY_REQUESTS_PER_SECOND"), RateLimited, "asked too often"),
    (429, places("ACCESS_LIMIT_REACHED"), RateLimited, "Today's calls"),
    (500, places("INTERNAL_ERROR"), Unavailable, "500"),
    (503, places("SERVICE_UNAVAILABLE"), Unavailable, "503"),
    (504, {}, Unavailable, "504"),
    (400, {"error": {"id": "MISSING_PARAMETER", "text": "Old form", "field": "x"}}, BadData, "Old form"),
    (200, {"total": 3}, BadData, "has not the form"),
    (200, [], BadData, "has not the form"),
]


@pytest.mark.parametrize(("status", "body", "kind", "words"), PLACES)
def test_a_refusal_of_places(yelp, connect, desk, status, body, kind, words):
    yelp.switches.set({"private_enabled": False})
    account = connect(yelp, "key")
    listing = desk.listing(account)
    yelp.faults.add(fault(status, body, "/v3/businesses/[^/]+/reviews"))
    with pytest.raises(kind, match=words):
        list(reviewdesk_fetch_reviews(account=account, listing=listing))


KEYS = [
    ("TOKEN_INVALID", AuthError, "API key"),
    ("TOKEN_MISSING", AuthError, "API key"),
    ("UNAUTHORIZED_API_KEY", AuthError, "API key"),
]


@pytest.mark.parametrize(("code", "kind", "words"), KEYS)
def test_a_key_refused_everywhere(yelp, connect, code, kind, words):
    yelp.faults.add(fault(401, places(code), "/v3/"))
    with pytest.raises(kind, match=words):
        reviewdesk_check_account(account=connect(yelp, "key"))


def test_an_unknown_page_is_told_from_a_plan_without_reviews(yelp, connect, desk):
    yelp.switches.set({"private_enabled": False})
    account = connect(yelp, "key")
    listing = desk.listing(account)
    yelp.faults.add(fault(404, places("BUSINESS_NOT_FOUND"), "/v3/businesses"))
    with pytest.raises(NotSupported, match="does not know this page"):
        list(reviewdesk_fetch_reviews(account=account, listing=listing))


def test_the_day_of_the_quota_ends_where_yelp_says_or_at_midnight(yelp, connect, desk):
    yelp.switches.set({"private_enabled": False, "daily_limit": 4})
    desk.listing(connect(yelp, "key"))
    with pytest.raises(RateLimited) as told:
        desk.rows(connect(yelp, "key", name="second"))
    assert 0 < told.value.retry_after <= 86_400
    yelp.faults.add(
        fault(429, places("ACCESS_LIMIT_REACHED"), "/v3/", headers={"RateLimit-ResetTime": "nonsense"})
    )
    with pytest.raises(RateLimited) as told:
        desk.rows(connect(yelp, "key", name="other"))
    assert 0 < told.value.retry_after <= 86_400


def test_what_is_cut_or_no_json_is_bad_data(yelp, connect, desk):
    account = connect(yelp)
    listing = desk.listing(account)
    for act in (Act.TRUNCATE, Act.HTML):
        yelp.faults.clear()
        yelp.faults.add(Fault(act=act, status=200, path="/v3/private", times=None))
        with pytest.raises(BadData, match="no JSON"):
            list(reviewdesk_fetch_reviews(account=account, listing=listing))


ANSWERS = [
    ("INVALID_REQUEST", NotSupported, "does not take the request"),
    ("INSUFFICIENT_SCOPE", AuthError, "right to answer"),
    ("R2R_COMMENTS_NOT_ALLOWED", NotSupported, "subscribe"),
    ("R2R_BUSINESS_NOT_CLAIMED", NotSupported, "business_name_and_location"),
    ("R2R_PERMISSION_DENIED", NotSupported, "may not answer"),
    ("R2R_UNACCEPTABLE_BIZ_USER_NAME", NotApproved, "settings/profile"),
    ("R2R_PROBLEM_WITH_USER_PHOTO", NotApproved, "settings/photo"),
    ("R2R_REVIEW_DOES_NOT_EXIST", NotSupported, "removed, or its guest has updated"),
    ("R2R_INVALID_RESPONSE_TYPE", NotSupported, "does not take the request"),
    ("R2R_INVALID_RESPONSE_TEXT", Rejected, "too like an earlier one"),
    ("R2R_PUBLIC_COMMENTS_DISABLED", NotSupported, "switched off"),
    ("R2R_COMMENT_QUOTA_EXCEEDED", RateLimited, "20 answers a day"),
    ("R2R_SOMETHING_NEW", Rejected, "Some words"),
]


@pytest.mark.parametrize(("code", "kind", "words"), ANSWERS)
def test_a_refusal_of_an_answer(yelp, connect, desk, code, kind, words):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    yelp.faults.add(fault(400, r2r(code), "/reviews/v1/"))
    with pytest.raises(kind, match=words) as told:
        reviewdesk_post_reply(account=account, review=review, text="Sorry, Dana.")
    assert told.value.advice
    if kind is Rejected:
        assert told.value.code == code
    if kind is RateLimited:
        assert told.value.retry_after >= 600


WORDS = [
    (
        400,
        r2r("", "Review already has a comment by a different business user."),
        NotSupported,
        "has answered",
    ),
    (400, r2r("", "You are not allowed to comment at this time."), RateLimited, "a day"),
    (400, r2r("", "Photo is missing, unacceptable, or pending."), NotApproved, "settings/photo"),
    (400, r2r("", "Unacceptable biz user name."), NotApproved, "settings/profile"),
    (400, r2r("", "You do not have permission to comment on that review."), NotSupported, "not claimed"),
    (400, r2r("", "Review does not exist."), NotSupported, "removed, or its guest"),
    (400, r2r("", "This location does not include the respond-to-reviews feature."), NotSupported, "opened"),
    (400, r2r("", "Cannot determine the status of your business."), RateLimited, "state of your page"),
    (400, r2r("", "Invalid response text."), Rejected, "did not take the words"),
    (400, r2r("", "Internal Error"), Rejected, "sign"),
    (401, r2r("INVALID_TOKEN"), AuthError, "[Ss]ign in again"),
    (403, {}, NotApproved, "enable Respond to Reviews"),
    (404, {}, NotSupported, "does not know this review"),
    (429, {}, RateLimited, "too often"),
    (500, {"error": {"description": "Internal Error"}}, OutcomeUnknown, "does not tell"),
    (503, {}, OutcomeUnknown, "does not tell"),
    (200, {"error": {"id": "X"}}, OutcomeUnknown, "does not tell"),
    (302, {}, OutcomeUnknown, "does not tell"),
]


@pytest.mark.parametrize(("status", "body", "kind", "words"), WORDS)
def test_a_refusal_of_an_answer_without_an_id(yelp, connect, desk, status, body, kind, words):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    yelp.faults.add(fault(status, body, "/reviews/v1/"))
    with pytest.raises(kind, match=words):
        reviewdesk_post_reply(account=account, review=review, text="Sorry, Dana.")


SIGN_IN = [
    (400, {"error": "invalid_grant"}, AuthError, "refresh token is dead"),
    (400, oauth("INVALID GRANT"), AuthError, "refresh token is dead"),
    (400, legacy("INVALID_GRANT"), AuthError, "after a year"),
    (400, oauth("BAD CLIENT ID OR SECRET"), AuthError, "client ID"),
    (400, oauth("UNAUTHORIZED CLIENT"), AuthError, "client ID"),
    (400, legacy("UNAUTHORIZED_CLIENT"), AuthError, "client ID"),
    (401, legacy("INVALID_CLIENT"), AuthError, "client ID"),
    (404, legacy("CLIENT_NOT_FOUND"), AuthError, "client ID"),
    (400, oauth("INVALID REQUEST"), AuthError, "refused the sign-in of this account: Some words"),
    (400, legacy("INVALID_REQUEST"), AuthError, "refused the sign-in of this account: Some words"),
    (400, oauth("UNSUPPORTED GRANT TYPE"), AuthError, "refused the sign-in"),
    (400, legacy("UNSUPPORTED_GRANT_TYPE"), AuthError, "refused the sign-in"),
    (429, {}, RateLimited, "too often"),
    (500, {}, Unavailable, "out of order"),
    (200, {}, BadData, "no access token"),
]


@pytest.mark.parametrize(("status", "body", "kind", "words"), SIGN_IN)
def test_a_refusal_of_the_sign_in(yelp, connect, desk, status, body, kind, words):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    yelp.faults.add(fault(status, body, "/oauth2/token"))
    with pytest.raises(kind, match=words) as told:
        reviewdesk_post_reply(account=account, review=review, text="Sorry, Dana.")
    assert told.value.advice
    assert not yelp.journal.entries("POST", "/reviews/")
    # A refresh token is shown once, whatever came of it.
    assert len(yelp.journal.entries("POST", "/oauth2/token")) == 1


# The words that Yelp documents, by page of docs.developer.yelp.com, and those met in practice.
DOCUMENTED = {
    # Places: the errors of v3_business_reviews and of the OpenAPI description of business details
    "INVALID_REQUEST": PLACES,
    "VALIDATION_ERROR": PLACES,
    "UNAUTHORIZED_API_KEY": PLACES,
    "TOKEN_INVALID": KEYS,
    "TOKEN_MISSING": KEYS,
    "AUTHORIZATION_ERROR": PLACES,
    "BUSINESS_UNAVAILABLE": PLACES,
    "NOT_FOUND": PLACES,
    "PAYLOAD_TOO_LARGE": PLACES,
    "TOO_MANY_REQUESTS_PER_SECOND": PLACES,
    "ACCESS_LIMIT_REACHED": PLACES,
    "INTERNAL_ERROR": PLACES,
    "SERVICE_UNAVAILABLE": PLACES,
    # create-review-response
    **dict.fromkeys(
        (
            "INSUFFICIENT_SCOPE",
            "R2R_COMMENTS_NOT_ALLOWED",
            "R2R_BUSINESS_NOT_CLAIMED",
            "R2R_PERMISSION_DENIED",
            "R2R_UNACCEPTABLE_BIZ_USER_NAME",
            "R2R_PROBLEM_WITH_USER_PHOTO",
            "R2R_REVIEW_DOES_NOT_EXIST",
            "R2R_INVALID_RESPONSE_TYPE",
            "R2R_INVALID_RESPONSE_TEXT",
            "R2R_PUBLIC_COMMENTS_DISABLED",
            "R2R_COMMENT_QUOTA_EXCEEDED",
        ),
        ANSWERS,
    ),
    # respond-to-reviews-api-v2, whose table has sentences and no ids
    **dict.fromkeys(
        (
            "Photo is missing, unacceptable, or pending.",
            "Unacceptable biz user name.",
            "You do not have permission to comment on that review.",
            "Review does not exist.",
            "does not include the respond-to-reviews feature",
            "Cannot determine the status of your business.",
            "Invalid response text.",
        ),
        WORDS,
    ),
    "INVALID_TOKEN": WORDS,
    "already has a comment by a different business user": WORDS,
    "not allowed to comment at this time": WORDS,
    "Internal Error": WORDS,
    # token, token/v3, and token/v1 of old
    **dict.fromkeys(
        (
            "INVALID REQUEST",
            "INVALID GRANT",
            "UNSUPPORTED GRANT TYPE",
            "BAD CLIENT ID OR SECRET",
            "UNAUTHORIZED CLIENT",
            "CLIENT_NOT_FOUND",
            "INVALID_CLIENT",
            "INVALID_GRANT",
            "UNAUTHORIZED_CLIENT",
            "UNSUPPORTED_GRANT_TYPE",
        ),
        SIGN_IN,
    ),
}


@pytest.mark.parametrize("word", DOCUMENTED)
def test_every_word_that_yelp_documents_has_its_row(word):
    assert any(word in json.dumps(row[:2], default=str) for row in DOCUMENTED[word])


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/token/v1/businesses", AuthError, "right to answer"),
        ("/v1/business_owner/me/profile", AuthError, "right to answer"),
    ],
)
def test_a_sign_in_without_the_scope_to_ask_is_told_by_the_account(yelp, connect, path, kind, words):
    yelp.faults.add(fault(400, r2r("INSUFFICIENT_SCOPE"), path))
    account = connect(yelp, businesses="")
    with pytest.raises(kind, match=words):
        account_call(account, path)


def account_call(account, path):
    get(account, f"https://partner-api.yelp.com{path}")


@pytest.mark.parametrize("status", [400, 401])
@pytest.mark.parametrize("code", ["INVALID_REQUEST", "INVALID_TOKEN"])
def test_a_list_of_pages_that_is_refused_is_an_error_of_ours(yelp, connect, status, code):
    yelp.faults.add(fault(status, r2r(code), "/token/v1/businesses"))
    kind = AuthError if status == 401 else BadData
    with pytest.raises(kind) as told:
        account_call(connect(yelp), "/token/v1/businesses")
    assert told.value.advice


SHOP = "Tq0Sandbox-Example-001"


@pytest.mark.parametrize(
    ("shop", "kind", "words"),
    [
        ({"subscribed": False}, NotSupported, "subscribe"),
        ({"claimed": False}, NotSupported, "business_name_and_location"),
        ({"permitted": False}, NotSupported, "may not answer"),
        ({"comments": False}, NotSupported, "switched off"),
    ],
)
def test_what_the_sandbox_itself_refuses_for_a_page(yelp, connect, desk, shop, kind, words):
    account = connect(yelp)
    review = desk.find(account, "Two tacos")
    yelp.world.businesses[SHOP] = replace(yelp.world.businesses[SHOP], **shop)
    with pytest.raises(kind, match=words):
        reviewdesk_post_reply(account=account, review=review, text="Sorry, Dana.")


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "too like"), ("x" * 5001, "too like"), ("You bastard.", "too like"), ("Thanks 🌮", "sign")],
)
def test_what_the_sandbox_itself_refuses_of_a_text_however_it_got_there(
    yelp, connect, desk, monkeypatch, text, words
):
    """The plugin's own look before is taken away: Yelp's refusal is told all the same."""
    monkeypatch.setattr("reviewdesk_yelp.replies.expect_text", lambda _text: None)
    account = connect(yelp)
    with pytest.raises(Rejected, match=words):
        reviewdesk_post_reply(account=account, review=desk.find(account, "Two tacos"), text=text)
    assert yelp.world.named("cold-tacos").response is None
