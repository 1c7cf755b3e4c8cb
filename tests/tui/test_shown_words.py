"""Strangers' words on the screen: visible, in their cells, never obeyed."""

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reviewdesk.api import Rating
from reviewdesk.tui.format import (
    age,
    ago,
    cut,
    day_heading,
    day_words,
    fit,
    one_line,
    rating_words,
    stars,
    visible,
    when,
    wrap,
)

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)


@given(anything)
def test_nothing_that_a_terminal_obeys_is_left(text):
    shown = visible(text)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") or sign == "\n" for sign in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


@given(anything)
def test_one_line_is_one_line(text):
    assert "\n" not in one_line(text)


@given(anything, st.integers(0, 60))
def test_a_column_is_exactly_as_wide_as_said(text, width):
    assert cell_len(fit(one_line(text), width)) == width
    assert cell_len(cut(one_line(text), width)) <= width


@given(anything, st.integers(4, 60))
def test_wrapped_lines_fit_and_lose_no_sign(text, width):
    shown = visible(text)
    lines = wrap(shown, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown.split())


def test_a_hundred_thousand_signs_are_wrapped_without_a_pause():
    text = "x" * 100_000
    lines = wrap(visible(text), 70)
    assert len(lines) == -(-100_000 // 70)


def test_escapes_are_shown_and_line_ends_stay():
    assert visible("red\x1b[31m\r\nnext\x00") == "red␛[31m\nnext␀"


def test_heaped_marks_do_not_grow_over_other_lines():
    assert len(visible("a" + "\u0301" * 50)) == 4


@pytest.mark.parametrize(
    ("half", "shown"), [(10, "★★★★★"), (2, "★☆☆☆☆"), (5, "★★½☆☆"), (1, "½☆☆☆☆"), (None, "  -  ")]
)
def test_stars_take_five_cells(half, shown):
    assert stars(half) == shown
    assert cell_len(stars(half)) == 5


def test_ratings_keep_the_platforms_own_scale():
    assert rating_words(Rating(4.0, 10)) == "4.0/10"
    assert rating_words(Rating(4, 5)) == "4/5"
    assert rating_words(Rating(4, 5), short=True) == "4"
    assert rating_words(None) == "no stars"


def test_a_bare_day_is_never_counted_in_hours():
    today = NOW.astimezone().date()
    assert age(today, NOW) == "today"
    assert age(today - timedelta(days=1), NOW) == "1 d"
    assert when(today, NOW) == "today"


def test_times_are_told_as_people_tell_them():
    assert age(NOW - timedelta(minutes=5), NOW) == "5 min"
    assert age(NOW - timedelta(hours=3), NOW) == "3 h"
    assert age(NOW - timedelta(days=20), NOW) == "2 wk"
    assert age(NOW - timedelta(days=900), NOW) == "2 y"
    assert ago(NOW - timedelta(seconds=10), NOW) == "just now"
    assert ago(NOW - timedelta(minutes=5), NOW) == "5 min ago"
    assert ago(NOW - timedelta(days=1, hours=3), NOW) == "1 day ago"
    assert when(NOW, NOW, UTC) == "today 18:00"


def test_days_have_headings():
    today = date(2026, 11, 20)
    assert day_heading(today, today) == "Today"
    assert day_heading(date(2026, 11, 19), today) == "Yesterday"
    assert day_heading(date(2026, 11, 18), today) == "Wednesday, 18 Nov"
    assert day_words(date(2024, 2, 1), today) == "1 Feb 2024"
