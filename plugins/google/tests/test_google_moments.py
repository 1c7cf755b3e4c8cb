from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_google.moments import read_moment, read_moment_or_none

MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("0001-01-02"),
    max_value=datetime.fromisoformat("9999-12-30"),
    timezones=st.just(UTC),
)


@given(MOMENTS, st.integers(0, 999), st.integers(0, 9))
def test_every_number_of_digits_is_read_and_cut_to_the_microsecond(moment, nanos, digits):
    fraction = f"{moment.microsecond:06}{nanos:03}"[:digits]
    text = f"{moment:%Y-%m-%dT%H:%M:%S}".zfill(19) + (f".{fraction}" if fraction else "") + "Z"
    expected = moment.replace(microsecond=int(f"{fraction:0<6}"[:6]))
    assert read_moment(text) == expected
    assert read_moment(text).tzinfo is UTC


@given(MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_an_offset_is_taken_to_utc(moment, minutes):
    local = moment + timedelta(minutes=minutes)
    sign, ahead = "-" if minutes < 0 else "+", abs(minutes)
    text = f"{local:%Y-%m-%dT%H:%M:%S}".zfill(19) + f"{sign}{ahead // 60:02}:{ahead % 60:02}"
    assert read_moment(text) == moment.replace(microsecond=0)


@given(st.one_of(st.text(), st.none(), st.integers(), st.floats(), st.lists(st.text())))
def test_anything_else_is_a_value_error_and_nothing_worse(value):
    assert read_moment_or_none(value) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T10:00:00Z",
        "2026-02-03T25:00:00Z",
        "2026-02-03T10:00:00",
        "2026-02-03",
        "2026-02-03T10:00:00.1234567890Z",
        "٢٠٢٦-02-03T10:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        " 2026-02-03T10:00:00Z",
    ],
)
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a moment|must be in|out of range"):
        read_moment(text)
