from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.api import Precision
from reviewdesk.builtin.tables.date_column import DateColumn
from reviewdesk.builtin.tables.moments import look

_TODAY = date(2024, 6, 20)


def read(cell, *others, flags=()):
    column = DateColumn(frozenset(flags))
    for one in (cell, *others):
        column.see(one)
    moment = column.read(cell, _TODAY)
    return moment.at, moment.precision


@pytest.mark.parametrize(
    ("cell", "at", "precision"),
    [
        ("2024-05-17T08:09:10Z", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("2024-05-17T08:09:10.695148Z", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("2024-05-17T08:09:10.695148123Z", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("2024-05-17T10:09:10+02:00", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("2024-05-17 08:09:10 UTC", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("2024-05-17T08:09Z", datetime(2024, 5, 17, 8, 9, tzinfo=UTC), Precision.MINUTE),
        ("1715933350", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("1715933350.0", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("1715933350000", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("1715933350000000", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        ("Fri, 17 May 2024 10:09:10 +0200", datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC), Precision.SECOND),
        (
            "Fri May 17 2024 10:09:10 GMT+0200 (CEST)",
            datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC),
            Precision.SECOND,
        ),
        ("2024-05-17 08:09:10", date(2024, 5, 17), Precision.DAY),
        ("2024-05-17T00:00:00.000", date(2024, 5, 17), Precision.DAY),
        ("2024-05-17T00:00:00Z", date(2024, 5, 17), Precision.DAY),
        ("2024-05-17", date(2024, 5, 17), Precision.DAY),
        ("17.05.2024", date(2024, 5, 17), Precision.DAY),
        ("17/5/2024", date(2024, 5, 17), Precision.DAY),
        ("5/17/2024", date(2024, 5, 17), Precision.DAY),
        ("5/17/24 3:04 PM", date(2024, 5, 17), Precision.DAY),
        ("17 mai 2024", date(2024, 5, 17), Precision.DAY),
        ("21 décembre 2023", date(2023, 12, 21), Precision.DAY),
        ("December 21, 2023", date(2023, 12, 21), Precision.DAY),
        ("21st of December 2023", date(2023, 12, 21), Precision.DAY),
        ("21. Dezember 2023", date(2023, 12, 21), Precision.DAY),
        ("21 de diciembre de 2023", date(2023, 12, 21), Precision.DAY),
        ("21 grudnia 2023 r.", date(2023, 12, 21), Precision.DAY),
        ("21 декабря 2023 г.", date(2023, 12, 21), Precision.DAY),
        ("2023年12月21日", date(2023, 12, 21), Precision.DAY),
        ("2023. 12. 21.", date(2023, 12, 21), Precision.DAY),
        ("March 2024", date(2024, 3, 1), Precision.MONTH),
        ("May 2024 • Friends", date(2024, 5, 1), Precision.MONTH),
        ("Stayed in January 2024", date(2024, 1, 1), Precision.MONTH),
        ("styczeń 2024", date(2024, 1, 1), Precision.MONTH),
        ("2024年3月", date(2024, 3, 1), Precision.MONTH),
    ],
)
def test_every_form_of_a_date_is_read(cell, at, precision):
    assert read(cell) == (at, precision)


@pytest.mark.parametrize(
    ("cell", "at", "precision"),
    [
        ("10 小時前", date(2024, 6, 20), Precision.DAY),
        ("3 天前", date(2024, 6, 17), Precision.DAY),
        ("2 hari lalu", date(2024, 6, 18), Precision.DAY),
        ("prije 5 dana", date(2024, 6, 15), Precision.DAY),
        ("yesterday", date(2024, 6, 19), Precision.DAY),
        ("wczoraj", date(2024, 6, 19), Precision.DAY),
        ("3 weeks ago", date(2024, 5, 30), Precision.MONTH),
        ("3 週前", date(2024, 5, 30), Precision.MONTH),
        ("in the last week", date(2024, 6, 20), Precision.MONTH),
        ("11 months ago", date(2023, 7, 1), Precision.MONTH),
        ("a month ago", date(2024, 5, 1), Precision.MONTH),
        ("vor einem Monat", date(2024, 5, 1), Precision.MONTH),
        ("vor 10 Monaten", date(2023, 8, 1), Precision.MONTH),
        ("il y a 2 mois", date(2024, 4, 1), Precision.MONTH),
        ("hace un mes", date(2024, 5, 1), Precision.MONTH),
        ("2 mesi fa", date(2024, 4, 1), Precision.MONTH),
        ("há 3 meses", date(2024, 3, 1), Precision.MONTH),
        ("2 miesiące temu", date(2024, 4, 1), Precision.MONTH),
        ("3 месяца назад", date(2024, 3, 1), Precision.MONTH),
        ("2 місяці тому", date(2024, 4, 1), Precision.MONTH),
        ("3か月前", date(2024, 3, 1), Precision.MONTH),
        ("3개월 전", date(2024, 3, 1), Precision.MONTH),
        ("2 maanden geleden", date(2024, 4, 1), Precision.MONTH),
        ("2 ay önce", date(2024, 4, 1), Precision.MONTH),
        ("před 2 měsíci", date(2024, 4, 1), Precision.MONTH),
        ("قبل شهرين", date(2024, 4, 1), Precision.MONTH),
        ("for 2 måneder siden", date(2024, 4, 1), Precision.MONTH),
        ("för en månad sedan", date(2024, 5, 1), Precision.MONTH),
        ("2 kuukautta sitten", date(2024, 4, 1), Precision.MONTH),
        ("2 hónappal ezelőtt", date(2024, 4, 1), Precision.MONTH),
        ("πριν από 2 μήνες", date(2024, 4, 1), Precision.MONTH),
        ("acum 2 luni", date(2024, 4, 1), Precision.MONTH),
        ("2 tháng trước", date(2024, 4, 1), Precision.MONTH),
        ("לפני חודשיים", date(2024, 4, 1), Precision.MONTH),
        ("2 महीने पहले", date(2024, 4, 1), Precision.MONTH),
        ("um ano atrás", date(2023, 6, 1), Precision.MONTH),
        ("5 лет назад", date(2019, 6, 1), Precision.MONTH),
        ("2 tahun yang lalu", date(2022, 6, 1), Precision.MONTH),
        ("2 tygodnie temu", date(2024, 6, 6), Precision.MONTH),
        ("5 dni temu", date(2024, 6, 15), Precision.DAY),
        ("vor 3 Stunden", date(2024, 6, 20), Precision.DAY),
        ("rok temu", date(2023, 6, 1), Precision.MONTH),
        ("setahun lalu", date(2023, 6, 1), Precision.MONTH),
        ("prije 2 godine", date(2022, 6, 1), Precision.MONTH),
        ("prije godinu dana", date(2023, 6, 1), Precision.MONTH),
        ("上次編輯：10 個月前", date(2023, 8, 1), Precision.MONTH),
        ("Edited 2 years ago", date(2022, 6, 1), Precision.MONTH),
    ],
)
def test_distances_are_counted_from_the_day_of_the_file(cell, at, precision):
    assert read(cell) == (at, precision)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "5",
        "5.0",
        "soon",
        "May be",
        "12",
        "4/5",
        "13/13/2024",
        "2024-13-01",
        "0001-01-01T00:00:00",
        "9/9",
        "room 2024",
        "x" * 500,
        "99999999999999999999",
        "a day",
        "last",
        "3 pizzas ago",
        "31/02",
    ],
)
def test_what_is_no_date_is_none(cell):
    assert look(cell) is None


@given(st.text(max_size=40))
def test_no_text_makes_the_look_at_a_date_fail(cell):
    look(cell)


def test_the_whole_column_tells_which_is_the_month():
    assert read("3/4/2024", "25/4/2024")[0] == date(2024, 4, 3)
    assert read("3/4/2024", "4/25/2024")[0] == date(2024, 3, 4)


def test_a_column_that_tells_neither_is_asked_about():
    column = DateColumn()
    column.see("3/4/2024")
    assert column.asks_order
    with pytest.raises(ValueError, match="which of the two"):
        column.read("3/4/2024", _TODAY)
    assert column.read("4/4/2024", _TODAY).at == date(2024, 4, 4)


def test_a_column_that_contradicts_itself_is_asked_about():
    column = DateColumn()
    for cell in ("25/4/2024", "4/25/2024", "3/4/2024"):
        column.see(cell)
    assert column.asks_order
    assert column.contradicts_itself
    assert column.read("25/4/2024", _TODAY).at == date(2024, 4, 25)


def test_the_owner_decides_what_the_column_does_not():
    assert read("3/4/2024", flags=["mdy"])[0] == date(2024, 3, 4)
    assert read("3/4/2024", flags=["dmy"])[0] == date(2024, 4, 3)


def test_a_known_zone_makes_a_time_of_it():
    assert read("05/17/2024 08:09:10", flags=["mdy", "utc"])[0] == datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC)
    assert read("2024-05-17 08:09:10", flags=["pacific"])[0] == datetime(2024, 5, 17, 15, 9, 10, tzinfo=UTC)


def test_midnights_alone_are_days_and_one_true_time_makes_all_times():
    assert read("2024-05-17T00:00:00Z", "2024-05-18T00:00:00Z")[1] is Precision.DAY
    assert read("2024-05-17T00:00:00Z", "2024-05-18T07:00:00Z")[1] is Precision.SECOND
