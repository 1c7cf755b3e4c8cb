from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_google.cursor import Cursor

MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1970-01-01"),
    max_value=datetime.fromisoformat("2100-01-01"),
    timezones=st.just(UTC),
)
CURSORS = st.builds(
    Cursor,
    mark=st.none() | MOMENTS,
    top=st.none() | MOMENTS,
    page=st.none() | st.text(min_size=1, max_size=500),
)


@given(CURSORS)
def test_a_cursor_survives_being_stored(cursor):
    again = Cursor.read(cursor.text())
    assert again in {cursor, cursor.restarted()}
    assert again == cursor or len(cursor.page or "") > 300


@given(CURSORS, st.text(max_size=20_000))
def test_a_cursor_is_never_over_four_kilobytes(cursor, page):
    long = Cursor(mark=cursor.mark, top=cursor.top, page=page * 10)
    assert len(long.text().encode()) <= 4096
    assert Cursor.read(long.text()).mark == cursor.mark


@given(st.text())
def test_a_cursor_nobody_can_read_means_a_full_walk(text):
    assert Cursor.read(text) == Cursor()


def test_a_cursor_of_another_make_means_a_full_walk():
    for text in ('{"v": 2, "page": "x"}', "[" * 100_000, "[]", '{"v":1,"mark":5,"page":7}', None, ""):
        assert Cursor.read(text) == Cursor()


@given(CURSORS, st.lists(MOMENTS, max_size=5))
def test_the_mark_moves_only_when_a_walk_is_finished_and_never_back(cursor, moments):
    seen = cursor.seen(moments)
    assert seen.mark == cursor.mark
    assert seen.page == cursor.page
    finished = seen.finished()
    assert finished.page is None
    assert finished.top is None
    every = [moment for moment in (*moments, cursor.mark, cursor.top) if moment]
    assert finished.mark == max(every, default=None)
