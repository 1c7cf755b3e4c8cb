"""Stars never stand without their number."""

import pytest

from reviewdesk.api import Rating
from reviewdesk.cli.stars import stars


@pytest.mark.parametrize(
    ("rating", "drawn", "plain"),
    [
        (Rating(2, 5), "★★☆☆☆ 2/5", "**... 2/5"),
        (Rating(5, 5), "★★★★★ 5/5", "***** 5/5"),
        (Rating(4.0, 10), "★★☆☆☆ 4.0/10", "**... 4.0/10"),
        (Rating(7.5, 10), "★★★★☆ 7.5/10", "****. 7.5/10"),
        (Rating(10, 10), "★★★★★ 10.0/10", "***** 10.0/10"),
        (Rating(1, 10), "★☆☆☆☆ 1.0/10", "*.... 1.0/10"),
        (None, "-", "-"),
    ],
)
def test_stars(rating, drawn, plain):
    assert stars(rating) == drawn
    assert stars(rating, plain=True) == plain
