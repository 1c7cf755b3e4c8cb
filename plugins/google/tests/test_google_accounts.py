import pytest
from reviewdesk_google import reviewdesk_check_account, reviewdesk_list_listings

from reviewdesk.api import AuthError, BadData, May, NotApproved, RateLimited, Unavailable

ACCOUNTS = "/v1/accounts"


def location(number, title="Demo Bakery", *, verified=True):
    return {
        "name": f"locations/{number}",
        "title": title,
        "storefrontAddress": {"addressLines": ["Via Esempio 1"], "postalCode": "20121", "locality": "Milano"},
        "metadata": {"mapsUri": f"https://maps.google.com/?cid={number}"}
        | ({"hasVoiceOfMerchant": True} if verified else {}),
    }


@pytest.fixture
def bakery(playback):
    """One person with a place of his own, and a group with two more, one of them his own again."""
    playback.says(
        "GET",
        ACCOUNTS,
        {"accounts": [{"name": "accounts/1", "accountName": "Greta"}], "nextPageToken": "n"},
        {"accounts": [{"name": "accounts/2", "accountName": "Bakeries"}]},
    )
    playback.says("GET", "/v1/accounts/1/locations", {"locations": [location(71)]})
    playback.says(
        "GET",
        "/v1/accounts/2/locations",
        {"locations": [location(71)], "nextPageToken": "m"},
        {"locations": [location(72, "Second")]},
    )
    playback.says("GET", "/v1/accounts/-/locations", {"locations": [location(72), location(73, "Third")]})
    playback.says("GET", "/v4/accounts/1/locations/71/reviews", {})
    return playback


def test_each_place_is_listed_once_under_the_account_that_shows_it(bakery, google_account):
    found = list(reviewdesk_list_listings(account=google_account(bakery.url)))
    assert [(one.external_id, one.ref) for one in found] == [
        ("71", "accounts/1/locations/71"),
        ("72", "accounts/2/locations/72"),
        ("73", "accounts/-/locations/73"),
    ]
    assert found[0].address == "Via Esempio 1, 20121 Milano"
    assert found[0].url == "https://maps.google.com/?cid=71"
    asked = [one for one in bakery.asked if one.path.endswith("/locations")]
    assert all("title" in one.query["readMask"] for one in asked)
    assert all(one.headers["Authorization"] == "Bearer held" for one in bakery.asked)


def test_an_account_tells_who_it_is_and_what_it_may(bakery, google_account):
    status = reviewdesk_check_account(account=google_account(bakery.url))
    assert status.identity == "Greta"
    assert status.may == {May.READ, May.REPLY, May.REPLACE, May.WITHDRAW}
    assert not status.note
    assert bakery.asked[-1].path.startswith("/v4/")


def test_without_credentials_nothing_is_asked(playback, google_account):
    account = google_account(playback.url, signed_in=False)
    status = reviewdesk_check_account(account=account)
    assert (status.identity, status.may) == (None, frozenset())
    assert "Takeout" in status.note
    assert list(reviewdesk_list_listings(account=account)) == []
    assert not playback.asked


def test_places_google_has_not_verified_are_told(bakery, google_account):
    bakery.says("GET", "/v1/accounts/2/locations", {"locations": [location(72, "Second", verified=False)]})
    assert "Second" in reviewdesk_check_account(account=google_account(bakery.url)).note
    for parent in ("1", "2", "-"):
        bakery.says("GET", f"/v1/accounts/{parent}/locations", {"locations": [location(72, verified=False)]})
    assert "none of your places" in reviewdesk_check_account(account=google_account(bakery.url)).note
    for parent in ("1", "2", "-"):
        bakery.says("GET", f"/v1/accounts/{parent}/locations", {})
    assert "no place" in reviewdesk_check_account(account=google_account(bakery.url)).note


def test_a_project_without_quota_is_not_approved_and_says_how_to_apply(playback, google_account, refusal):
    body = refusal(429, "RESOURCE_EXHAUSTED", "Quota exceeded", "RATE_LIMIT_EXCEEDED", quota_limit_value="0")
    playback.says("GET", ACCOUNTS, (429, body))
    with pytest.raises(NotApproved, match=r"quota is 0.*Basic API Access.*Takeout"):
        reviewdesk_check_account(account=google_account(playback.url))


def test_a_project_with_quota_is_only_asked_to_wait(playback, google_account, refusal):
    body = refusal(
        429, "RESOURCE_EXHAUSTED", "Quota exceeded", "RATE_LIMIT_EXCEEDED", quota_limit_value="300"
    )
    for headers, seconds in (({"Retry-After": "17"}, 17), ({}, None), ({"Retry-After": "soon"}, None)):
        playback.says("GET", ACCOUNTS, (429, body, headers))
        with pytest.raises(RateLimited) as caught:
            reviewdesk_check_account(account=google_account(playback.url))
        assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    ("path", "api"),
    [
        (ACCOUNTS, "My Business Account Management API"),
        ("/v1/accounts/.*/locations", "My Business Business Information API"),
        ("/v4/.*", "Google My Business API"),
    ],
)
def test_an_api_that_is_not_switched_on_is_named(bakery, google_account, refusal, path, api):
    words = "It has not been used in project 1 before or it is disabled."
    bakery.says("GET", path, (403, refusal(403, "PERMISSION_DENIED", words)))
    with pytest.raises(NotApproved, match=f"The {api} is not switched on.*Enable"):
        reviewdesk_check_account(account=google_account(bakery.url))
    bakery.says("GET", path, (403, refusal(403, "PERMISSION_DENIED", "No.", "SERVICE_DISABLED")))
    with pytest.raises(NotApproved, match=f"The {api} is not switched on"):
        reviewdesk_check_account(account=google_account(bakery.url))


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        (401, "", AuthError),
        (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", AuthError),
        (403, "", NotApproved),
        (403, "RATE_LIMIT_EXCEEDED", RateLimited),
        (400, "", BadData),
        (409, "", BadData),
        (408, "", Unavailable),
        (500, "", Unavailable),
        (503, "", Unavailable),
    ],
)
def test_each_refusal_of_a_read_names_what_to_do_next(
    playback, google_account, refusal, status, reason, kind
):
    playback.says("GET", ACCOUNTS, (status, refusal(status, "X", "Some\x1b[31m words", reason)))
    with pytest.raises(kind) as caught:
        reviewdesk_check_account(account=google_account(playback.url))
    assert caught.value.reason.endswith(".")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "body", [b"<html>Sorry</html>", b'{"accounts": [', b"[]", b"", b"[" * 100_000, {"accounts": 5}, b"\xff"]
)
def test_an_answer_nobody_can_read_is_bad_data(playback, google_account, body):
    playback.says("GET", ACCOUNTS, body)
    with pytest.raises(BadData, match="can't be read"):
        reviewdesk_check_account(account=google_account(playback.url))


def test_an_error_page_is_judged_by_its_status(playback, google_account):
    playback.says("GET", ACCOUNTS, (502, b"<html>Bad gateway</html>"))
    with pytest.raises(Unavailable, match="502"):
        reviewdesk_check_account(account=google_account(playback.url))


def test_a_group_that_is_closed_hides_no_other_place(bakery, google_account, refusal):
    bakery.says("GET", "/v1/accounts/2/locations", (403, refusal(403, "PERMISSION_DENIED", "No.")))
    bakery.says("GET", "/v1/accounts/-/locations", (400, refusal(400, "INVALID_ARGUMENT", "No.")))
    found = list(reviewdesk_list_listings(account=google_account(bakery.url)))
    assert [one.external_id for one in found] == ["71"]


def test_pages_that_go_round_in_a_circle_end(bakery, google_account):
    bakery.says("GET", ACCOUNTS, {"accounts": [], "nextPageToken": "again"})
    with pytest.raises(BadData, match="circle"):
        list(reviewdesk_list_listings(account=google_account(bakery.url)))
