"""Four orders, paged by keys: the pages put together are the list, whatever arrives; days are the shop's."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from reviewdesk.api import Kind, Precision, Rating
from reviewdesk.store import inbox, listings, reviews
from reviewdesk.store.first_page import first_page
from reviewdesk.store.lines import Order, Query, State
from reviewdesk.store.standing import order_keys
from reviewdesk.store.tables import review

QUIET = {"suppress_health_check": [HealthCheck.function_scoped_fixture], "deadline": None}


def pages(shelf, query, size):
    listed, last = [], None
    with shelf.db.read() as tx:
        while page := inbox.page(tx, query, size, last):
            listed += page
            last = page[-1]
        return listed, list(inbox.numbers(tx, query))


def names(shelf, query):
    with shelf.db.read() as tx:
        return [each.review.external_id for each in reviews.get_many(tx, inbox.page(tx, query, 1000))]


@pytest.fixture
def week(shelf, guest, now):
    """Two days, told from oldest to newest; d has no stars."""
    yesterday, today = now - timedelta(days=1), now
    shelf.fetch(
        guest("a", created_at=yesterday, rating=Rating(5, 5)),
        guest("b", created_at=yesterday + timedelta(hours=1), rating=Rating(1, 5)),
        guest("c", created_at=today - timedelta(hours=3), rating=Rating(4, 5)),
        guest("d", created_at=today - timedelta(hours=2), rating=None),
        guest("e", created_at=today - timedelta(hours=1), rating=Rating(1, 5)),
        guest("f", created_at=today, rating=Rating(1, 5)),
    )
    return shelf


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.DESK, "fedcba"),
        (Order.NEWEST, "fedcba"),
        (Order.LOWEST, "febdca"),
        (Order.OLDEST, "abcdef"),
    ],
)
def test_the_four_orders(week, order, expected):
    assert "".join(names(week, Query(order=order))) == expected
    assert "".join(names(week, Query(order=order, all=True))) == expected


def test_within_a_day_the_lowest_stars_come_first_however_early(shelf, guest, now):
    shelf.fetch(
        guest("early one star", created_at=now - timedelta(hours=8), rating=Rating(1, 5)),
        guest("late five stars", created_at=now, rating=Rating(5, 5)),
        guest("no stars", created_at=now - timedelta(hours=9), rating=None),
        guest("late one star", created_at=now - timedelta(hours=1), rating=Rating(1, 5)),
    )
    assert names(shelf, Query()) == ["late one star", "early one star", "no stars", "late five stars"]


MADE = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 3),
        st.sampled_from([None, 1, 2, 3, 5]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=25,
)


@settings(max_examples=25, **QUIET)
@given(made=MADE, size=st.integers(1, 7), order=st.sampled_from(Order), everything=st.booleans())
def test_pages_put_together_are_the_list(db, account_id, another_shelf, guest, made, size, order, everything):
    with db.write() as tx:
        for name in ("alias", "review"):
            tx.exec_driver_sql(f"DELETE FROM {name}")
    shelf = another_shelf("shop", "Mario")
    start = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    shelf.fetch(
        *(
            guest(
                f"r{place}",
                created_at=start + timedelta(days=day, hours=hour),
                rating=stars and Rating(stars, 5),
                answerable=answerable,
                text="x" if words else None,
            )
            for place, (day, hour, stars, answerable, words) in enumerate(made)
        )
    )
    query = Query(order=order, all=everything)
    listed, numbers = pages(shelf, query, size)
    assert listed == numbers
    assert len(set(listed)) == len(listed)
    expected = len(made) if everything else sum(each[3] for each in made)
    assert len(listed) == expected


def test_paging_goes_on_after_a_review_that_was_answered_meanwhile(week):
    with week.db.read() as tx:
        first = inbox.page(tx, Query(), 2)
    week.set(first[-1], skipped="done")
    with week.db.read() as tx:
        rest = [
            each.review.external_id for each in reviews.get_many(tx, inbox.page(tx, Query(), 9, first[-1]))
        ]
    assert "".join(rest) == "dcba"


def test_the_first_page_is_the_top_of_the_inbox(week):
    with week.db.read() as tx:
        numbers = inbox.page(tx, Query(), 4)
        lines = inbox.lines(tx, numbers)
    path = week.db.url.removeprefix("sqlite:///")
    page = first_page(Path(path), limit=4)
    assert list(page.lines) == [lines[number] for number in numbers]
    assert (page.waiting, page.shops) == (6, 1)


@pytest.mark.parametrize("shop", [None, "Mario"])
@pytest.mark.parametrize("order", Order)
def test_a_page_of_the_inbox_is_read_off_an_index_however_many_there_are(week, order, shop):
    rows = inbox.ordered(select(review.c.id), Query(order=order, location=shop)).limit(50)
    asked = str(rows.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with week.db.read() as tx:
        plan = [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    index = "inbox_newest" if order == Order.OLDEST else f"inbox_{order}"
    assert any(f"INDEX {index}" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


def test_the_next_page_is_read_off_the_index_too(week):
    with week.db.read() as tx:
        plan = tx.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM review WHERE review.inbox_key IS NOT NULL AND "
            "(inbox_key, word_order, id) < (9, 9, 9) "
            "ORDER BY inbox_key DESC, word_order DESC, id DESC LIMIT 50"
        ).all()
    assert "inbox_desk" in plan[0][3]
    assert len(plan) == 1


def test_filters(week, guest, another_shelf):
    other = another_shelf("shop2", "Mario Due")
    other.fetch(guest("x", listing="shop2", rating=Rating(3.5, 5)))
    assert names(week, Query(location="Mario Due")) == ["x"]
    assert "".join(names(week, Query(half_stars=(1, 4)))) == "feb"
    assert names(week, Query(half_stars=(7, 7))) == ["x"]
    assert names(week, Query(platform="yelp")) == []
    assert names(week, Query(location="nowhere")) == []
    assert len(names(week, Query(state=State.UNANSWERED))) == 7


def test_mentions_and_unsure_ones_never_wait(shelf, guest):
    shelf.fetch(
        guest("m", kind=Kind.MENTION),
        guest("u", reply_known=False, author="U"),
        guest("n", answerable=False, author="N"),
    )
    assert names(shelf, Query()) == []
    assert names(shelf, Query(all=True, unknown_replies=True)) == ["u"]
    with shelf.db.read() as tx:
        counts = inbox.counts(tx, shelf.now, shelf.now.date())
    assert (counts.waiting, counts.unknown_replies, counts.total) == (0, 1, 3)


# --- days are the shop's ---------------------------------------------------------------------------


def at(shelf, zone):
    shelf.zone = ZoneInfo(zone)
    return shelf


@pytest.mark.parametrize(
    ("zone", "day"), [("Europe/Rome", date(2026, 11, 20)), ("America/New_York", date(2026, 11, 19))]
)
def test_half_past_eleven_at_night_is_a_days_matter_of_the_zone(shelf, guest, zone, day):
    at(shelf, zone).fetch(guest(created_at=datetime(2026, 11, 19, 23, 30, tzinfo=UTC)))
    assert shelf.only().day == day


def test_a_new_zone_gives_new_days_and_a_new_order(shelf, guest):
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    at(shelf, "Europe/Rome").fetch(
        guest("night", created_at=late, rating=Rating(5, 5)),
        guest("noon", created_at=late - timedelta(hours=12), rating=Rating(1, 5)),
    )
    assert names(shelf, Query()) == ["night", "noon"]
    with shelf.db.write() as tx:
        assert listings.rezone(tx, shelf.where.location_id, ZoneInfo("America/New_York")) == 2
    assert names(shelf, Query()) == ["noon", "night"]
    with shelf.db.write() as tx:
        listings.rezone(tx, shelf.where.location_id, ZoneInfo("Europe/Rome"))
    assert names(shelf, Query()) == ["night", "noon"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Rome"])
def test_a_bare_day_is_that_day_everywhere(shelf, guest, zone):
    day = date(2026, 11, 18)
    at(shelf, zone).fetch(guest(created_at=day, precision=Precision.DAY))
    assert (shelf.only().day, shelf.only().last_word_at) == (day, day)
    with shelf.db.write() as tx:
        listings.rezone(tx, shelf.where.location_id, ZoneInfo("Asia/Tokyo"))
    assert (shelf.only().day, shelf.only().review.created_at) == (day, day)


def test_a_bare_day_is_late_once_whole_days_have_passed(shelf, guest, now):
    shelf.fetch(guest(created_at=now.date() - timedelta(days=1), precision=Precision.DAY))
    with shelf.db.read() as tx:
        assert inbox.counts(tx, now - timedelta(hours=24), now.date() - timedelta(days=1)).late == 0
        tomorrow = now + timedelta(days=1)
        assert inbox.counts(tx, tomorrow - timedelta(hours=24), now.date()).late == 1


def test_the_hour_that_comes_twice_in_autumn_is_ordered_by_the_clock_on_the_wall(shelf, guest):
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 2:30, summer time
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 2:30 again
    at(shelf, "Europe/Rome").fetch(guest("first", created_at=first), guest("second", created_at=second))
    assert {each.day for each in shelf.all()} == {date(2026, 10, 25)}
    assert names(shelf, Query(order=Order.NEWEST)) == ["second", "first"]


@given(
    moment=st.integers(946_684_800, 2_208_988_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    zone=st.sampled_from(["Europe/Rome", "America/St_Johns", "Asia/Kathmandu", "Pacific/Chatham", "UTC"]),
)
def test_the_day_is_the_date_on_the_shops_wall(moment, zone):
    keys = order_keys(moment, 4, ZoneInfo(zone))
    local = moment.astimezone(ZoneInfo(zone))
    assert keys["day"] == local.date().toordinal()
    assert keys["desk_key"] == keys["day"] * 16 + 11
    midnight = keys["day"] * 86_400_000_000
    assert midnight <= keys["word_order"] < midnight + 86_400_000_000


# --- the owner's beginning -------------------------------------------------------------------------


def test_from_his_first_day_on_he_answers_and_what_is_older_is_history(week, now, guest):
    assert week.begin_on(now.date()) == 2
    assert "".join(names(week, Query())) == "fedc"
    assert week.begin_on(None) == 0
    assert len(names(week, Query())) == 6
    week.begin_on(now.date())
    week.fetch(guest("g", created_at=now - timedelta(days=9), author="G"))
    assert "g" not in names(week, Query())


@pytest.mark.parametrize(
    ("above", "waiting"),
    [(None, {1, 3, 5, None, "w"}), (6, {1, 3, None, "w"}), (0, {"w"}), (10, {1, 3, 5, None, "w"})],
)
def test_stars_without_words_need_no_answer_above_a_bound(shelf, guest, above, waiting):
    items = [guest("w", text="words", author="W", rating=Rating(5, 5))]
    items += [guest(f"{n}", text=None, author=f"{n}", rating=n and Rating(n, 5)) for n in (1, 3, 5, None)]
    shelf.fetch(*items)
    shelf.begin_on(None, wordless_above=above)
    assert set(names(shelf, Query())) == {str(each) for each in waiting}
    shelf.begin_on(None)
    assert len(names(shelf, Query())) == 5
