"""A bell stands at the top of the desk, in words; its keys open its page, or put it away."""

from datetime import UTC, datetime

import pytest

from reviewdesk.store import bells
from reviewdesk.tui.bell_words import bell_line
from reviewdesk.tui.dialogs.pick import PickDialog
from reviewdesk.tui.widgets.header import Header

PAGE = "https://www.tripadvisor.com/ManagementCenter"


def header_of(seat):
    return seat.app.inbox_screen.query_one(Header).render().plain


@pytest.fixture
def rung(connected_desk, clock):
    desk = connected_desk

    def ring(number, told):
        with desk._bench.write() as tx:
            bells.ring(
                tx,
                platform="tripadvisor",
                title="Da [b]Mario",
                at=clock.now(),
                told=told,
                mail=f"mail {number}",
                now=clock.now(),
            )

    ring(1, {})
    ring(2, {"author": "Bea", "stars": "2", "words": "Cold soup.", "url": PAGE})
    return desk


def test_without_bells_there_is_no_line():
    assert bell_line([], datetime.now(UTC), page_key="b", in_key="i") == ""


async def test_the_newest_bell_stands_at_the_top_at_any_width(rung, sit, clock):
    for size in ((80, 24), (200, 60)):
        async with sit(size=size) as seat:
            await seat.reading()
            line = header_of(seat).splitlines()[-1]
            assert line.startswith("something new on Tripadvisor, ")
            assert "b opens it, i brings it in · 1 more" in line
            assert len(line) <= size[0]


async def test_b_asks_which_page_and_opens_the_one_of_the_mail(rung, sit, clock):
    async with sit() as seat:
        await seat.reading()
        await seat.press("b")
        dialog = await seat.dialog(PickDialog)
        titles = [choice.title for choice in dialog.choices]
        assert titles[0].endswith(": Da [b]Mario")
        assert dialog.choices[0].text == "Bea · ★2 · Cold soup."
        assert "under the cursor" in titles[2]
        assert titles[3] == "put the 2 bells away"
        await seat.press("1")
        await seat.until(lambda: PAGE in seat.told)


async def test_a_mail_without_a_page_says_so(rung, sit, clock):
    async with sit() as seat:
        await seat.reading()
        await seat.press("b")
        await seat.dialog(PickDialog)
        await seat.press("2")
        await seat.until(lambda: "names no page" in seat.told)


async def test_bells_that_are_put_away_leave_the_top(rung, sit, clock):
    async with sit() as seat:
        await seat.reading()
        await seat.press("b")
        await seat.dialog(PickDialog)
        await seat.press("4")
        await seat.until(lambda: "something new" not in header_of(seat))
        assert seat.desk.bells() == []
