"""Whatever a plugin gives, good rows come through and bad ones cost nothing but themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.api import (
    BadData,
    Listing,
    Parts,
    Precision,
    Rating,
    Reading,
    ReplyReceipt,
    Review,
    ReviewPage,
    Skipped,
    Standing,
    StandingReply,
)
from reviewdesk.engine.incoming import border

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GOOD = Review(
    external_id="r1",
    listing="shop",
    created_at=NOW - timedelta(days=1),
    rating=Rating(4, 5),
    text="The soup was warm.",
    author="Ewa K.",
)


def one(**changes):
    return border.rows([replace(GOOD, **changes)], "shop", NOW)


def test_a_good_row_comes_through_as_it_is():
    sorted_ = border.rows([GOOD], "shop", NOW)
    assert sorted_.good == [GOOD]
    assert not sorted_.aside
    assert not sorted_.damaged


BAD = {
    "no id": {"external_id": ""},
    "id of another kind": {"external_id": 7},
    "id with NUL": {"external_id": "a\x00b"},
    "id with half a sign": {"external_id": "a\ud800"},
    "huge id": {"external_id": "x" * 1025},
    "foreign listing": {"listing": "other"},
    "no listing": {"listing": None},
    "space of another kind": {"id_space": None},
    "time without zone": {"created_at": datetime(2026, 11, 1)},  # noqa: DTZ001 - what must be refused
    "time as text": {"created_at": "2026-11-01"},
    "no time": {"created_at": None},
    "day where a time was promised": {"created_at": date(2026, 11, 1)},
    "time where a day was promised": {"precision": Precision.DAY},
    "unknown precision": {"precision": "year"},
    "from the future": {"created_at": NOW + timedelta(days=3)},
    "changed in the future": {"updated_at": NOW + timedelta(days=3)},
    "day in the future": {"created_at": date(2026, 12, 20), "precision": Precision.DAY},
    "from the year one": {"created_at": datetime(1, 1, 1, tzinfo=UTC)},
    "rating too high": {"rating": Rating(6, 5)},
    "rating below": {"rating": Rating(-1, 5)},
    "no scale": {"rating": Rating(1, 0)},
    "rating is no number": {"rating": Rating(float("nan"), 5)},
    "rating as text": {"rating": Rating("4", 5)},
    "rating beyond numbers": {"rating": Rating(10**400, 5)},
    "rating of another kind": {"rating": 4},
    "text of another kind": {"text": b"bytes"},
    "endless text": {"text": "x" * 1_000_001},
    "answerable by halves": {"answerable": "maybe"},
    "reply known by halves": {"reply_known": None},
    "unknown kind": {"kind": "advert"},
    "details of another kind": {"details": None},
    "aliases of another kind": {"aliases": ["api"]},
    "ref of another kind": {"ref": None},
    "parts of another kind": {"parts": "liked it"},
    "reply of another kind": {"reply": "Thanks"},
    "reply's time without zone": {
        "reply": StandingReply(text="Thanks", at=datetime(2026, 11, 1))  # noqa: DTZ001 - as above
    },
    "reply's standing unknown": {"reply": StandingReply(text="Thanks", standing="seen")},
}


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD.keys())
def test_a_bad_row_is_set_aside_and_its_neighbours_are_taken(changes):
    neighbours = [replace(GOOD, external_id="before"), replace(GOOD, external_id="after")]
    bad = replace(GOOD, **changes)
    sorted_ = border.rows([neighbours[0], bad, neighbours[1]], "shop", NOW)
    assert sorted_.good == neighbours
    assert len(sorted_.aside) == 1
    assert sorted_.aside[0].reason.endswith(".")
    sorted_.aside[0].reason.encode()
    sorted_.aside[0].raw.encode()


def test_things_that_are_no_reviews_are_set_aside():
    class Spiteful:
        def __repr__(self):
            raise RuntimeError

    strange = [None, 3, "review", {"external_id": "x"}, object(), Spiteful()]
    sorted_ = border.rows([*strange, GOOD], "shop", NOW)
    assert sorted_.good == [GOOD]
    assert len(sorted_.aside) == len(strange)


def test_a_review_of_a_hundred_thousand_characters_is_a_review():
    text = "żółć 🍝 " * 14_300
    sorted_ = one(text=text)
    assert sorted_.good[0].text == text
    assert len(text) > 100_000


def test_nul_and_half_signs_are_mended_and_the_review_is_marked():
    sorted_ = one(text="a\x00b", author="E\ud83dwa", title="\udfff", parts=Parts("\x00", None))
    good = sorted_.good[0]
    assert (good.text, good.author, good.title) == ("a\ufffdb", "E\ufffdwa", "\ufffd")
    assert sorted_.damaged == {"r1"}
    good.text.encode()


def test_a_damaged_reply_marks_its_review_too():
    assert one(reply=StandingReply(text="Thank\x00you")).damaged == {"r1"}


def test_blanks_are_no_words_and_no_damage():
    sorted_ = one(text=" \n", title="", author="\t")
    assert (sorted_.good[0].text, sorted_.good[0].title, sorted_.good[0].author) == (None, None, None)
    assert not sorted_.damaged


def test_escape_sequences_and_right_to_left_marks_are_kept_as_data():
    text = "\x1b[31mred\x1b[0m \u202eback"
    sorted_ = one(text=text)
    assert sorted_.good[0].text == text
    assert not sorted_.damaged


def test_all_times_are_told_in_utc():
    there = timezone(timedelta(hours=2))
    good = one(
        created_at=datetime(2026, 11, 1, 10, tzinfo=there),
        updated_at=datetime(2026, 11, 2, 10, tzinfo=there),
        reply=StandingReply(text="Thanks", at=datetime(2026, 11, 3, 10, tzinfo=there)),
    ).good[0]
    assert good.created_at.tzinfo is UTC
    assert good.updated_at == datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert good.reply.at.tzinfo is UTC


def test_a_reply_from_the_future_keeps_its_text_and_loses_its_time():
    good = one(reply=StandingReply(text="Thanks", at=NOW + timedelta(days=400))).good[0]
    assert (good.reply.text, good.reply.at) == ("Thanks", None)


def test_an_empty_reply_is_none():
    assert one(reply=StandingReply(text="  ")).good[0].reply is None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://x\x1b]0;y", "https://a b", "ftp://x", 7]
)
def test_only_plain_web_addresses_are_kept(url):
    sorted_ = one(url=url)
    assert (not sorted_.good) or sorted_.good[0].url is None


def test_what_a_plugin_set_aside_itself_is_made_fit_to_be_kept():
    row = Skipped(reason="bad\ud800", external_id="\x00", raw="\udc00" * 9000, place="page\x00 1")
    kept = border.rows([row], "shop", NOW).aside[0]
    for text in (kept.reason, kept.external_id, kept.raw, kept.place):
        text.encode()
        assert "\x00" not in text
    assert len(kept.raw) <= 4000


WILD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=20),
    st.text(st.characters(categories=("Cs", "Cc")), max_size=5),
    st.binary(max_size=5),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.builds(Rating, st.one_of(st.integers(), st.floats(), st.text()), st.integers()),
    st.builds(
        StandingReply,
        text=st.one_of(st.none(), st.text()),
        at=st.one_of(st.none(), st.datetimes(), st.datetimes(timezones=st.just(UTC))),
    ),
)


@given(
    changes=st.dictionaries(
        st.sampled_from([each for each in Review.__dataclass_fields__ if each != "listing"]), WILD
    )
)
def test_whatever_stands_in_a_row_its_neighbour_is_taken_and_what_is_taken_can_be_kept(changes):
    wild = replace(GOOD, **changes)
    neighbour = replace(GOOD, external_id="neighbour")
    sorted_ = border.rows([wild, neighbour], "shop", NOW)
    assert neighbour in sorted_.good
    assert len(sorted_.good) + len(sorted_.aside) == 2
    for good in sorted_.good:
        for text in (good.text, good.title, good.author, good.language, good.url, good.ref):
            assert text is None or (text.encode() is not None and "\x00" not in text)
        assert good.rating is None or 1 <= good.rating.half_stars <= 10
        assert good.created_at.year >= 1970
    for row in sorted_.aside:
        row.reason.encode()
        row.raw.encode()


# --- pages, readings, receipts, listings ----------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        None,
        [GOOD],
        ReviewPage(reviews=None, cursor=None),
        ReviewPage(reviews="abc", cursor=None),
        ReviewPage(reviews=(), cursor="x" * 4097),
        ReviewPage(reviews=(), cursor="ż" * 2049),
        ReviewPage(reviews=(), cursor=7),
        ReviewPage(reviews=(), cursor="\ud800"),
    ],
)
def test_a_page_without_a_sound_frame_is_bad_data(page):
    with pytest.raises(BadData):
        border.page(page)


def test_odd_totals_and_half_promises_of_completeness_count_for_nothing():
    page = border.page(ReviewPage(reviews=[GOOD], cursor="c", complete="yes", total="many"))
    assert (page.reviews, page.complete, page.total) == ((GOOD,), False, None)


def test_a_reading_that_is_not_certain_says_nothing_of_an_absent_reply():
    told = border.reading(Reading(review=GOOD, reply=None, certain=False), NOW)
    assert not told.review.reply_known
    certain = border.reading(Reading(review=GOOD, reply=None), NOW)
    assert certain.review.reply_known


def test_the_reply_of_a_reading_and_of_its_review_are_one():
    reply = StandingReply(text="Thanks")
    assert border.reading(Reading(review=GOOD, reply=reply), NOW).review.reply.text == "Thanks"
    assert border.reading(Reading(review=replace(GOOD, reply=reply)), NOW).reply.text == "Thanks"


@pytest.mark.parametrize("item", [None, GOOD, Reading(review=7), Reading(review=replace(GOOD, text=7))])
def test_a_reading_that_is_none_is_bad_data(item):
    with pytest.raises(BadData):
        border.reading(item, NOW)


@pytest.mark.parametrize("item", [None, ReplyReceipt(text=None), ReplyReceipt(text="x", standing="seen")])
def test_a_receipt_that_can_not_be_read_is_bad_data(item):
    with pytest.raises(BadData):
        border.receipt(item, NOW)


def test_a_receipt_with_an_impossible_time_has_none():
    naive = datetime(2026, 11, 1)  # noqa: DTZ001 - what must not reach the database
    assert border.receipt(ReplyReceipt(text="x", at=naive), NOW).at is None
    assert border.receipt(ReplyReceipt(text="x", at=NOW + timedelta(days=9)), NOW).at is None
    assert border.receipt(ReplyReceipt(text="x", at=NOW), NOW).at == NOW
    assert border.receipt(ReplyReceipt(text="x", standing=Standing.PENDING), NOW).standing == "pending"


def test_a_listing_without_a_title_is_called_by_its_id():
    assert border.listing(Listing(external_id="7", title=" \n ")).title == "7"
    assert border.listing(Listing(external_id="7", title="Da\nMario")).title == "Da Mario"


@pytest.mark.parametrize(
    "item", [None, Listing(external_id="", title="x"), Listing(external_id=7, title="x")]
)
def test_a_listing_without_an_id_is_bad_data(item):
    with pytest.raises(BadData):
        border.listing(item)
