"""The made-up pizzeria as the sandbox serves it: through the sign-in, page by page, over HTTP."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_google.sandbox.rules import judge
from reviewdesk_google.sandbox.running import RunningGoogle


@pytest.fixture(scope="module")
def google() -> Iterator[RunningGoogle]:
    running = GoogleSandbox().start(scenario="pizzeria")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def client(google: RunningGoogle) -> Iterator[httpx.Client]:
    form = {**google.secrets, "client_id": google.settings["client_id"], "grant_type": "refresh_token"}
    token = httpx.post(f"{google.url}/token", data=form).raise_for_status().json()["access_token"]
    with httpx.Client(base_url=google.url, headers={"Authorization": f"Bearer {token}"}) as signed_in:
        yield signed_in


def _get(client: httpx.Client, path: str, **params: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(path, params=params).raise_for_status().json()
    return answer


def _walk(client: httpx.Client, place: str) -> Iterator[dict[str, Any]]:
    token: str | None = ""
    while token is not None:
        page = _get(client, f"/v4/{place}/reviews", pageSize="50", **({"pageToken": token} if token else {}))
        yield from page.get("reviews", [])
        token = page.get("nextPageToken")


@pytest.fixture(scope="module")
def reviews(client: httpx.Client) -> list[dict[str, Any]]:
    account = _get(client, "/v1/accounts")["accounts"][0]["name"]
    places = _get(client, f"/v1/{account}/locations", readMask="name,title")["locations"]
    return [row for place in places for row in _walk(client, f"{account}/{place['name']}")]


def test_all_three_shops_are_served_whole(reviews: list[dict[str, Any]]) -> None:
    assert len(reviews) >= 160
    assert len({r["reviewId"] for r in reviews}) == len(reviews)
    assert len({r["name"].split("/")[3] for r in reviews}) == 3


def test_the_odd_ones_arrive_as_google_sends_them(reviews: list[dict[str, Any]]) -> None:
    assert any("reviewer" in r and not r["reviewer"] for r in reviews)
    assert any(r.get("reviewer", {}).get("isAnonymous") for r in reviews)
    assert any("\x00" in r.get("comment", "") for r in reviews)
    assert any("\x1b[2J" in r.get("comment", "") for r in reviews)
    assert sum(r.get("comment", "").startswith("(Translated by Google) ") for r in reviews) == 3
    assert sum("comment" not in r for r in reviews) > 20
    assert any(len(r.get("reviewMediaItems", [])) > 1 for r in reviews)


def test_replies_that_stand_would_pass_the_moderators(reviews: list[dict[str, Any]]) -> None:
    held = [r["reviewReply"] for r in reviews if "reviewReply" in r]
    refused = [reply for reply in held if reply.get("reviewReplyState") == "REJECTED"]
    assert [reply["policyViolation"] for reply in refused] == ["PERSONAL_INFO"]
    assert [reply["comment"] for reply in held if reply not in refused and judge(reply["comment"])] == []


def test_an_answer_to_ewa_is_published_and_an_offer_is_refused(
    google: RunningGoogle, client: httpx.Client, reviews: list[dict[str, Any]]
) -> None:
    waiting = {r.get("reviewer", {}).get("displayName"): r["name"] for r in reviews if "reviewReply" not in r}
    ewa, darren = waiting["Ewa K."], waiting["Darren P."]
    sorry = {"comment": "Pani Ewo, przepraszam za zimną pizzę i za 90 minut czekania. Mario"}
    offer = {"comment": "Darren, here is a voucher for you. Mario"}
    for name, body in ((ewa, sorry), (darren, offer)):
        client.put(f"/v4/{name}/reply", json=body).raise_for_status()
        assert _get(client, f"/v4/{name}")["reviewReply"]["reviewReplyState"] == "PENDING"
    google.clock.advance(240, stamps=False)
    assert _get(client, f"/v4/{ewa}")["reviewReply"]["reviewReplyState"] == "APPROVED"
    refused = _get(client, f"/v4/{darren}")["reviewReply"]
    assert refused["reviewReplyState"] == "REJECTED"
    assert refused["policyViolation"] == "ADVERTISING_AND_SOLICITATION"


@pytest.mark.parametrize(
    "name", ["one-star", "five-stars", "second-thoughts", "colleague-answers", "darren-vanishes"]
)
def test_every_event_can_happen(google: RunningGoogle, name: str) -> None:
    assert google.happen({"event": name})
