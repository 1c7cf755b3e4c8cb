from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_google.review import read_entry, read_reply, read_row

from reviewdesk.api import Rating, Review, Skipped, Standing

NAME = "accounts/104/locations/72/reviews/AbFvOq_demo-1"
ENTRY = {
    "name": NAME,
    "reviewId": "AbFvOq_demo-1",
    "reviewer": {"displayName": "Livia T.", "profilePhotoUrl": "https://lh3.googleusercontent.com/a/x"},
    "starRating": "TWO",
    "comment": "(Translated by Google) The focaccia was cold.\n\n(Original)\nLa focaccia era fredda.",
    "createTime": "2026-05-04T17:22:10.123Z",
    "updateTime": "2026-05-06T08:00:00.123456Z",
    "reviewReply": {
        "comment": "Livia, I am sorry.",
        "updateTime": "2026-05-05T09:00:00Z",
        "reviewReplyState": "REJECTED",
        "policyViolation": "OFF_TOPIC",
    },
    "reviewMediaItems": [
        {"thumbnailUrl": "https://lh3.googleusercontent.com/p/1", "thumbnailLabel": "Food"},
        {"videoUrl": "https://lh3.googleusercontent.com/p/2"},
        {"thumbnailUrl": "javascript:alert(1)"},
    ],
    "reviewReplyUrl": "https://business.google.com/n/72/reviews/1",
}


def test_a_whole_entry_becomes_a_review():
    review = read_entry(ENTRY)
    assert (review.external_id, review.listing, review.ref) == ("AbFvOq_demo-1", "72", NAME)
    assert review.rating == Rating(2, 5)
    assert (review.text, review.translation) == ("La focaccia era fredda.", "The focaccia was cold.")
    assert review.author == "Livia T."
    assert review.language is None
    assert review.created_at == datetime(2026, 5, 4, 17, 22, 10, 123000, tzinfo=UTC)
    assert review.updated_at == datetime(2026, 5, 6, 8, 0, 0, 123456, tzinfo=UTC)
    assert review.url == "https://business.google.com/n/72/reviews/1"
    assert dict(review.details) == {
        "Photo 1": "https://lh3.googleusercontent.com/p/1",
        "Video 2": "https://lh3.googleusercontent.com/p/2",
    }
    assert review.reply is not None
    assert (review.reply.standing, review.reply.code) == (Standing.REJECTED, "OFF_TOPIC")
    assert "not about the review" in (review.reply.reason or "")


def test_what_google_leaves_out_is_none():
    bare = read_entry({"name": NAME, "createTime": "2026-05-04T17:22:10Z"})
    assert (bare.rating, bare.text, bare.author, bare.updated_at, bare.reply) == (None,) * 5
    assert read_entry({**ENTRY, "starRating": "STAR_RATING_UNSPECIFIED"}).rating is None
    assert read_entry({**ENTRY, "comment": "  \n"}).text is None
    assert read_entry({**ENTRY, "updateTime": ENTRY["createTime"]}).updated_at is None
    assert read_entry({**ENTRY, "reviewReply": None}).reply is None


@pytest.mark.parametrize(
    "reviewer", [{}, None, {"isAnonymous": True, "displayName": "A Google User"}, {"displayName": " "}]
)
def test_an_anonymous_guest_has_no_name(reviewer):
    assert read_entry({**ENTRY, "reviewer": reviewer}).author is None


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        ("PENDING", Standing.PENDING),
        ("APPROVED", Standing.PUBLISHED),
        ("REVIEW_REPLY_STATE_UNSPECIFIED", Standing.UNTOLD),
        ("SOMETHING_NEW", Standing.UNTOLD),
        (None, Standing.UNTOLD),
        (7, Standing.UNTOLD),
    ],
)
def test_a_state_google_does_not_tell_is_never_made_up(state, standing):
    reply = read_reply({"comment": "Thanks.", "reviewReplyState": state, "policyViolation": "OFF_TOPIC"})
    assert reply is not None
    assert (reply.standing, reply.reason, reply.code, reply.at) == (standing, None, None, None)


def test_a_refusal_without_a_reason_still_says_what_to_do():
    reply = read_reply(
        {"comment": "x", "reviewReplyState": "REJECTED", "policyViolation": "POLICY_VIOLATION_UNSPECIFIED"}
    )
    assert reply is not None
    assert reply.code is None
    assert "no reason" in (reply.reason or "")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"createTime": None}, "createTime is missing"),
        ({"createTime": "yesterday"}, "createTime is not a date"),
        ({"updateTime": 5}, "updateTime is not a date"),
        ({"starRating": "SIX"}, "no number of stars"),
        ({"starRating": 5}, "no number of stars"),
        ({"comment": ["x"]}, "comment is not a text"),
        ({"reviewReply": "x"}, "reply can't be read"),
        ({"name": "locations/72/reviews/1"}, "name is missing"),
        ({"name": "accounts/1/locations/2/reviews/../../x"}, "name is missing"),
        ({"name": "accounts/1/locations/2/reviews/x?y=1"}, "name is missing"),
    ],
)
def test_a_bad_row_is_skipped_with_its_reason(change, word):
    row = read_row({**ENTRY, **change}, place="page 1, 3")
    assert isinstance(row, Skipped)
    assert word in row.reason
    assert row.reason.endswith(".")
    assert row.place == "page 1, 3"
    assert row.external_id == (None if "name" in change else "AbFvOq_demo-1")
    assert not row.known


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.fixed_dictionaries({key: st.just(value) | JSON for key, value in ENTRY.items()}) | JSON)
def test_no_json_at_all_breaks_the_reading_of_a_row(entry):
    assert isinstance(read_row(entry, place="x"), Review | Skipped)
