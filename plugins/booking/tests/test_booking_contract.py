"""The sandbox's answers and the plugin's reading, field by field against what Booking.com documents."""

import json
import re
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_booking.calls import Missing
from reviewdesk_booking.cursor import Cursor
from reviewdesk_booking.review import Ref, read_entry, read_row
from reviewdesk_booking.sandbox.grants import CLIENT_ID, CLIENT_SECRET

from reviewdesk.api import NotSupported, Parts, Review, Skipped
from reviewdesk.sandbox import Act, Fault

STAMP = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
DOCUMENTED_SCORES = {"review_score", "clean", "facilities", "location", "services", "staff", "value"}
SEEN_SCORES = (DOCUMENTED_SCORES - {"services"}) | {"comfort"}
REVIEW = {
    "review_id",
    "created_timestamp",
    "last_change_timestamp",
    "reservation_id",
    "content",
    "scoring",
    "reviewer",
}


@pytest.fixture
def client(play):
    booking = play()
    wish = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    jwt = httpx.post(f"{booking.url}/token-based-authentication/exchange", json=wish).json()["jwt"]
    with httpx.Client(base_url=booking.url, headers={"Authorization": f"Bearer {jwt}"}) as client:
        client.booking = booking
        yield client


def listed(client, **params):
    return client.get("/review-api/properties/1200001/reviews", params=params).json()


def kinds(data):
    """The form of an answer: names and JSON types, lists by their rows."""
    if isinstance(data, dict):
        return {name: kinds(value) for name, value in data.items()}
    if isinstance(data, list):
        return [kinds(row) for row in data]
    return "number" if isinstance(data, int | float) and not isinstance(data, bool) else type(data).__name__


def test_a_page_has_every_documented_field_and_no_other(client):
    page = listed(client, limit=100)
    assert set(page) == {"errors", "warnings", "meta", "data"}
    assert set(page["meta"]) == {"ruid", "next_page"}
    assert (page["errors"], page["warnings"]) == ([], [])
    for row in page["data"]["reviews"]:
        assert set(row) - {"reply"} == REVIEW
        assert re.fullmatch(r"[A-Za-z0-9_-]{11}", row["review_id"])
        assert STAMP.fullmatch(row["created_timestamp"])
        assert STAMP.fullmatch(row["last_change_timestamp"])
        assert isinstance(row["reservation_id"], int)
        assert set(row["scoring"]) == SEEN_SCORES
        if row["content"] is not None:
            assert set(row["content"]) == {"language_code", "headline", "positive", "negative"}
        if row["reviewer"] is not None:
            assert set(row["reviewer"]) == {"name", "country_code", "is_genius"}
        if "reply" in row:
            assert set(row["reply"]) == {"text", "last_change_timestamp"}
    assert any(row["reservation_id"] > 2**31 for row in page["data"]["reviews"])


def test_the_documented_page_and_the_sandboxs_have_one_form(client, sample):
    told = json.loads(sample("connectivity_reviews_list_doc_example.json").read_text("utf-8"))
    client.booking.switches.services = True
    page = listed(client, limit=100)
    assert set(page) == set(told)
    assert set(page["meta"]) == set(told["meta"])
    example, silent = told["data"]["reviews"]
    ours = {row["review_id"]: row for row in page["data"]["reviews"]}
    answered = ours[client.booking.world.review("answered").id]
    assert set(answered) == set(example)
    assert set(answered["scoring"]) == set(example["scoring"]) == DOCUMENTED_SCORES
    assert set(answered["content"]) == set(example["content"])
    assert set(answered["reviewer"]) == set(example["reviewer"])
    assert kinds(answered["reply"]) == kinds(example["reply"])
    nobody = ours[client.booking.world.review("anonymous-score").id]
    assert {name: kinds(nobody[name]) for name in ("content", "reviewer")} == {
        name: kinds(silent[name]) for name in ("content", "reviewer")
    }
    documented, played = told["meta"]["next_page"], page["meta"]["next_page"]
    shape = r"https?://[^/]+/reviews/properties/\d+/reviews\?from_date=\d{4}-\d{2}-\d{2}&cursor=[\w-]+"
    assert re.fullmatch(shape, documented)
    assert re.fullmatch(shape, played)


def test_the_documented_reviews_are_read(sample):
    told = json.loads(sample("connectivity_reviews_list_doc_example.json").read_text("utf-8"))
    first, second = (read_entry(row, listing="1234567890") for row in told["data"]["reviews"])
    assert first == Review(
        external_id="Qr-j8xe_5As",
        listing="1234567890",
        created_at=datetime(2018, 5, 13, 12, 16, 33, tzinfo=UTC),
        rating=first.rating,
        title="A room on the canal...",
        text=first.text,
        parts=Parts("It was great that ...", "What I really didn't like was that, ..."),
        language="en",
        author="John",
        aliases={"reservation": "87654321"},
        ref="1234567890/Qr-j8xe_5As/87654321",
        reply=first.reply,
        details=first.details,
    )
    assert (first.rating.value, first.rating.half_stars) == (9.5, 10)
    assert first.details == {
        "Staff": "7.5", "Cleanliness": "10", "Location": "10", "Facilities": "10", "Services": "10",
        "Country": "FR", "Reservation": "87654321",
    }  # fmt: skip
    assert first.reply.text == "Thank you for your review!"
    assert first.reply.at == datetime(2018, 5, 15, 10, 23, 57, tzinfo=UTC)
    assert (second.answerable, second.author, second.parts, second.reply) == (False, None, None, None)
    assert (second.rating.value, second.details["Cleanliness"]) == (10, "10")


def test_a_reply_is_asked_and_answered_as_documented(client, sample):
    asked = json.loads(sample("connectivity_reply_request_doc_example.json").read_text("utf-8"))
    told = json.loads(sample("connectivity_reply_response_doc_example.json").read_text("utf-8"))
    given = client.booking.world.review("cold-shower").id
    answer = client.post(f"/review-api/properties/1200001/reviews/{given}", json=asked)
    assert kinds(answer.json()) == kinds(told)


def test_scores_have_the_documented_form(client, sample):
    told = json.loads(sample("connectivity_score_doc_example.json").read_text("utf-8"))
    ours = client.get("/review-api/properties/1200001/score").json()
    assert set(ours) == set(told)
    assert set(told["data"]["scores"]) <= set(ours["data"]["scores"])
    for name, score in told["data"]["scores"].items():
        assert kinds(ours["data"]["scores"][name]) == kinds(score)


def test_a_token_has_the_documented_form(client, sample):
    told = json.loads(sample("connectivity_token_exchange_response_shape.json").read_text("utf-8"))
    wish = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    ours = client.post("/token-based-authentication/exchange", json=wish).json()
    assert kinds(ours) == kinds(told)
    assert ours["jwt"].count(".") == 2


def test_ten_rows_are_given_unless_more_are_asked_for(client):
    assert len(listed(client)["data"]["reviews"]) == 10
    assert len(listed(client, limit=3)["data"]["reviews"]) == 3
    for wrong in ({"limit": "x"}, {"limit": 0}, {"from_date": "May"}, {"cursor": "x"}):
        page = listed(client, **wrong)
        assert page["errors"][0]["message"]
    assert len(listed(client, limit=100, from_date="2020-01-01")["data"]["reviews"]) == 25
    assert listed(client, from_date="2999-01-01")["data"]["reviews"] == []


def test_rows_come_in_the_order_of_their_last_change_and_the_link_never_ends(client):
    page = listed(client, limit=7)
    seen = []
    while page["data"]["reviews"]:
        seen += page["data"]["reviews"]
        page = client.get(page["meta"]["next_page"]).json()
    stamps = [row["last_change_timestamp"] for row in seen]
    assert stamps == sorted(stamps)
    assert page["meta"]["next_page"]
    client.booking.happen({"event": "edit", "review": "answered", "score": 5})
    (changed,) = client.get(page["meta"]["next_page"]).json()["data"]["reviews"]
    assert changed["scoring"]["review_score"] == 5


def test_a_cursor_is_good_for_its_own_property_alone(client):
    link = listed(client)["meta"]["next_page"]
    other = link.replace("properties/1200001", "properties/1200002")
    assert client.get(other).status_code == 400
    assert client.get(link[:-2]).status_code == 400


def test_refusals_are_what_little_is_known_of_them(client):
    url = "/review-api/properties/1200001/reviews"
    refused = httpx.get(f"{client.booking.url}{url}")
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/xml")
    assert 'code="401"' in refused.text
    for path, status in ((f"{url}/nobody", 404), ("/review-api/properties/9/reviews", 404)):
        answer = client.get(path)
        assert (answer.status_code, set(answer.json())) == (status, {"errors", "warnings", "meta"})
    assert client.get("/review-api/properties/1200003/reviews").status_code == 403
    given = client.booking.world.review("cold-shower").id
    for body in ("{", "[]", "{}", '{"reply": 5}', '{"reply": "  "}', json.dumps({"reply": "x" * 10_001})):
        assert client.post(f"{url}/{given}", content=body).status_code == 400
    assert client.get("/elsewhere").status_code == 404
    assert client.post("/token-based-authentication/exchange", content="{").status_code == 400


@pytest.mark.parametrize("status", [400, 404, 500])
def test_bookings_own_words_are_quoted_from_whatever_form_they_come_in(play, sign_in, status):
    from reviewdesk_booking.calls import get
    from reviewdesk_booking.properties import reviews_url

    booking = play()
    account = sign_in(booking)
    for body in (
        '{"errors": ["Plain words"]}',
        '{"errors": [{"message": "Plain words"}]}',
        '{"message": "Plain words"}',
        '<OTA><Error ShortText="Plain words"/></OTA>',
    ):
        booking.faults.clear()
        booking.faults.add(Fault(act=Act.STATUS, path="reviews", status=status, body=body, times=None))
        with pytest.raises(Exception, match="." if status != 400 else "Plain words") as caught:
            get(account, reviews_url("1200001"))
        assert status != 404 or type(caught.value) is Missing
    with pytest.raises(NotSupported):
        reviews_url("1/../2")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
ENTRY = st.fixed_dictionaries(
    {"review_id": st.just("abc") | JSON, "created_timestamp": st.just("2018-05-13 12:16:33") | JSON},
    optional=dict.fromkeys(("content", "scoring", "reviewer", "reply", "reservation_id", "response"), JSON),
)


@given(ENTRY | JSON)
def test_whatever_a_row_holds_it_is_a_review_or_set_aside(entry):
    row = read_row(entry, place="here", listing="1")
    assert isinstance(row, Review | Skipped)
    assert isinstance(row, Skipped) or Ref.of(row.ref).review == row.external_id


def test_names_that_clients_have_met_are_read_too():
    entry = {
        "review_id": "abc",
        "created_timestamp": "2018-05-13 12:16:33",
        "content": {"positive": "Good"},
        "scoring": {"review_score": "8.3"},
        "reviewer": {"name": " ", "country": "fr"},
        "response": {"text": "Thanks"},
    }
    review = read_entry(entry, listing="1")
    assert (review.author, review.details["Country"], review.reply.text) == (None, "FR", "Thanks")
    assert (review.rating.value, review.rating.half_stars, review.aliases) == (8.3, 8, {})


@given(st.text())
def test_a_cursor_comes_back_as_it_was(url):
    kept = Cursor(next=url, whole=True).text() if url else None
    assert Cursor.read(kept) == (Cursor(next=url, whole=True) if kept and url else Cursor())
    assert kept is None or len(kept) <= 4096
