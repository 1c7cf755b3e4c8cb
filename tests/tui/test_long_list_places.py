"""Where the cursor stands in a list of any length when its rows change."""

from array import array
from datetime import date

import pytest

from reviewdesk.store.rows import Rows as StoredRows
from reviewdesk.tui.long_rows import place_of, same_place
from reviewdesk.tui.whole import _headings

MANY = array("q", range(200_000, 0, -1))


@pytest.mark.parametrize("number", [200_000, 150_000, 1])
@pytest.mark.parametrize("near", [0, 100_000, 500_000])
def test_a_review_is_found_however_far_away(number, near):
    assert place_of(MANY, number, near) == 200_000 - number
    assert place_of(MANY, 0, near) is None


def test_the_cursor_goes_with_its_review_when_others_come_above_it():
    fresh = array("q", range(200_050, 0, -1))
    assert same_place(MANY, 70_000, fresh) == 70_050


def test_the_cursor_goes_with_its_review_into_quite_another_list():
    other = array("q", sorted(MANY))
    assert other[same_place(MANY, 3, other)] == MANY[3]


def test_where_its_review_went_the_cursor_stands_on_the_one_after_it():
    left = array("q", [number for number in MANY if number != MANY[90_000]])
    assert left[same_place(MANY, 90_000, left)] == MANY[90_001]


def test_where_all_of_them_went_the_cursor_stays_at_its_height():
    assert same_place(MANY, 40, array("q", [-5, -6])) == 40
    assert same_place(array("q"), 0, MANY) == 0


def test_days_of_any_number_are_named_before_their_first_row():
    day = date(2026, 11, 20).toordinal()
    stored = StoredRows(array("q", range(6)), ((day, 2), (day - 1, 3), (day - 9, 1)))
    assert _headings(stored.days) == (
        (0, date(2026, 11, 20)),
        (2, date(2026, 11, 19)),
        (5, date(2026, 11, 11)),
    )
