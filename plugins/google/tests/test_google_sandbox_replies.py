"""Replies on the sandbox's Google: limits, moderation, what happens meanwhile, and the web pages."""

import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import httpx
import pytest
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_google.sandbox.rules import judge
from reviewdesk_google.sandbox.running import RunningGoogle

from reviewdesk.sandbox import Act, Fault


@pytest.fixture
def google() -> Iterator[RunningGoogle]:
    running = GoogleSandbox().start()
    yield running
    running.stop()


@pytest.fixture
def client(google: RunningGoogle) -> Iterator[httpx.Client]:
    form = {"grant_type": "refresh_token", "client_id": google.settings["client_id"], **google.secrets}
    token = httpx.post(f"{google.url}/token", data=form).json()["access_token"]
    with httpx.Client(base_url=google.url, headers={"Authorization": f"Bearer {token}"}) as client:
        yield client


def one(google: RunningGoogle, handle: str) -> str:
    review = google.world.review(handle)
    return f"/v4/accounts/-/locations/{review.location}/reviews/{review.id}"


def page_of(google: RunningGoogle, handle: str) -> str:
    review = google.world.review(handle)
    return f"{google.url}/n/{review.location}/reviews/{review.id}"


def test_a_reply_is_pending_first_and_published_later(google: RunningGoogle, client: httpx.Client) -> None:
    path = one(google, "cold-soup")
    before = client.get(path).json()["updateTime"]
    told = client.put(f"{path}/reply", json={"comment": "I am sorry, Marta. Nico"}).json()
    assert told["reviewReplyState"] == "PENDING"
    assert client.get(path).json()["reviewReply"] == told
    google.clock.advance(239, stamps=False)
    assert client.get(path).json()["reviewReply"]["reviewReplyState"] == "PENDING"
    google.clock.advance(2, stamps=False)
    review = client.get(path).json()
    assert review["reviewReply"]["reviewReplyState"] == "APPROVED"
    assert review["updateTime"] == before


def test_moderators_refuse_with_a_reason(google: RunningGoogle, client: httpx.Client) -> None:
    path = one(google, "cold-soup")
    assert client.put(f"{path}/reply", json={"comment": "Come for a free pizza!"}).status_code == 200
    assert "policyViolation" not in client.get(path).json()["reviewReply"]
    google.clock.advance(300)
    reply = client.get(path).json()["reviewReply"]
    assert reply["reviewReplyState"] == "REJECTED"
    assert reply["policyViolation"] == "ADVERTISING_AND_SOLICITATION"


def test_a_planned_refusal_strikes_once(google: RunningGoogle, client: httpx.Client) -> None:
    path = one(google, "will-be-refused")
    client.put(f"{path}/reply", json={"comment": "Dear Wim, thank you."})
    google.clock.advance(21)
    assert client.get(path).json()["reviewReply"]["policyViolation"] == "OFF_TOPIC"
    client.put(f"{path}/reply", json={"comment": "Dear Wim, thank you."})
    google.clock.advance(300)
    assert client.get(path).json()["reviewReply"]["reviewReplyState"] == "APPROVED"


@pytest.mark.parametrize(
    "text",
    [
        "See www.x.example",
        "https://x.example/a",
        "Mail me: a@b.example",
        "Call 010 5550 111",
        "+39 (010) 5550-111",
        "You get a voucher",
        "Use the discount code",
        "free pizza for you",
    ],
)
def test_solicitation_is_seen(text: str) -> None:
    assert judge(text) == "ADVERTISING_AND_SOLICITATION"


@pytest.mark.parametrize(
    "text",
    ["Thank you, see you on 12.05.2026 at 19:30!", "Table 12, 4 people, 86 euro.", "Grazie mille", "5/5 🍕"],
)
def test_ordinary_answers_may_stand(text: str) -> None:
    assert judge(text) is None


def test_insults_and_gibberish_are_seen() -> None:
    assert judge("You are a liar.") == "HARASSMENT"
    assert judge("aaaaaaaaaaaaaaaaaaaaaa") == "GIBBERISH_AND_REPETITIVE"


def test_the_limit_counts_bytes_not_letters(google: RunningGoogle, client: httpx.Client) -> None:
    reply = f"{one(google, 'cold-soup')}/reply"
    assert client.put(reply, json={"comment": "я" * 2048}).status_code == 200
    answer = client.put(reply, json={"comment": "я" * 2048 + "!"})
    assert answer.status_code == 400
    [details] = answer.json()["error"]["details"]
    assert details["@type"].endswith("v4.ValidationError")
    assert details["errorDetails"][0]["field"] == "review_reply.comment"
    assert google.world.review("cold-soup").reply.text == "я" * 2048  # type: ignore[union-attr]


@pytest.mark.parametrize("body", ['{"comment": " "}', "{}", '{"text": "x"}', '{"comment": 3}', "{", "[]"])
def test_a_reply_without_words_is_refused(google: RunningGoogle, client: httpx.Client, body: str) -> None:
    answer = client.put(f"{one(google, 'cold-soup')}/reply", content=body)
    assert (answer.status_code, answer.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert google.world.review("cold-soup").reply is None


def test_a_second_reply_takes_the_firsts_place(google: RunningGoogle, client: httpx.Client) -> None:
    path = one(google, "answered")
    old = client.get(path).json()["reviewReply"]
    assert old["reviewReplyState"] == "APPROVED"
    new = client.put(f"{path}/reply", json={"comment": old["comment"]}).json()
    assert new["reviewReplyState"] == "PENDING"
    assert new["updateTime"] > old["updateTime"]


def test_a_withdrawn_reply_is_gone(google: RunningGoogle, client: httpx.Client) -> None:
    path = one(google, "answered")
    answer = client.request("DELETE", f"{path}/reply", params={"alt": "json"})
    assert (answer.status_code, answer.json()) == (200, {})
    assert "reviewReply" not in client.get(path).json()
    assert client.delete(f"{path}/reply").status_code == 404


def test_before_april_2026_no_state_was_told(google: RunningGoogle, client: httpx.Client) -> None:
    google.switches.reply_state = False
    told = client.put(f"{one(google, 'cold-soup')}/reply", json={"comment": "Sorry."}).json()
    assert set(told) == {"comment", "updateTime"}
    assert "policyViolation" not in client.get(one(google, "refused-reply")).json()["reviewReply"]


def test_an_applied_reply_whose_answer_was_lost_stands(google: RunningGoogle, client: httpx.Client) -> None:
    google.faults.add(Fault(act=Act.DROP, method="PUT", applied=True))
    path = one(google, "cold-soup")
    with pytest.raises(httpx.TransportError):
        client.put(f"{path}/reply", json={"comment": "Sorry, Marta."})
    assert client.get(path).json()["reviewReply"]["comment"] == "Sorry, Marta."
    assert google.journal.count("PUT", "/reply$", applied=True) == 1
    body = google.journal.entries("PUT")[0].body
    assert json.loads(body) == {"comment": "Sorry, Marta."}


def test_a_bogus_page_token_can_be_slipped_in(google: RunningGoogle, client: httpx.Client) -> None:
    google.faults.add(Fault(act=Act.REWRITE, path="/reviews$", field="nextPageToken", value="moved"))
    url = one(google, "cold-soup").rsplit("/", 1)[0]
    token = client.get(url, params={"pageSize": 5}).json()["nextPageToken"]
    assert client.get(url, params={"pageSize": 5, "pageToken": token}).status_code == 400


def test_readers_can_see_a_write_late(google: RunningGoogle, client: httpx.Client) -> None:
    google.switches.read_lag_seconds = 5
    path = one(google, "cold-soup")
    client.put(f"{path}/reply", json={"comment": "Sorry."})
    assert "reviewReply" not in client.get(path).json()
    google.clock.advance(6)
    assert client.get(path).json()["reviewReply"]["comment"] == "Sorry."


def test_writers_at_once_leave_exactly_one_reply(google: RunningGoogle, client: httpx.Client) -> None:
    path = f"{one(google, 'cold-soup')}/reply"
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: client.put(path, json={"comment": f"Reply {n}"}), range(24)))
    assert all(a.status_code == 200 for a in answers)
    last = max(answers, key=lambda a: str(a.json()["updateTime"])).json()["comment"]
    assert google.world.review("cold-soup").reply.text == last  # type: ignore[union-attr]
    assert len({a.json()["updateTime"] for a in answers}) == 24


def test_named_events_happen_when_asked(google: RunningGoogle, client: httpx.Client) -> None:
    def happen(event: Mapping[str, object]) -> httpx.Response:
        return httpx.post(f"{google.url}/_sandbox/happen", json=event)

    given = happen({"event": "one-star"}).json()["review"]
    listed = client.get(one(google, "cold-soup").rsplit("/", 1)[0]).json()["reviews"]
    assert listed[0]["reviewId"] == given
    assert happen({"event": "change-of-mind"}).status_code == 200
    assert client.get(one(google, "cold-soup")).json()["starRating"] == "FOUR"
    assert happen({"event": "colleague"}).status_code == 200
    assert client.get(one(google, "cold-soup")).json()["reviewReply"]["comment"].startswith("So sorry")
    path = one(google, "cold-soup")
    assert happen({"event": "vanish"}).status_code == 200
    assert client.get(path).status_code == 404
    assert happen({"event": "vanish"}).status_code == 400
    assert happen({"event": "reject", "review": "answered", "violation": "PRIVACY"}).status_code == 200
    assert client.get(one(google, "answered")).json()["reviewReply"]["policyViolation"] == "PRIVACY"
    assert happen({"event": "review"}).status_code == 200
    assert happen({"event": "edit"}).json()["handle"].startswith("live-")
    for wrong in ({"event": "moon"}, {"do": "dance"}, {"do": "edit", "star": 1}, {"do": "edit", "stars": 9}):
        assert happen(wrong).status_code == 400


def test_the_reply_url_is_a_page_where_an_owner_answers(google: RunningGoogle, client: httpx.Client) -> None:
    url = client.get(one(google, "cold-soup")).json()["reviewReplyUrl"]
    assert url == page_of(google, "cold-soup")
    page = httpx.get(url).text
    assert "The soup came cold, twice." in page
    assert '<textarea id="reply" name="comment">' in page
    answer = httpx.post(url, data={"comment": "Sorry,\r\nMarta.", "act": "publish"})
    assert (answer.status_code, answer.headers["location"]) == (303, url.removeprefix(google.url))
    assert "In review" in httpx.get(url).text
    google.clock.advance(300)
    assert "Published" in httpx.get(url).text
    assert client.get(one(google, "cold-soup")).json()["reviewReply"]["comment"] == "Sorry,\nMarta."
    httpx.post(url, data={"comment": "ignored", "act": "delete"})
    assert "reviewReply" not in client.get(one(google, "cold-soup")).json()


def test_the_page_tells_why_a_reply_is_refused_or_not_taken(google: RunningGoogle) -> None:
    url = page_of(google, "refused-reply")
    assert "Not published: ADVERTISING_AND_SOLICITATION" in httpx.get(url).text
    assert httpx.post(url, data={"comment": "  "}).status_code == 400
    too_long = httpx.post(url, data={"comment": "é" * 2049})
    assert too_long.status_code == 400
    assert "é" * 2049 in too_long.text
    assert httpx.get(f"{url}x").status_code == 404
    assert httpx.post(f"{url}x", data={"comment": "x"}).status_code == 404


def test_foreign_words_are_never_markup_on_a_page(google: RunningGoogle) -> None:
    page = httpx.get(page_of(google, "markup")).text
    assert "<script>" not in page
    assert "<b>Not bold</b>" not in page
    assert "<script>alert(1)</script>" in unescape(page)
    url = page_of(google, "markup")
    httpx.post(url, data={"comment": "</textarea><script>x</script>"})
    assert "<script>" not in httpx.get(url).text


def test_a_location_lists_its_reviews_newest_first(google: RunningGoogle) -> None:
    home = httpx.get(f"{google.url}/reviews").text
    way = re.findall(r'href="(/n/\d+/reviews)"', home)
    assert len(way) == 2
    listed = httpx.get(google.url + way[0]).text
    order = [google.world.review(h).id for h in ("cold-soup", "will-be-refused", "answered", "old")]
    places = [listed.index(f'id="{given}"') for given in order]
    assert places == sorted(places)
    assert httpx.get(f"{google.url}/n/1/reviews").status_code == 404
    assert httpx.get(f"{google.url}{way[0]}?page=x").status_code == 404
