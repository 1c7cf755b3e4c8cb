"""The local Yelp holds to what Yelp documents, field by field."""

import json
import os
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from reviewdesk_yelp.sandbox import YelpSandbox
from reviewdesk_yelp.sandbox.meter import API_KEY

from reviewdesk.api import DeskError, PasteHint
from reviewdesk.sandbox import BadScenario, SandboxClock

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[3].parent / "shared")
SAMPLES = SHARED / "samples" / "yelp"
SHOP = "Tq0Sandbox-Example-001"


@pytest.fixture
def ask(yelp):
    def get(path, key=API_KEY, **query):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return httpx.get(f"{yelp.url}{path}", params=query, headers=headers, trust_env=False)

    return get


def sample(name):
    if not SAMPLES.is_dir():
        pytest.skip("the shared samples are not on this machine")
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def test_an_excerpt_has_the_fields_of_the_documented_answer(ask):
    told = ask(f"/v3/businesses/{SHOP}/reviews", limit=2).json()
    like = sample("yelpfusion3_reviews.json")
    assert set(told) == set(like)
    assert set(told["reviews"][0]) == set(like["reviews"][0])
    assert set(told["reviews"][0]["user"]) == set(like["reviews"][0]["user"])
    assert len(told["reviews"]) == 2


def test_private_reviews_have_the_fields_and_the_nesting_of_the_documented_answer(ask):
    rows = ask(f"/v3/private/businesses/{SHOP}/reviews").json()["reviews"]["review"]
    like = sample("docs_private_reviews_example.json")["reviews"]["review"]
    assert set(rows[0]) == set(like[0])
    answered = next(row for row in rows if row["public_response"])
    assert set(answered["public_response"]) == set(like[0]["public_response"])
    assert set(answered["public_response"]["business_user"]) == set(
        like[0]["public_response"]["business_user"]
    )
    assert datetime.fromisoformat(answered["public_response"]["time_created"]).tzinfo is not None


def test_a_page_has_the_fields_that_are_documented(ask):
    told = ask("/v3/businesses/taqueria-ejemplo-oakland").json()
    like = sample("yelpfusion3_business_details.json")
    assert set(told) <= set(like)
    assert {"id", "alias", "name", "url", "review_count", "rating", "location", "is_claimed"} <= set(told)


def test_the_documented_answers_of_a_partner(yelp, connect):
    like = sample("docs_r2r_objects.json")
    account = connect(yelp)
    profile = account.http.get("https://partner-api.yelp.com/v1/business_owner/me/profile").json()
    assert set(profile) == set(like["GET /v1/business_owner/me/profile"])
    mine = account.http.get("https://partner-api.yelp.com/token/v1/businesses").json()
    assert mine == {"business_ids": list(yelp.world.businesses)}
    refused = account.http.post("https://partner-api.yelp.com/reviews/v1/none", json={})
    assert set(refused.json()["error"]) == set(like["error shape"]["error"])


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        (f"/v3/businesses/{SHOP}/reviews", {"limit": "51"}, 400, "VALIDATION_ERROR"),
        (f"/v3/businesses/{SHOP}/reviews", {"offset": "x"}, 400, "VALIDATION_ERROR"),
        (f"/v3/businesses/{SHOP}/reviews", {"sort_by": "best"}, 400, "VALIDATION_ERROR"),
        (f"/v3/businesses/{SHOP}/reviews", {"locale": "english"}, 400, "VALIDATION_ERROR"),
        ("/v3/businesses/nobody", {}, 404, "BUSINESS_NOT_FOUND"),
        ("/v3/nothing", {}, 404, "NOT_FOUND"),
    ],
)
def test_what_is_wrong_with_a_request_is_told(ask, path, query, status, code):
    answer = ask(path, **query)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_keys_and_limits(yelp, ask):
    assert ask("/v3/businesses/x", key="").json()["error"]["code"] == "TOKEN_MISSING"
    assert ask("/v3/businesses/x", key="wrong").json()["error"]["code"] == "TOKEN_INVALID"
    yelp.switches.set({"per_second": 1})
    first, second = ask(f"/v3/businesses/{SHOP}"), ask(f"/v3/businesses/{SHOP}")
    assert first.headers["RateLimit-DailyLimit"] == "5000"
    assert int(first.headers["RateLimit-Remaining"]) < 5000
    assert second.json()["error"]["code"] == "TOO_MANY_REQUESTS_PER_SECOND"
    yelp.switches.set({"per_second": 0, "daily_limit": 1})
    assert ask(f"/v3/businesses/{SHOP}").json()["error"]["code"] == "ACCESS_LIMIT_REACHED"
    yelp.clock.advance(86_400)
    assert ask(f"/v3/businesses/{SHOP}").status_code == 200


def test_the_language_asked_for_comes_first_and_excerpts_are_cut(yelp, ask):
    told = ask(f"/v3/businesses/{SHOP}/reviews", locale="es_ES").json()
    assert "carnitas de la" in told["reviews"][0]["text"]
    assert set(told["possible_languages"]) >= {"en", "es", "fr", "ja"}
    yelp.switches.set({"plan_reviews": 50})
    texts = [row["text"] for row in ask(f"/v3/businesses/{SHOP}/reviews", limit=50).json()["reviews"]]
    assert max(map(len, texts)) == 160
    assert sum(text.endswith("...") for text in texts) == 1


def test_an_expired_token_is_told_after_the_rights_in_the_documented_order(yelp, connect):
    account = connect(yelp)
    kiosk = next(one.id for one in yelp.world.reviews("Tq0Sandbox-Example-003"))
    body = {"response_text": "Sorry.", "response_type": "public_comment"}
    answer = account.http.post(f"https://partner-api.yelp.com/reviews/v1/{kiosk}", json=body)
    assert answer.json()["error"]["id"] == "R2R_COMMENTS_NOT_ALLOWED"
    cold = yelp.world.named("cold-tacos").id
    url = f"https://partner-api.yelp.com/reviews/v1/{cold}"
    for wrong, code in (
        ({**body, "response_type": "direct"}, "R2R_INVALID_RESPONSE_TYPE"),
        ({**body, "response_text": ""}, "R2R_INVALID_RESPONSE_TEXT"),
        ({**body, "response_text": "x" * 5001}, "R2R_INVALID_RESPONSE_TEXT"),
        ({**body, "response_text": "This is bullshit."}, "R2R_INVALID_RESPONSE_TEXT"),
    ):
        assert account.http.post(url, json=wrong).json()["error"]["id"] == code
    emoji = account.http.post(url, json={**body, "response_text": "🌮"}).json()["error"]
    assert (emoji["description"], "id" in emoji) == ("Internal Error", False)
    assert account.http.post(url, content=b"[]").json()["error"]["id"] == "INVALID_REQUEST"
    yelp.grants.narrow("r2r_get_businesses")
    yelp.grants.end_access()
    assert account.http.post(url, json=body).json()["error"]["id"] == "INSUFFICIENT_SCOPE"


def test_the_public_page_copied_is_understood(yelp):
    from reviewdesk_yelp import reviewdesk_read_paste

    page = httpx.get(f"{yelp.url}/biz/taqueria-ejemplo-oakland", trust_env=False).text
    hint = PasteHint(today=yelp.clock.now().date(), platform="yelp")
    pasted = reviewdesk_read_paste(text=_visible(page), hint=hint)
    rows = yelp.world.reviews(SHOP)
    assert [row.author for row in pasted.rows] == [one.by for one in rows]
    by_name = {row.author: row for row in pasted.rows}
    for one in rows:
        row = by_name[one.by]
        assert int(row.rating.value) == one.stars
        assert (row.reply.text if row.reply else None) == (one.response.text if one.response else None)


def _visible(page):
    from html.parser import HTMLParser

    class Words(HTMLParser):
        def __init__(self):
            super().__init__()
            self.lines = []
            self.skip = 0

        def handle_starttag(self, tag, attrs):
            self.skip += tag in {"style", "title"}
            if tag in {"div", "p", "article", "blockquote", "h1"}:
                self.lines.append("\n")

        def handle_endtag(self, tag):
            self.skip -= tag in {"style", "title"}

        def handle_data(self, data):
            if not self.skip:
                self.lines.append(data)

    words = Words()
    words.feed(page)
    return "".join(words.lines)


def test_scenarios_are_named_and_a_bad_event_is_told(yelp):
    assert YelpSandbox().scenarios == ("small", "empty", "pizzeria", "many")
    with pytest.raises(DeskError, match="no scenario"):
        YelpSandbox().start(scenario="none")
    for wish in (
        {"event": "none"},
        {"do": "review", "stars": 1},
        {"do": "update", "review": "cold-tacos", "stars": 9},
    ):
        with pytest.raises(ValueError, match=r"event|key|stars"):
            yelp.happen(wish)
    with pytest.raises(ValueError, match="no review"):
        yelp.happen({"event": "remove", "review": "nobody"})


def test_the_pizzeria_opens_with_four_waiting_and_goes_on_by_itself(play, connect, desk):
    mario = play("pizzeria")
    account = connect(mario)
    rows = [row for number in range(3) for row in desk.rows(account, number)]
    assert 25 <= len(rows) <= 40
    fresh = [row for row in rows if row.reply is None and (mario.clock.now() - row.created_at).days < 30]
    assert len(fresh) == 4
    mario.clock.advance(200)
    assert any("circled" in row.text.lower() for row in desk.rows(account, 1))
    assert any("vino fresco" in row.text for row in desk.rows(account, 2))
    for event in ("change-of-mind", "colleague", "drops-out", "vanish"):
        mario.happen({"event": event})


def test_unknown_keys_in_a_scenario_are_told_with_their_place(yelp):
    from reviewdesk_yelp.sandbox.scenario import read_guest_review

    from reviewdesk.sandbox import Reader

    shop = yelp.world.businesses[SHOP]
    with pytest.raises(BadScenario, match="unknown key"):
        read_guest_review(Reader("x", "review", {"stars": 1, "txt": "?"}), shop, yelp.world, "h")
    assert SandboxClock().speed == 1.0
