"""Each way in which Terra says no becomes the right error, in plain words, over the engine's transport."""

import json
from typing import ClassVar

import httpx
import pytest
from reviewdesk_tripadvisor import (
    reviewdesk_check_account,
    reviewdesk_fetch_reviews,
    reviewdesk_list_listings,
    reviewdesk_read_review,
)

from reviewdesk.api import (
    AuthError,
    BadData,
    Listing,
    NotApproved,
    NotSupported,
    PlatformError,
    RateLimited,
    Unavailable,
)
from reviewdesk.sandbox import Act, Fault

PLACE = Listing(external_id="9100001", title="Trattoria")


def problem(status, title, detail, **more):
    kind = title.casefold().replace(" ", "-")
    page = f"https://docs.terra.tripadvisor.com/errors/{kind}"
    return status, {"type": page, "title": title, "status": status, "detail": detail, **more}


def walk(account, listing=PLACE, cursor=None):
    return list(reviewdesk_fetch_reviews(account=account, listing=listing, cursor=cursor))


BLAME = {"field": "page", "message": "must be greater than 0", "object_name": "page", "rejected_value": 0}

TABLE = [
    (problem(400, "Bad Request", "page is odd"), BadData, "page is odd"),
    (problem(400, "Validation Error", "language: Unsupported UGC language 'xx'"), BadData, "language"),
    (
        problem(400, "Constraint Violation", "", field_errors=[BLAME]),
        BadData,
        "page: must be greater than 0",
    ),
    (problem(401, "Unauthorized", "API key is not provided"), AuthError, "Terra API key"),
    (problem(401, "Unauthorized", "API key has not been found"), AuthError, "Terra API key"),
    (problem(401, "Unauthorized", "API key is not enabled"), AuthError, "Terra API key"),
    (
        problem(403, "Forbidden Access", "API Key does not have access to endpoint"),
        NotApproved,
        "The package of your Tripadvisor key does not include this. .*Discover",
    ),
    (problem(403, "Forbidden Access", "Nope."), NotApproved, "does not allow that with your key: Nope"),
    (
        (403, {"Message": "User is not authorized to access this resource with an explicit deny"}),
        NotApproved,
        "gate refuses this key. Keys of the old Content API no longer work",
    ),
    ((403, b""), NotApproved, "gate refuses this key"),
    (problem(404, "Location Not Found", "Location 9100001 not found"), NotSupported, "9100001 has to stand"),
    (problem(404, "Resource Not Found", "Nothing here"), NotSupported, "Nothing here"),
    (problem(404, "Geo Not Found", "Geo not found"), NotSupported, "Geo not found"),
    ((404, {"message": "Not Found"}), NotSupported, "list of allowed pages"),
    (problem(410, "Gone", "version 1 ended"), NotSupported, "switched off the version"),
    (problem(429, "Too Many Requests", "slow down"), RateLimited, "10 requests a second"),
    (problem(500, "Internal Server Error", "oops"), Unavailable, r"out of order \(500\)"),
    ((503, b"<html>Down</html>"), Unavailable, r"out of order \(503\)"),
    ((408, b""), Unavailable, r"out of order \(408\)"),
    ((418, b""), BadData, "418"),
    ((200, b"<html>Hello</html>"), BadData, "no JSON"),
    ((200, b'{"data": [{"id": 1'), BadData, "only half of it"),
    ((200, []), BadData, "form"),
    ((200, {"pagination": {}}), BadData, "form"),
    ((200, {"data": {}}), BadData, "form"),
]


@pytest.mark.parametrize(("answer", "error", "words"), TABLE)
def test_an_error_of_terra_is_told_by_what_to_do_next(playback, terra_account, answer, error, words):
    playback.says(answer)
    with pytest.raises(error, match=words) as caught:
        walk(terra_account(playback.url))
    assert caught.value.reason.endswith((".", "…")) or ":" in caught.value.reason
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize(("answer", "error", "words"), TABLE)
def test_reading_one_review_or_checking_the_account_raises_the_same_kinds(
    playback, terra_account, answer, error, words
):
    playback.says(answer)
    account = terra_account(playback.url, locations="9100001")
    for call in (reviewdesk_check_account, lambda account: list(reviewdesk_list_listings(account=account))):
        with pytest.raises(error):
            call(account=account)


@pytest.mark.parametrize(("answer", "error", "words"), TABLE)
def test_at_the_sandbox_the_same_is_told_and_it_goes_on_afterwards(at_terra, answer, error, words):
    sandbox, account = at_terra()
    status, body = answer
    told = body.decode() if isinstance(body, bytes) else json.dumps(body)
    sandbox.faults.add(Fault(act=Act.STATUS, status=status, body=told, path="/reviews", times=None))
    with pytest.raises(error, match=words):
        walk(account)
    sandbox.faults.clear()
    assert walk(account)[0].reviews


# The titles and sentences of Terra's own pages (API security, API access and limits, the OpenAPI
# description of the reviews), and the gateway's two, met in practice.
DOCUMENTED = (
    "Bad Request",
    "Validation Error",
    "Constraint Violation",
    "API key is not provided",
    "API key has not been found",
    "API key is not enabled",
    "API Key does not have access to endpoint",
    "Resource Not Found",
    "Location Not Found",
    "Geo Not Found",
    "Too Many Requests",
    "Internal Server Error",
    "explicit deny",
    '"message": "Not Found"',
)


@pytest.mark.parametrize("words", DOCUMENTED)
def test_every_error_that_terra_documents_has_its_row(words):
    assert any(words in json.dumps(body) for (_status, body), *_rest in TABLE if not isinstance(body, bytes))


def test_the_pause_terra_asks_for_is_handed_on(playback, terra_account):
    playback.says((*problem(429, "Too Many Requests", ""), {"Retry-After": "3600"}))
    with pytest.raises(RateLimited) as caught:
        walk(terra_account(playback.url))
    assert caught.value.retry_after == 3600


def test_a_short_trouble_is_tried_again_by_the_core(playback, terra_account):
    playback.says(problem(503, "Service Unavailable", ""), {"data": [], "pagination": {"page": 1}})
    assert walk(terra_account(playback.url))[0].reviews == ()
    assert len(playback.asked) == 2


@pytest.mark.parametrize(
    ("key", "error", "words"),
    [
        ("disabled", AuthError, "Terra API key"),
        ("no_reviews", NotApproved, "package"),
        ("refused", NotApproved, "gate"),
    ],
)
def test_the_state_of_the_key_decides(at_terra, key, error, words):
    _sandbox, account = at_terra(key=key)
    with pytest.raises(error, match=words):
        walk(account)


@pytest.mark.parametrize("key", ["", "wrong-key"])
def test_a_wrong_key_asks_for_another(play, terra_account, key):
    account = terra_account(play().url, key=key or "x")
    with pytest.raises(AuthError, match="Terra API key"):
        walk(account)


def test_the_key_goes_to_terra_alone(playback, terra_account):
    playback.says({"data": []})
    account = terra_account(playback.url)
    walk(account)
    account.http.get("https://www.tripadvisor.com/ManagementCenter")
    assert playback.keys == ["sandbox-terra-key", None]
    for foreign in ("https://terra.tripadvisor.com.evil.example/api", "https://evil.example/api"):
        with pytest.raises(BadData, match="nothing was sent"):
            account.http.get(foreign)
    assert len(playback.asked) == 2


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("API key is not provided", "got no key"),
        ("API key has not been found", "does not know this key"),
        ("API key is not enabled", "switched this key off"),
    ],
)
def test_under_another_core_a_refused_key_is_told_in_plain_words(playback, detail, words):
    playback.says(problem(401, "Unauthorized", detail))

    class Bare:
        signed_in = True
        settings: ClassVar = {}
        http = httpx.Client(transport=Moved(playback.url))

    with Bare.http, pytest.raises(AuthError, match=words):
        walk(Bare)


class Moved(httpx.HTTPTransport):
    def __init__(self, url):
        super().__init__(verify=False)
        self._url = httpx.URL(url)

    def handle_request(self, request):
        request.url = request.url.copy_with(scheme="http", host=self._url.host, port=self._url.port)
        return super().handle_request(request)


def test_a_place_outside_the_contracts_list_says_so(at_terra):
    sandbox, account = at_terra(allowlist=[9100002])
    for gateway in (False, True):
        sandbox.switches.set({"gateway_404": gateway})
        with pytest.raises(NotSupported, match="list of allowed pages"):
            walk(account)


def test_an_account_by_hand_is_told_how_to_read(play, terra_account):
    account = terra_account(play().url, key=None)
    with pytest.raises(NotSupported, match="Paste"):
        walk(account)


def test_a_number_that_is_none_asks_nobody(at_terra):
    sandbox, account = at_terra()
    with pytest.raises(NotSupported):
        walk(account, Listing(external_id="../allowlist", title="x"))
    assert sandbox.journal.entries() == []


def test_the_end_of_this_version_is_announced(at_terra):
    _sandbox, account = at_terra(sunset="2027-03-31")
    assert "off on 2027-03-31" in reviewdesk_check_account(account=account).note


@pytest.mark.parametrize("act", [Act.STATUS, Act.HTML, Act.TRUNCATE, Act.CUT, Act.DROP])
def test_whatever_breaks_on_the_way_raises_nothing_but_the_borders_own_errors(at_terra, act):
    sandbox, account = at_terra()
    sandbox.faults.add(Fault(act=act, path="reviews", times=None))
    with pytest.raises(PlatformError):
        walk(account)


def test_a_row_that_is_broken_costs_nothing_but_itself(playback, terra_account):
    good = {"id": 5, "publish_ts": "2026-01-02T03:04:05Z", "rating": 4}
    bad = [
        {"publish_ts": "2026-01-02T03:04:05Z"},
        {"id": 6},
        {"id": 7, "publish_ts": "soon"},
        {"id": 8, "publish_ts": "2026-01-02T03:04:05Z", "rating": 9},
        {"id": 9, "publish_ts": "2026-01-02T03:04:05Z", "text": "plain"},
        {"id": 10, "publish_ts": "2026-01-02T03:04:05Z", "owner_response": "yes"},
        None,
    ]
    playback.says({"data": [*bad, good], "pagination": {"page": 1, "total_pages": 1}})
    (page,) = walk(terra_account(playback.url))
    assert page.reviews[-1].external_id == "5"
    assert [row.reason for row in page.reviews[:-1]] == [
        "The review's number is missing or can't be read.",
        "The field publish_ts is missing.",
        "The field publish_ts is not a date and time.",
        "The field rating holds no number of stars.",
        "The field text is not a text.",
        "The owner's answer can't be read.",
        "This is no review.",
    ]


def test_a_response_without_words_still_means_answered(playback, terra_account):
    row = {"id": 5, "publish_ts": "2026-01-02T03:04:05Z", "rating": 4, "owner_response": {"id": 3}}
    playback.says({"data": [row], "pagination": {"page": 1, "total_pages": 1}})
    account = terra_account(playback.url)
    review = walk(account)[0].reviews[0]
    assert "not told" in review.reply.text
    assert reviewdesk_read_review(account=account, review=review).reply == review.reply


def test_pages_that_go_round_in_a_circle_end(playback, terra_account):
    row = {"id": 5, "publish_ts": "2026-01-02T03:04:05Z", "rating": 4}
    playback.says({"data": [row] * 20, "pagination": {"page": 1, "total_pages": 99}})
    pages = walk(terra_account(playback.url))
    assert len(pages) == 2
    assert sum(len(page.reviews) for page in pages) == 1
