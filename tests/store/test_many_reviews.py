"""However many reviews there are, taking in a page costs the same: every look-up is by an index."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from reviewdesk.api import Rating
from reviewdesk.store import diary, ids
from reviewdesk.store.values import Taken


@pytest.fixture
def spoken(db):
    """All that is asked of the database, with its plan."""
    asked = []

    def hear(connection, cursor, statement, parameters, context, executemany):
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.append((statement, parameters[0] if executemany else parameters))

    event.listen(db._engine, "before_cursor_execute", hear)
    yield asked
    event.remove(db._engine, "before_cursor_execute", hear)


def plans(db, asked):
    for statement, parameters in asked:
        with db._engine.connect() as connection:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
        yield statement, [row[3] for row in rows]


def test_taking_in_a_page_never_walks_through_the_whole_table(shelf, guest, takeout, answer, now, spoken):
    with shelf.db.write() as tx:
        tx.execute(text("ANALYZE"))
    shelf.file(*(takeout(f"t{n}", author=f"G{n}") for n in range(40)))
    shelf.fetch(*(guest(f"r{n}", author=f"G{n}") for n in range(50)))
    shelf.fetch(*(guest(f"r{n}", author=f"G{n}", text="New.", updated_at=now) for n in range(20)))
    shelf.fetch(*(guest(f"r{n}", author=f"G{n}", reply=answer()) for n in range(20, 30)))
    asked = list(spoken)
    walks = [
        (statement, plan)
        for statement, plan in plans(shelf.db, asked)
        if any(step.startswith(("SCAN review", "SCAN alias", "SCAN reply")) for step in plan)
    ]
    assert walks == []


def test_a_second_look_at_the_same_page_writes_next_to_nothing(shelf, guest, spoken):
    page = [guest(f"r{n}", author=f"G{n}") for n in range(50)]
    shelf.fetch(*page)
    before = len(spoken)
    assert shelf.fetch(*page) == Taken(known=50)
    assert len(spoken) - before < 12


def test_short_ids_are_all_different_and_can_be_typed():
    found = {ids.public_id(number) for number in range(1, 20_000)}
    assert len(found) == 19_999
    assert all(len(each) == 6 and ids.typed_id(each.upper()) == each for each in found)


@given(st.integers(1, 2**30 - 1), st.integers(1, 2**30 - 1))
def test_two_reviews_never_get_one_id(one, other):
    assert (ids.public_id(one) == ids.public_id(other)) == (one == other)


def test_the_diary_is_told_on_in_its_order_without_a_gap(shelf):
    with shelf.db.write() as tx:
        start = diary.newest(tx)
        for number in range(25):
            diary.write(tx, shelf.now, "x.y", number=number)
    heard, last = [], start
    with shelf.db.read() as tx:
        while True:
            rows, last = diary.since(tx, last, 10)
            if not rows:
                break
            heard += [int(row.details["number"]) for row in rows]
    assert heard == list(range(25))


# --- in whatever order two sources tell of the same reviews, the end is the same -------------------

STEPS = st.lists(st.sampled_from(["api", "file", "old file"]), min_size=1, max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_in_whatever_order_sources_tell_the_newest_word_stands_and_no_review_is_doubled(
    db, account_id, another_shelf, guest, takeout, answer, now, steps
):
    with db.write() as tx:
        for name in ("version", "alias", "diary", "review"):
            tx.exec_driver_sql(f"DELETE FROM {name}")
    shelf = another_shelf("shop", "Mario")
    edited = {"text": "Better now.", "rating": Rating(4, 5), "updated_at": now - timedelta(hours=3)}
    tell = {
        "api": lambda: shelf.fetch(guest("r1", **edited, reply=answer()), guest("r2", author="Ivo")),
        "file": lambda: shelf.file(takeout("t1", **edited, reply=answer()), takeout("t2", author="Ivo")),
        "old file": lambda: shelf.file(takeout("t1"), takeout("t2", author="Ivo")),
    }
    for step in steps:
        tell[step]()
    known = {each.review.author: each for each in shelf.all()}
    assert len(shelf.all()) == 2
    newest = {"api", "file"} & set(steps)
    assert known["Ewa K."].review.text == ("Better now." if newest else "The soup was cold.")
    assert (known["Ewa K."].review.reply is not None) == bool(newest)
    assert known["Ewa K."].fetched == ("api" in steps)
    before = shelf.dump()
    tell[steps[-1]]()
    assert shelf.dump() == before
