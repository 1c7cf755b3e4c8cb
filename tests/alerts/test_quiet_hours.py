"""Quiet hours and plans by the owner's clock, in every zone and across each of its changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.engine.alerting.hours import Quiet, Schedule

ZONES = [
    "Europe/Warsaw",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "UTC",
]
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.integers(1_420_070_400, 1_830_297_600).map(lambda second: datetime.fromtimestamp(second, UTC))
zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
SHIFT = timedelta(hours=1)


@given(times, times, moments, zones)
def test_quiet_hours_end_soon_and_for_good(begin, end, now, zone):
    if begin == end:
        return
    quiet = Quiet(begin, end)
    over = quiet.over_at(now, zone)
    if over is None:
        return
    length = (datetime.combine(now, end) - datetime.combine(now, begin)) % timedelta(days=1)
    assert timedelta() < over - now <= length + SHIFT
    # What is told at their end must not be held again at once, unless they are nearly the whole day.
    if length < timedelta(hours=22):
        assert quiet.over_at(over, zone) is None


@given(times, times, moments, zones)
def test_outside_of_a_change_of_the_clock_the_wall_clock_decides(begin, end, now, zone):
    if begin == end:
        return
    near = [now + timedelta(hours=hours) for hours in (-36, 36)]
    if len({each.astimezone(zone).utcoffset() for each in near}) > 1:
        return
    wall = now.astimezone(zone).time().replace(tzinfo=None)
    inside = begin <= wall < end if begin < end else wall >= begin or wall < end
    over = Quiet(begin, end).over_at(now, zone)
    assert (over is not None) == inside
    if over is not None:
        assert over.astimezone(zone).time() == end


@given(times, st.none() | st.integers(0, 6), moments, zones)
def test_a_plan_has_one_moment_in_each_period_and_none_is_skipped(at, weekday, now, zone):
    plan = Schedule(at, weekday)
    last = plan.last(now, zone)
    before = plan.before(last, zone)
    days = 7 if weekday is not None else 1
    assert last <= now < last + timedelta(days=days) + SHIFT
    assert (last.astimezone(zone).date() - before.astimezone(zone).date()).days == days
    assert plan.last(before, zone) == before


@pytest.mark.parametrize(
    ("now", "over"),
    [
        # The night in which the clock goes on, and the one in which it goes back: both end at eight.
        ("2026-03-28T22:30+01:00", "2026-03-29T08:00+02:00"),
        ("2026-10-24T23:30+02:00", "2026-10-25T08:00+01:00"),
        ("2026-06-01T07:59+02:00", "2026-06-01T08:00+02:00"),
        ("2026-06-01T08:00+02:00", None),
        ("2026-06-01T21:59+02:00", None),
        ("2026-06-01T22:00+02:00", "2026-06-02T08:00+02:00"),
    ],
)
def test_a_night_from_ten_to_eight(now, over):
    quiet = Quiet.parse("22:00-08:00")
    assert quiet is not None
    found = quiet.over_at(datetime.fromisoformat(now).astimezone(UTC), ZoneInfo("Europe/Warsaw"))
    assert found == (datetime.fromisoformat(over) if over else None)


def test_an_hour_that_comes_twice_is_quiet_once_and_whole():
    quiet = Quiet.parse("01:00-02:30")
    assert quiet is not None
    warsaw = ZoneInfo("Europe/Warsaw")
    begin, end = datetime(2026, 10, 24, 23, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    for minutes in range(0, 150, 10):
        assert quiet.over_at(begin + timedelta(minutes=minutes), warsaw) == end


@pytest.mark.parametrize("text", ["", "08:00-08:00"])
def test_no_quiet_hours(text):
    assert Quiet.parse(text) is None


def test_plans_are_read():
    assert Schedule.parse("daily 08:00") == Schedule(time(8))
    assert Schedule.parse("weekly Mon 7:30") == Schedule(time(7, 30), 0)
    assert Schedule.parse("") is None
