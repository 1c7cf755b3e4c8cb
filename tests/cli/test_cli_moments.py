"""Moments as a person types them."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewdesk.api import DeskError
from reviewdesk.cli.ages import age, day_heading, local_time, seconds_in_words
from reviewdesk.engine.moments import day_of, moment_of

NOW = datetime(2026, 11, 20, 17, 31, 7, tzinfo=UTC)  # a Friday, 18:31:07 in Warsaw


@pytest.fixture(autouse=True)
def warsaw(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Warsaw")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("tomorrow 9:00", "2026-11-21 09:00"),
        ("Tomorrow at 9", "2026-11-21 09:00"),
        ("tomorrow", "2026-11-21 09:00"),
        ("today 20:15", "2026-11-20 20:15"),
        ("monday", "2026-11-23 09:00"),
        ("friday", "2026-11-27 09:00"),
        ("next tue 14:30", "2026-11-24 14:30"),
        ("on Sunday 8pm", "2026-11-22 20:00"),
        ("19:00", "2026-11-20 19:00"),
        ("at 9:00", "2026-11-21 09:00"),
        ("9am", "2026-11-21 09:00"),
        ("in 2 hours", "2026-11-20 20:31"),
        ("3 days", "2026-11-23 18:31"),
        ("a week", "2026-11-27 18:31"),
        ("1 day 2 h", "2026-11-21 20:31"),
        ("in 1 month", "2026-12-20 18:31"),
        ("90 min", "2026-11-20 20:01"),
        ("2026-11-24", "2026-11-24 09:00"),
        ("2026-11-24 14:00", "2026-11-24 14:00"),
        ("2026-11-24T14:00Z", "2026-11-24 15:00"),
        ("2026-11-24T14:00+05:30", "2026-11-24 09:30"),
        ("24 Nov 2026 7:45", "2026-11-24 07:45"),
        ("24.11.2026", "2026-11-24 09:00"),
    ],
)
def test_a_moment_is_understood_by_the_local_clock(typed, local):
    moment = moment_of(typed, NOW)
    assert moment.tzinfo is UTC
    assert local_time(moment) == local


def test_days_are_counted_by_the_calendar_and_hours_by_the_clock():
    before = datetime(2027, 3, 27, 11, 0, tzinfo=UTC)  # noon in Warsaw, the night before clocks go forward
    assert local_time(moment_of("1 day", before)) == "2027-03-28 12:00"
    assert moment_of("24 hours", before) - before == timedelta(hours=24)


@pytest.mark.parametrize(
    "typed", ["", "soon", "10", "monday 25:00", "13pm", "next", "5 parsecs", "in", "99999 d"]
)
def test_what_is_not_understood_gets_a_sentence(typed):
    with pytest.raises(DeskError, match="not understood") as told:
        moment_of(typed, NOW)
    assert "tomorrow" in told.value.do


def test_a_date_of_two_meanings_is_not_guessed():
    with pytest.raises(DeskError, match="two ways"):
        moment_of("03/04/2027", NOW)


@pytest.mark.parametrize("typed", ["2026-11-01", "today 9:00", "2020-01-01T00:00Z"])
def test_a_moment_in_the_past_is_refused(typed):
    with pytest.raises(DeskError, match="past"):
        moment_of(typed, NOW)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("today", date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 19)),
        ("monday", date(2026, 11, 16)),
        ("friday", date(2026, 11, 13)),
        ("30 days", date(2026, 10, 21)),
        ("30 days ago", date(2026, 10, 21)),
        ("2 months", date(2026, 9, 20)),
        ("1 Nov 2026", date(2026, 11, 1)),
    ],
)
def test_a_day_looks_back(typed, day):
    assert day_of(typed, NOW) == day


@settings(deadline=None)
@given(st.text(max_size=25))
def test_whatever_is_typed_gives_a_moment_or_a_sentence(typed):
    for read in (moment_of, day_of):
        try:
            read(typed, NOW)
        except DeskError as told:
            assert told.what.endswith(".")  # noqa: PT017 - a moment is as good an end as a sentence


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - timedelta(seconds=20), "now"),
        (NOW + timedelta(hours=3), "now"),
        (NOW - timedelta(minutes=59), "59 min"),
        (NOW - timedelta(hours=23), "23 h"),
        (NOW - timedelta(days=5), "5 d"),
        (NOW - timedelta(days=100), "3 mo"),
        (NOW - timedelta(days=1500), "4 y"),
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 19), "1 d"),
    ],
)
def test_an_age_is_short_and_a_bare_day_is_never_counted_in_hours(moment, words):
    assert age(moment, NOW) == words


def test_headings_name_the_near_days():
    today = date(2026, 11, 20)
    assert day_heading(today, today) == "Today · Fri 2026-11-20"
    assert day_heading(date(2026, 11, 19), today) == "Yesterday · Thu 2026-11-19"
    assert day_heading(date(2025, 1, 1), today) == "Wed 2025-01-01"


def test_lengths_in_words():
    assert [seconds_in_words(n) for n in (-3, 7, 300, 9000, 400000)] == ["0 s", "7 s", "5 min", "2 h", "4 d"]
