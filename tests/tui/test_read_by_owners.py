"""What an owner who does not read English met at the desk: points, numbers, days, and words to type."""

from datetime import UTC, date, datetime

import pytest

from reviewdesk.api import Money, Rating, speak
from reviewdesk.store.goodwill import amounts
from reviewdesk.tui.coming import coming
from reviewdesk.tui.format import day_heading, one_point, rating_words
from reviewdesk.tui.goodwill.report import days_between
from reviewdesk.tui.screens.away import days_of
from reviewdesk.tui.widgets.hints import Hints

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_again():
    yield
    speak("en")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Sent to Yelp: your answer to Miles R..", "Sent to Yelp: your answer to Miles R."),
        ("резерв до: 22 дек.. e выдаст его.", "резерв до: 22 дек. e выдаст его."),
        ("Wait ... it comes…", "Wait ... it comes…"),
        ("Done.", "Done."),
        ("../by-hand/x.txt", "../by-hand/x.txt"),
    ],
)
def test_a_sentence_ends_with_one_point(said, shown):
    assert one_point(said) == shown


async def test_what_is_told_ends_with_one_point(sit):
    async with sit() as seat:
        seat.app.tell("Sent to Yelp: your answer to Miles R..")
        assert seat.app.screen.query_one(Hints).told == "Sent to Yelp: your answer to Miles R."


@pytest.mark.parametrize(
    ("language", "value", "money"),
    [("en", "5.4/10", "3.20 EUR"), ("pl", "5,4/10", "3,20 EUR"), ("ru", "5,4/10", "3,20 EUR")],
)
def test_a_fraction_is_written_as_the_language_writes_it(language, value, money):
    speak(language)
    assert rating_words(Rating(5.4, 10)) == value
    assert rating_words(Rating(4.5, 5), short=True) == ("4.5" if language == "en" else "4,5")
    assert amounts.shown(Money(320, "EUR")) == money
    assert amounts.typed(money, "EUR") == Money(320, "EUR")
    assert amounts.plain(Money(320, "EUR")) == "3.20"  # for tables and programs


@pytest.mark.parametrize(
    ("language", "heading", "said"),
    [
        ("en", "Tuesday, 17 Nov", "Tuesday, 24 Nov 9:00"),
        ("pl", "Wtorek, 17 lis", "wtorek, 24 lis 9:00"),
        ("ru", "Вторник, 17 нояб.", "вторник, 24 нояб. 9:00"),
        ("sr", "Уторак, 17. нов", "уторак, 24. нов 9:00"),
    ],
)
def test_a_day_is_capital_over_a_list_and_small_in_a_sentence(language, heading, said):
    speak(language)
    assert day_heading(date(2026, 11, 17), NOW.date()) == heading
    assert coming(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), NOW, "UTC").startswith(said)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "1 Nov to 15 Nov"),
        ("en", "1 Nov - 15 Nov"),
        ("pl", "1 lis – 15 lis"),
        ("pl", "1 lis do 15 lis"),
        ("pl", "od 1 lis do 15 lis"),
        ("ru", "1 нояб. – 15 нояб."),
        ("ru", "с 1 нояб. по 15 нояб."),
        ("hr", "1. stu – 15. stu"),
        ("sr", "1 нов до 15 нов"),
        ("sr-Latn", "1 nov do 15 nov"),
        ("pl", "2026-11-01 to 2026-11-15"),
        ("pl", "2026-11-01 - 2026-11-15"),
    ],
)
def test_from_one_day_to_another_in_ones_own_words(language, typed):
    speak(language)
    wanted = (date(2026, 11, 1), date(2026, 11, 15))
    assert days_between(typed, NOW) == wanted
    assert days_of(typed, NOW) == wanted


def test_one_day_alone_is_a_beginning():
    assert days_between("1 Nov", NOW) == (date(2026, 11, 1), None)
    assert days_between("", NOW) == (None, None)


async def test_the_foot_offers_to_bring_back_only_what_is_set_aside(connected_desk, sit):
    async with sit() as seat:
        await seat.reading()
        aside = seat.known.id
        connected_desk.inbox.skip(seat.known.pub, "spam")
        await seat.until(lambda: seat.list.number not in (None, aside))
        waits = seat.list.number
        await seat.press("a")
        await seat.until(lambda: aside in seat.list._rows.numbers)
        seat.list.go_to(aside)
        foot = seat.app.screen.query_one(Hints)
        await seat.until(lambda: "bring back" in foot.render().plain)
        seat.list.go_to(waits)
        await seat.until(lambda: seat.list.number == waits)
        await seat.until(lambda: "bring back" not in foot.render().plain)
