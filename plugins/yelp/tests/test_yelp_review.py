"""One entry of Yelp's review calls: whatever it holds, it becomes a review or a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_yelp.moments import PACIFIC, read_moment_or_none, read_wall
from reviewdesk_yelp.review import entries_of, linked_id, read_row
from reviewdesk_yelp.signs import first_emoji

from reviewdesk.api import Review, Skipped

SHOP = "Tq0Sandbox-Example-001"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def entry(**changes):
    return {
        "url": "https://www.yelp.com/biz/x?adjust_creative=a&hrid=AbCdEfGhIjKlMnOpQrStUv&utm_source=b",
        "text": "Good.",
        "rating": 4,
        "time_created": "2020-06-08 20:00:23",
        "user": {"name": "Dana P.", "image_url": None},
        "public_response": None,
        **changes,
    }


def read(told, *, excerpt=False):
    return read_row(told, listing=SHOP, place="here, 1", excerpt=excerpt)


@given(st.dictionaries(st.sampled_from([*entry(), "id"]), JSON), st.booleans())
def test_no_entry_makes_it_stumble(changes, excerpt):
    for told in (entry(**changes), changes):
        assert isinstance(read(told, excerpt=excerpt), Review | Skipped)


@given(JSON)
def test_no_answer_makes_it_stumble(body):
    rows = entries_of({"reviews": body})
    assert rows is None or isinstance(rows, list)
    assert isinstance(read(body), Review | Skipped)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"url": "https://www.yelp.com/biz/x"}, "id is missing"),
        ({"url": "https://www.yelp.com/biz/x?hrid=short"}, "id is missing"),
        ({"time_created": None}, "time_created is missing"),
        ({"time_created": "yesterday"}, "not a date and time"),
        ({"time_created": "9999-12-31 23:59:59"}, "not a date and time"),
        ({"rating": 4.5}, "no number of stars"),
        ({"rating": True}, "no number of stars"),
        ({"rating": 0}, "no number of stars"),
        ({"text": 5}, "not a text"),
        ({"public_response": {"text": ""}}, "can't be read"),
        ({"public_response": "Thanks"}, "can't be read"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told(changes, words):
    row = read(entry(**changes))
    assert isinstance(row, Skipped)
    assert words in row.reason
    assert row.place == "here, 1"


def test_the_id_is_found_in_the_link_and_a_foreign_link_is_not_kept():
    assert read(entry()).external_id == linked_id(entry()["url"]) == "AbCdEfGhIjKlMnOpQrStUv"
    row = read(entry(id="OwnIdOfTheReview000001", url="https://www.yelp.com.evil.example/biz/x"))
    assert (row.external_id, row.url) == ("OwnIdOfTheReview000001", None)


def test_pacific_time_knows_summer_winter_and_the_hour_that_comes_twice():
    assert read_wall("2020-06-08 20:00:23") == datetime(2020, 6, 9, 3, 0, 23, tzinfo=UTC)
    assert read_wall("2020-12-08 20:00:23") == datetime(2020, 12, 9, 4, 0, 23, tzinfo=UTC)
    assert read_wall("2026-11-01 01:30:00") == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    assert read_moment_or_none("2020-06-10T21:16:43+00:00") == datetime(2020, 6, 10, 21, 16, 43, tzinfo=UTC)
    assert read_moment_or_none("2020-06-10 21:16") is None


BEGIN, END = datetime(2005, 1, 1), datetime(2036, 1, 1)  # noqa: DTZ001 - wall times have no zone


@given(st.datetimes(BEGIN, END).map(lambda at: at.replace(microsecond=0)))
def test_a_wall_time_comes_back_as_it_was(wall):
    back = read_wall(f"{wall:%Y-%m-%d %H:%M:%S}").astimezone(PACIFIC).replace(tzinfo=None)
    assert abs(back - wall) in {timedelta(0), timedelta(hours=1)}


def test_a_response_before_the_review_is_one_to_an_earlier_text():
    answer = {"text": "Sorry!", "time_created": "2020-06-09T03:00:22+00:00", "business_user": {}}
    row = read(entry(public_response=answer))
    assert row.updated_at == row.created_at
    after = read(entry(public_response={**answer, "time_created": "2020-06-09T03:00:24+00:00"}))
    assert after.updated_at is None
    assert row.aliases != after.aliases


@pytest.mark.parametrize(
    ("text", "found"),
    [("no", None), ("5 * # ©™ ✓ →", None), ("a🌮b", "🌮"), ("❤️", "❤"), ("1️⃣", "1️"), ("🇮🇹", "🇮")],
)
def test_emoji_are_told_from_plain_signs(text, found):
    assert first_emoji(text) == found
