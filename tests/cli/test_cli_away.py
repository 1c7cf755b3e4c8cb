"""`away`: noted, shown, ended; nothing turns late meanwhile."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.engine.moments import coming_day_of
from reviewdesk.store.away import awake_before

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def _h(hours):
    return NOW - timedelta(hours=hours)


def test_holidays_do_not_count_as_waiting():
    day = timedelta(hours=24)
    assert awake_before(NOW, day, []) == _h(24)
    assert awake_before(NOW, day, [(_h(48), NOW + day)]) == _h(72)
    assert awake_before(NOW, day, [(_h(48), _h(6))]) == _h(66)
    assert awake_before(NOW, day, [(_h(48), _h(30))]) == _h(24)
    assert awake_before(NOW, day, [(NOW + day, NOW + 2 * day)]) == _h(24)
    assert awake_before(NOW, day, [(_h(20), _h(10)), (_h(40), _h(30))]) == _h(44)


@given(st.lists(st.tuples(st.integers(-50, 500), st.integers(0, 100)), max_size=6), st.integers(0, 100))
def test_holidays_only_ever_give_more_time(spans, hours):
    gone = sorted(((_h(start), _h(start) + timedelta(hours=length)) for start, length in spans), reverse=True)
    assert awake_before(NOW, timedelta(hours=hours), gone) <= _h(hours)


def test_days_of_holidays_are_those_to_come():
    assert coming_day_of("2 Jan", NOW).isoformat() == "2027-01-02"
    assert coming_day_of("24 Dec", NOW).isoformat() == "2026-12-24"
    assert coming_day_of("18 Nov", NOW).isoformat() == "2026-11-18"
    assert coming_day_of("2026-11-01", NOW).isoformat() == "2026-11-01"


def test_holidays_are_noted_shown_and_ended(connected):
    cli = connected
    assert cli.json("away") == {"away": False, "from": None, "to": None, "came_in": None}
    cli("away", "tomorrow", code=2)
    cli("away", "end", code=1)
    cli("away", "tomorrow", "today", code=1)
    said = cli("away", "today", "in 3 days").out
    assert "away end" in said
    shown = cli.json("away", "show")
    assert shown["away"] is True
    assert shown["came_in"]["platforms"] is not None
    ended = cli.json("away", "end")
    assert ended["away"] is False
    assert ended["came_in"] is not None
    assert cli.json("away")["came_in"] is None
    kinds = [each["what"] for each in cli.json("diary")]
    assert "away.noted" in kinds
    assert "away.ended" in kinds


def test_a_time_given_to_an_answer_is_the_shops(connected, first):
    cli = connected
    ref = first()
    shop = next(each for each in cli.json("inbox") if each["id"] == ref)["location"]
    cli("location", "set", shop, "--zone", "Asia/Tokyo")
    said = cli("reply", ref, "--text", "Thank you, see you soon", "--at", "tomorrow 9:00").out
    assert "09:00 (Asia/Tokyo)" in said
    assert "09:00 (Asia/Tokyo)" in cli("outbox").out
    cli("undo", ref)
