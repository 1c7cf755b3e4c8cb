import pytest

from reviewdesk.api import Rating
from reviewdesk.builtin.tables.ratings import RatingColumn


def read(cell, *others, told=None):
    column = RatingColumn(told)
    for one in (cell, *others):
        column.see(one)
    return column.read(cell)


@pytest.mark.parametrize(
    ("cell", "rating"),
    [
        ("4", Rating(4, 5)),
        ("5.0", Rating(5, 5)),
        ("4,5", Rating(4.5, 5)),
        ("FIVE", Rating(5, 5)),
        ("one", Rating(1, 5)),
        ("5 star rating", Rating(5, 5)),
        ("4.5 stars", Rating(4.5, 5)),
        ("4 Sterne", Rating(4, 5)),
        ("5 of 5 bubbles", Rating(5, 5)),
        ("3 out of 5", Rating(3, 5)),
        ("5,0 von 5 Sternen", Rating(5, 5)),
        ("8.5/10", Rating(8.5, 10)),
        ("7 sur 10", Rating(7, 10)),
        ("★★★☆☆", Rating(3, 5)),
        ("ui_bubble_rating bubble_35", Rating(3.5, 5)),
        ("40/50", Rating(4, 5)),
        ("", None),
        ("0", None),
        ("STAR_RATING_UNSPECIFIED", None),
        ("-", None),
        ("nan", None),
    ],
)
def test_every_form_of_a_rating_is_read(cell, rating):
    assert read(cell) == rating


def test_the_whole_column_tells_the_scale():
    assert read("4", "5") == Rating(4, 5)
    assert read("4", "9.0", "10") == Rating(4, 10)
    assert read("40", "50", "10") == Rating(4, 5)
    assert read("80", "97") == Rating(80, 100)


def test_the_tool_or_the_owner_decides_before_the_column():
    assert read("4", "5", told=10) == Rating(4, 10)


@pytest.mark.parametrize("cell", ["good", "6 stars out of five", "1e9", "-3", "4..5"])
def test_what_is_no_rating_says_so(cell):
    with pytest.raises(ValueError, match="no rating"):
        read(cell)


def test_a_rating_beyond_the_scale_says_so():
    with pytest.raises(ValueError, match="no rating"):
        read("7", told=5)
