"""The sandbox's Google, over real HTTP: accounts, locations, reviews, quotas and errors."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_google.sandbox.running import RunningGoogle

from reviewdesk.api import DeskError, RunningSandbox, Sandbox

MOLO = "accounts/106000000000000000002/locations/7500000000000000001"
FORNO = "accounts/106000000000000000002/locations/7500000000000000002"


def sign_in(google: RunningGoogle) -> httpx.Client:
    form = {"grant_type": "refresh_token", "client_id": google.settings["client_id"], **google.secrets}
    token = httpx.post(f"{google.url}/token", data=form).json()["access_token"]
    return httpx.Client(base_url=google.url, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def google() -> Iterator[RunningGoogle]:
    running = GoogleSandbox().start()
    yield running
    running.stop()


@pytest.fixture
def client(google: RunningGoogle) -> Iterator[httpx.Client]:
    with sign_in(google) as client:
        yield client


def rows(client: httpx.Client, location: str = MOLO, **params: Any) -> list[dict[str, Any]]:
    found, token = [], ""
    while True:
        page = client.get(f"/v4/{location}/reviews", params={**params, "pageToken": token}).json()
        found += page.get("reviews", [])
        token = page.get("nextPageToken", "")
        if not token:
            return found


def one(google: RunningGoogle, handle: str) -> str:
    review = google.world.review(handle)
    account = google.world.places[review.location].account
    return f"/v4/accounts/{account}/locations/{review.location}/reviews/{review.id}"


def error(answer: httpx.Response) -> tuple[int, str]:
    told = answer.json()["error"]
    assert told["code"] == answer.status_code
    return answer.status_code, told["status"]


def test_it_is_what_the_border_asks_for(google: RunningGoogle) -> None:
    sandbox: Sandbox = GoogleSandbox()
    running: RunningSandbox = google
    assert sandbox.platform == "google"
    assert sandbox.scenarios[0] == "small"
    assert {"empty", "many", "pizzeria"} <= set(sandbox.scenarios)
    assert running.settings["base_url"] == running.url
    assert running.url.startswith("http://127.0.0.1:")
    with pytest.raises(DeskError):
        sandbox.start(scenario="moon")


def test_accounts_are_listed_in_googles_words(client: httpx.Client) -> None:
    [account] = client.get("/v1/accounts", params={"pageSize": 500, "alt": "json"}).json()["accounts"]
    assert account["name"] == "accounts/106000000000000000002"
    assert (account["type"], account["role"]) == ("PERSONAL", "PRIMARY_OWNER")
    assert client.get("/v1/accounts", params={"filter": "type=USER_GROUP"}).json() == {}
    assert client.get(f"/v1/{account['name']}").json() == account


def test_locations_need_a_read_mask_and_show_only_what_it_names(client: httpx.Client) -> None:
    url = "/v1/accounts/-/locations"
    assert error(client.get(url)) == (400, "INVALID_ARGUMENT")
    assert error(client.get(url, params={"readMask": "name,shoeSize"})) == (400, "INVALID_ARGUMENT")
    told = client.get(url, params={"readMask": "name,storeCode,metadata.placeId"}).json()["locations"]
    assert told[0] == {
        "name": "locations/7500000000000000001",
        "storeCode": "MOLO",
        "metadata": {"placeId": "ChIJsandbox7500000000000000001"},
    }
    full = client.get(url, params={"readMask": "name,title,metadata,storefrontAddress,phoneNumbers"})
    assert full.json()["locations"][0]["metadata"]["hasVoiceOfMerchant"] is True
    assert "phoneNumbers" not in full.json()["locations"][1]


def test_locations_come_in_pages_and_in_order(client: httpx.Client) -> None:
    params = {"readMask": "title", "pageSize": "1", "orderBy": "title desc"}
    first = client.get("/v1/accounts/-/locations", params=params).json()
    assert first["locations"] == [{"title": "Trattoria del Molo"}]
    params["pageToken"] = first["nextPageToken"]
    second = client.get("/v1/accounts/-/locations", params=params).json()
    assert second == {"locations": [{"title": "Forno del Molo"}]}
    params["orderBy"] = "title"
    assert error(client.get("/v1/accounts/-/locations", params=params)) == (400, "INVALID_ARGUMENT")
    assert error(client.get("/v1/accounts/1/locations", params={"readMask": "name"})) == (404, "NOT_FOUND")


def test_reviews_come_newest_change_first_in_pages_of_at_most_fifty(client: httpx.Client) -> None:
    page = client.get(f"/v4/{MOLO}/reviews", params={"pageSize": "1000"}).json()
    stamps = [review["updateTime"] for review in page["reviews"]]
    assert page["totalReviewCount"] == len(stamps) == 26
    assert page["averageRating"] == 3.2
    walked = rows(client, pageSize=4)
    assert [r["reviewId"] for r in walked] == [r["reviewId"] for r in page["reviews"]]


def test_pages_can_be_short_and_tokens_fit_only_their_own_list(client: httpx.Client) -> None:
    sizes, token = [], ""
    while True:
        page = client.get(f"/v4/{MOLO}/reviews", params={"pageSize": 6, "pageToken": token}).json()
        sizes.append(len(page["reviews"]))
        if "nextPageToken" not in page:
            break
        token = page["nextPageToken"]
    assert sizes == [6, 4, 6, 6, 4]
    for wrong in ({"orderBy": "rating"}, {"pageToken": token[:-3]}, {"pageToken": "x"}, {"pageToken": "é"}):
        params: dict[str, Any] = {"pageSize": 6, "pageToken": token, **wrong}
        assert error(client.get(f"/v4/{MOLO}/reviews", params=params)) == (400, "INVALID_ARGUMENT")
    assert error(client.get(f"/v4/{FORNO}/reviews", params={"pageToken": token}))[0] == 400


def test_an_edited_review_moves_to_the_front(google: RunningGoogle, client: httpx.Client) -> None:
    google.happen({"do": "edit", "review": "old", "stars": 1})
    first = rows(client)[0]
    assert first["name"].endswith(google.world.review("old").id)
    assert first["starRating"] == "ONE"
    assert first["updateTime"] > first["createTime"]


def test_reviews_are_ordered_by_rating_when_asked(client: httpx.Client) -> None:
    stars = ["STAR_RATING_UNSPECIFIED", "ONE", "TWO", "THREE", "FOUR", "FIVE"]
    low = [stars.index(r["starRating"]) for r in rows(client, orderBy="rating", pageSize=7)]
    high = [stars.index(r["starRating"]) for r in rows(client, orderBy="rating desc", pageSize=7)]
    assert low == sorted(low)
    assert high == sorted(high, reverse=True)
    assert error(client.get(f"/v4/{MOLO}/reviews", params={"orderBy": "updateTime"}))[0] == 400


def test_default_values_are_left_out(google: RunningGoogle, client: httpx.Client) -> None:
    plain = client.get(one(google, "stars-only")).json()
    assert "comment" not in plain
    assert "reviewReply" not in plain
    assert "reviewMediaItems" not in plain
    assert "isAnonymous" not in plain["reviewer"]
    assert client.get(one(google, "no-reviewer")).json()["reviewer"] == {}
    anonymous = client.get(one(google, "anonymous")).json()["reviewer"]
    assert anonymous == {"displayName": "A Google User", "isAnonymous": True}
    assert len(client.get(one(google, "emoji")).json()["reviewMediaItems"]) == 2


def test_an_empty_location_says_nothing_or_zero() -> None:
    google = GoogleSandbox().start(scenario="empty")
    try:
        with sign_in(google) as client:
            url = "/v4/accounts/-/locations/7400000000000000001/reviews"
            assert client.get(url).json() == {}
            google.switches.explicit_zeros = True
            assert client.get(url).json() == {"averageRating": 0, "totalReviewCount": 0}
    finally:
        google.stop()


def test_stamps_have_as_many_digits_as_they_need(google: RunningGoogle, client: httpx.Client) -> None:
    def digits(handle: str) -> int:
        stamp = client.get(one(google, handle)).json()["createTime"]
        return len(stamp.rstrip("Z").partition(".")[2])

    assert [digits(h) for h in ("whole-second", "old", "cold-soup", "nanoseconds")] == [0, 3, 6, 9]


def test_translations_are_wrapped_either_way_round(google: RunningGoogle, client: httpx.Client) -> None:
    assert client.get(one(google, "focaccia")).json()["comment"] == (
        "(Translated by Google) The best focaccia.\n\n(Original)\nLa focaccia migliore."
    )
    google.switches.set({"reverse_translation": True})
    assert client.get(one(google, "focaccia")).json()["comment"] == (
        "La focaccia migliore.\n\n(Translated by Google)\nThe best focaccia."
    )


def test_the_right_location_under_a_wrong_account_is_not_found(
    google: RunningGoogle, client: httpx.Client
) -> None:
    for path in (
        "/v4/accounts/1/locations/7500000000000000001/reviews",
        "/v4/locations/7500000000000000001/reviews",
        f"/v4/{MOLO}/reviews/AbFvOqnone",
        one(google, "cold-soup").replace("7500000000000000001", "7500000000000000002"),
    ):
        answer = client.get(path)
        assert error(answer) == (404, "NOT_FOUND")
        assert answer.json()["error"]["errors"][0]["reason"] == "notFound"
    wild = client.get(one(google, "cold-soup").replace("106000000000000000002", "-")).json()
    assert wild["name"].startswith(MOLO)


def test_reviews_of_several_locations_come_in_one_batch(client: httpx.Client) -> None:
    url = f"/v4/{MOLO.rsplit('/', 2)[0]}/locations:batchGetReviews"
    body: dict[str, Any] = {"locationNames": [MOLO, FORNO], "pageSize": 9, "ignoreRatingOnlyReviews": True}
    found: list[dict[str, Any]] = []
    while "pageToken" not in body or body["pageToken"]:
        page = client.post(url, json=body).json()
        found += page["locationReviews"]
        body["pageToken"] = page.get("nextPageToken", "")
    assert {row["name"] for row in found} == {MOLO, FORNO}
    assert all("comment" in row["review"] for row in found)
    assert len(found) == 26
    stamps = [row["review"]["updateTime"][:19] for row in found]
    assert stamps == sorted(stamps, reverse=True)
    assert error(client.post(url, json={})) == (400, "INVALID_ARGUMENT")
    assert error(client.post(url, json={"locationNames": ["locations/1"]})) == (404, "NOT_FOUND")


def test_only_the_named_fields_are_answered(client: httpx.Client) -> None:
    page = client.get(f"/v4/{FORNO}/reviews", params={"fields": "reviews(starRating,reviewReply/comment)"})
    assert set(page.json()) == {"reviews"}
    assert all(set(r) <= {"starRating", "reviewReply"} for r in page.json()["reviews"])
    assert client.get(f"/v4/{FORNO}/reviews", params={"fields": "reviews("}).status_code == 400


@pytest.mark.parametrize(
    "params", [{"limit": "3"}, {"pageSize": "ten"}, {"pageSize": "-1"}, {"alt": "media"}]
)
def test_parameters_it_does_not_know_are_refused(client: httpx.Client, params: dict[str, str]) -> None:
    assert error(client.get(f"/v4/{MOLO}/reviews", params=params)) == (400, "INVALID_ARGUMENT")
    standard = {"prettyPrint": "false", "quotaUser": "me", "key": "k", "$.xgafv": "2"}
    assert client.get(f"/v4/{MOLO}/reviews", params=standard).status_code == 200


def test_without_a_live_token_nobody_comes_in(google: RunningGoogle, client: httpx.Client) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}):
        answer = httpx.get(f"{google.url}/v1/accounts", headers=headers)
        assert error(answer) == (401, "UNAUTHENTICATED")
        assert answer.headers["www-authenticate"].startswith("Bearer")
    google.clock.advance(3600)
    assert error(client.get("/v1/accounts")) == (401, "UNAUTHENTICATED")


def test_a_project_without_approval_meets_a_quota_of_zero(
    google: RunningGoogle, client: httpx.Client
) -> None:
    google.switches.approved = False
    answer = client.get("/v1/accounts")
    assert error(answer) == (429, "RESOURCE_EXHAUSTED")
    [info] = answer.json()["error"]["details"]
    assert info["reason"] == "RATE_LIMIT_EXCEEDED"
    assert info["metadata"]["quota_limit_value"] == "0"


def test_the_quota_is_counted_for_each_api_by_the_minute(google: RunningGoogle, client: httpx.Client) -> None:
    google.switches.quota_per_minute = 3
    assert [client.get("/v1/accounts").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert client.get("/v1/accounts").json()["error"]["details"][0]["metadata"]["quota_limit_value"] == "3"
    assert client.get(f"/v4/{MOLO}/reviews").status_code == 200
    google.clock.advance(61)
    assert client.get("/v1/accounts").status_code == 200


def test_the_three_reasons_for_a_403_are_told_apart(google: RunningGoogle, client: httpx.Client) -> None:
    google.switches.disabled_services = ["mybusiness.googleapis.com"]
    answer = client.get(f"/v4/{MOLO}/reviews")
    assert error(answer) == (403, "PERMISSION_DENIED")
    assert answer.json()["error"]["details"][0]["reason"] == "SERVICE_DISABLED"
    assert client.get("/v1/accounts").status_code == 200
    google.switches.disabled_services = []
    place = google.world.places["7500000000000000001"]
    google.world.places[place.id] = type(place)(
        id=place.id, account=place.account, title="x", zone="UTC", access=False
    )
    answer = client.get(f"/v4/{MOLO}/reviews")
    assert error(answer) == (403, "PERMISSION_DENIED")
    assert "details" not in answer.json()["error"]
    listed = client.get("/v1/accounts/-/locations", params={"readMask": "name"}).json()["locations"]
    assert [row["name"] for row in listed] == ["locations/7500000000000000002"]


def test_paths_that_are_no_api_get_googles_html(client: httpx.Client) -> None:
    answer = client.get("/v2/accounts")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
