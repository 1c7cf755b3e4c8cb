"""Days of the extranet's file: three forms, and one way round for the whole file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_booking.extranet.days import DayForm
from reviewdesk_booking.extranet.headers import ENGLISH


def file_of(*days):
    rows = [f"{day},Marta Example,{4031234567 + n},,The view,,9,,,,,,," for n, day in enumerate(days)]
    return "\n".join([",".join(ENGLISH), *rows])


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-02-09", date(2026, 2, 9)),
        ("2026-02-09 18:31:07", date(2026, 2, 9)),
        ("2026-02-09T23:59:59Z", date(2026, 2, 9)),
        ("09/02/2026", date(2026, 2, 9)),
        ("9/2/2026 18:31", date(2026, 2, 9)),
        ("9.2.2026", date(2026, 2, 9)),
        ("29. 2. 2028", date(2028, 2, 29)),
    ],
)
def test_each_form_of_a_day_is_read(taken, told, day):
    (row,) = taken(file_of(told))
    assert row.created_at == day


def test_days_with_the_month_first_show_themselves_in_the_whole_file(taken):
    rows = taken(file_of("02/09/2026", "02/13/2026"))
    assert [row.created_at for row in rows] == [date(2026, 2, 9), date(2026, 2, 13)]


def test_in_a_file_with_both_ways_only_what_is_certain_is_taken(taken):
    days = ("13/02/2026", "02/14/2026", "03/04/2026", "05/05/2026")
    rows = taken(file_of(*days))
    assert [getattr(row, "created_at", None) for row in rows] == [
        date(2026, 2, 13), date(2026, 2, 14), None, date(2026, 5, 5),
    ]  # fmt: skip
    assert "which of the two 3/4 is the month" in rows[2].reason


@given(st.dates(min_value=date(2000, 1, 1)))
def test_every_day_comes_back_from_every_form(day):
    form = DayForm()
    for told in (f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d} 00:00:00", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"):
        assert form.read(told) == day
