"""The sandbox clock, moderation on it, and times told from the start."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.sandbox import (
    BadMoment,
    Moderation,
    Ruling,
    SandboxClock,
    Verdict,
    read_length,
    read_moment,
)

START = datetime(2026, 3, 30, 9, 15, 30, 123456, tzinfo=UTC)


class HeldClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1000.0)

    def monotonic(self) -> float:
        return self.seconds

    def wait(self, seconds: float, until: object = None) -> bool:
        self.seconds += seconds
        return False


def test_speed_hurries_waiting_periods_but_never_stamps() -> None:
    held = HeldClock()
    clock = SandboxClock(60.0, held)
    held.seconds += 10
    assert clock.waited() == 600.0
    assert clock.now() == START + timedelta(seconds=10)
    assert clock.monotonic() == 10.0


def test_time_advanced_by_hand_moves_everything_or_only_the_waiting() -> None:
    clock = SandboxClock(1.0, HeldClock())
    clock.advance(3600)
    assert (clock.waited(), clock.monotonic()) == (3600.0, 3600.0)
    assert clock.now() == START + timedelta(hours=1)
    clock.advance(60, stamps=False)
    assert (clock.waited(), clock.monotonic()) == (3660.0, 3600.0)


def test_a_world_that_goes_on_has_had_all_its_time() -> None:
    held = HeldClock()
    clock = SandboxClock(10.0, held, began=held.now() - timedelta(minutes=5))
    assert clock.started_at == START - timedelta(minutes=5)
    assert (clock.now(), clock.monotonic(), clock.waited()) == (START, 300.0, 3000.0)
    ahead = SandboxClock(1.0, held, began=START + timedelta(days=1))
    assert (ahead.started_at, ahead.monotonic()) == (START, 0.0), "the machine's clock was set back"


def test_moderation_tells_its_verdict_only_when_time_has_passed() -> None:
    clock = SandboxClock(10.0, HeldClock())
    moderation = Moderation(clock, lambda text: "SPAM" if "buy" in text else None, after=240)
    good, bad = moderation.take("thanks"), moderation.take("buy this")
    assert moderation.standing(good) == Verdict(Ruling.PENDING)
    clock.wait(23.9)
    assert moderation.standing(bad).ruling is Ruling.PENDING
    clock.wait(0.2)
    assert moderation.standing(good) == Verdict(Ruling.APPROVED)
    assert moderation.standing(bad) == Verdict(Ruling.REJECTED, "SPAM")


def test_a_planned_verdict_stands_above_the_rules() -> None:
    moderation = Moderation(SandboxClock(1.0, HeldClock()), lambda _text: "SPAM", after=240)
    planned = Verdict(Ruling.REJECTED, "OFF_TOPIC")
    assert moderation.standing(moderation.take("x", planned=planned, after=0)) == planned


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30s", 30), ("4m", 240), ("1h30m", 5400), ("1d6h", 108000), (2.5, 2.5), ("1w", 604800)],
)
def test_lengths_are_read(text: str | float, seconds: float) -> None:
    assert read_length(text) == seconds


@given(days=st.integers(1, 4000), hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_wall_clock_time_is_the_local_time_of_that_day(days: int, hour: int, minute: int) -> None:
    zone = "Europe/Rome"
    moment = read_moment(f"-{days}d {hour}:{minute:02d}", START, zone)
    assert moment < START + timedelta(minutes=1)
    today = START.astimezone(ZoneInfo(zone)).date()
    wanted = datetime.combine(today - timedelta(days=days), datetime.min.time()).replace(
        hour=hour, minute=minute
    )
    assert moment == wanted.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_the_hour_of_the_clock_change_is_kept_on_the_wall() -> None:
    assert read_moment("-1d 18:31", START, "Europe/Rome") == datetime(2026, 3, 29, 16, 31, tzinfo=UTC)
    assert read_moment("-2d 18:31", START, "Europe/Rome") == datetime(2026, 3, 28, 17, 31, tzinfo=UTC)


def test_spans_and_fixed_stamps_are_read() -> None:
    assert read_moment("-1d4h30m", START, "UTC") == START - timedelta(days=1, hours=4, minutes=30)
    fixed = read_moment("2019-05-04T17:22:10.123Z", START, "UTC")
    assert fixed == datetime(2019, 5, 4, 17, 22, 10, 123000, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "-0d 10:00", "-1d 25:00", "2019-05-04T10:00:00", "-3", "+2h"])
def test_a_time_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadMoment):
        read_moment(text, START, "UTC")
