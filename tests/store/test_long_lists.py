"""A list of any length: its first rows at once, all rows in pieces, and only what changed read again."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from reviewdesk.api import Rating
from reviewdesk.store import inbox, rows, search
from reviewdesk.store.lines import Order, Query
from reviewdesk.store.tables import review

QUIET = {"suppress_health_check": [HealthCheck.function_scoped_fixture], "deadline": None}
WORDS = "The soup was cold and the waiter friendly."


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(rows, "_PIECE", 8)


@pytest.fixture
def many(shelf, guest, now):
    """Sixty reviews of twenty days, of all stars."""
    shelf.fetch(
        *(
            guest(
                f"r{n}",
                author=f"Guest {n}",
                text=WORDS,
                rating=Rating(n % 5 + 1, 5),
                created_at=now - timedelta(hours=8 * n),
            )
            for n in range(60)
        )
    )
    return shelf


def whole(shelf, query, before=None):
    with shelf.db.read() as tx:
        return rows.whole(tx, query, before)


def plain(shelf, query):
    with shelf.db.read() as tx:
        return inbox.numbers(tx, query)


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("order", Order)
def test_the_pieces_put_together_are_the_list_with_its_days(many, order, everything):
    query = Query(order=order, all=everything)
    found = whole(many, query)
    assert found.numbers == plain(many, query)
    assert len(found.pieces) == 8
    days = {each.id: each.day.toordinal() for each in many.all()}
    told = [day for day, count in found.days for _row in range(count)]
    assert told == [days[number] for number in found.numbers]


@settings(max_examples=20, **QUIET)
@given(
    order=st.sampled_from(Order),
    everything=st.booleans(),
    skipped=st.sets(st.integers(1, 60), max_size=12),
    fresh=st.lists(st.integers(-5, 500), max_size=12),
    stars=st.sets(st.integers(1, 60), max_size=4),
)
def test_rows_read_again_where_they_changed_are_the_rows_read_anew(
    db, many, guest, now, order, everything, skipped, fresh, stars
):
    query = Query(order=order, all=everything)
    before = whole(many, query)
    for number in skipped:
        many.set(number, skipped="done")
    for number in stars:
        many.set(number, low_key=1)
    many.fetch(
        *(
            guest(f"n{place}", author=f"New {place}", created_at=now - timedelta(hours=hours))
            for place, hours in enumerate(fresh)
        )
    )
    again = whole(many, query, before)
    assert again.numbers == plain(many, query)
    assert again.days == whole(many, query).days
    assert whole(many, query, again).numbers == again.numbers


def test_what_did_not_change_is_not_read_again(many):
    before = whole(many, Query(all=True))
    many.set(30, text="Changed words move nothing.")
    again = whole(many, Query(all=True), before)
    assert all(new is old for new, old in zip(again.pieces, before.pieces, strict=True))


def test_nobody_waits_any_more(many):
    with many.db.read() as tx:
        assert rows.whole(tx, Query(all=True), None, lambda: True) is None


def test_the_first_rows_come_alone_and_say_that_there_are_more(many):
    with many.db.read() as tx:
        first, every = rows.beginning(tx, Query(), 10), rows.beginning(tx, Query(), 60)
    assert first.numbers == plain(many, Query())[:10]
    assert (first.more, every.more) == (True, False)


@pytest.mark.parametrize("indexed", [False, True])
def test_a_search_shows_the_newest_hits_in_the_order_asked_for(many, indexed):
    if indexed:
        with many.db.write() as tx:
            search.fill(tx, 100)
    with many.db.read() as tx:
        first = rows.beginning(tx, Query(all=True, search="soup"), 10)
        lowest = rows.whole(tx, Query(all=True, search="SOUP friend", order=Order.LOWEST))
        shop = rows.whole(tx, Query(all=True, search="soup", half_stars=(1, 2)))
    assert sorted(first.numbers) == list(range(1, 11)) or not indexed
    assert (len(first.numbers), first.more) == (10, True)
    assert lowest.numbers == plain(many, Query(all=True, order=Order.LOWEST))
    assert len(shop.numbers) == 12


def test_reviews_of_one_bare_day_each_have_a_place_in_the_index(many, guest, now):
    day = now.date() - timedelta(days=1)
    many.fetch(*(guest(f"d{n}", author=f"D {n}", created_at=day, text="Zuppa fredda") for n in range(200)))
    with many.db.write() as tx:
        while search.fill(tx, 70):
            pass
        places = list(tx.execute(select(review.c.indexed)).scalars())
    assert len(set(places)) == 260
    assert len(whole(many, Query(all=True, search="zupp")).numbers) == 200


@pytest.mark.parametrize("order", Order)
def test_any_order_of_all_reviews_is_read_off_an_index(many, order):
    asked = inbox.ordered(select(review.c.id), Query(order=order, all=True, location="Mario"))
    said = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with many.db.read() as tx:
        plan = [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}")]
    assert not any("TEMP B-TREE" in step for step in plan), plan


def test_a_look_at_the_counts_walks_through_no_table(many, now):
    with many.db.read() as tx:
        plan = tx.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT count(*) FROM review WHERE review.state = 'unanswered' "
            "AND reply_known = 0 AND review.kind = 'review'"
        ).all()
    assert "review_unsure" in plan[0][3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Πολύ καλό φαγητό", "ΦΑΓΗΤΟ"),
        ("Πολύ καλό φαγητό", "καλο"),
        ("Οι άνθρωποι ευγενικός", "ευγενικοσ"),
        ("这里的披萨太冷了", "披萨"),
        ("Crème brûlée", "creme BRULEE"),
        ("Die Straße", "strasse"),
    ],
)
def test_accents_and_cases_of_any_script_make_no_difference_once_indexed(shelf, guest, text, words):
    shelf.fetch(guest("a", text=text), guest("b", author="Bo", text="Nothing like it; 这 里 萨 披 冷"))
    with shelf.db.write() as tx:
        search.fill(tx)
    assert len(whole(shelf, Query(all=True, search=words)).numbers) == 1
    shelf.set(1, text="Something else")
    assert len(whole(shelf, Query(all=True, search=words)).numbers) == 0
