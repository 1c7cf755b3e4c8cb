"""The made-up world of the demo keeps what it promises."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from reviewdesk_booking.sandbox.rules import judge
from reviewdesk_booking.sandbox.scenario import load_world

from reviewdesk.api import Clock
from reviewdesk.sandbox import SandboxClock

STARTS = [
    datetime(2026, 11, 22, 18, 31, tzinfo=UTC),
    datetime(2026, 11, 21, 23, 4, tzinfo=UTC),  # four past midnight in the shops
    datetime(2027, 3, 28, 1, 30, tzinfo=UTC),  # the night the clocks go forward
    datetime(2028, 2, 29, 9, 0, tzinfo=UTC),
]
SIGNED = ("Mario", "Ania", "Аня", "アニア")
OFFERS = re.compile(
    r"voucher|gutschein|rabat|discount|coupon|refund|gratis|za darmo|https?://|www\.|@", re.IGNORECASE
)


class Fixed(Clock):
    def __init__(self, at):
        self._at = at

    def now(self):
        return self._at

    def monotonic(self):
        return 0.0

    def wait(self, seconds, until=None):
        return False


@pytest.fixture(params=STARTS, ids=str)
def world(request):
    return load_world("pizzeria", SandboxClock(source=Fixed(request.param)))[0]


def everything(world):
    return [review for number in world.properties for review in world.reviews(number)]


def test_three_houses_and_about_thirty_reviews(world):
    assert [one.title.rsplit(" ", 1)[1] for one in world.properties.values()] == [
        "Downtown",
        "Harbour",
        "Town",
    ]
    rows = everything(world)
    assert 25 <= len(rows) <= 40
    assert len({row.language for row in rows if row.has_words}) >= 12
    assert len({row.reservation for row in rows}) == len({row.id for row in rows}) == len(rows)


def test_four_wait_and_the_others_are_answered_or_old_or_wordless(world):
    month = world.now() - timedelta(days=30)
    waiting = [r for r in everything(world) if r.has_words and not r.reply and r.created_at > month]
    assert {row.handle for row in waiting} == {
        "de-heike-smell",
        "pl-zuzanna-heating",
        "nl-joost-seagull",
        "it-paola-stairs",
    }
    assert sum(not row.has_words for row in everything(world)) >= 5


def test_nothing_lies_in_the_future_and_answers_follow_reviews(world):
    for row in everything(world):
        assert row.created_at < world.now()
        if row.reply:
            assert row.created_at < row.reply.at < world.now()
            assert row.reply.at - row.created_at < timedelta(days=7)


def test_ids_begin_with_the_language_of_the_words(world):
    for row in everything(world):
        assert row.handle.split("-")[0] == (row.language if row.has_words else "zxx")


def test_answers_are_signed_and_promise_nothing(world):
    for row in everything(world):
        if row.reply:
            assert row.reply.text.endswith(SIGNED)
            assert not OFFERS.search(row.reply.text)
            assert judge(row.reply.text) is None
