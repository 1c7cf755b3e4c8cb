"""Bringing in what was copied off a page: the text, what was understood, what is asked, what came in."""

from datetime import date

import pytest
from textual import events
from textual.geometry import Size

from reviewdesk.api import Rating
from reviewdesk.store import bells
from reviewdesk.store.lines import Query
from reviewdesk.tui.dialogs.bring_in import BringInDialog
from reviewdesk.tui.dialogs.mapping_words import said_field
from reviewdesk.tui.dialogs.paste_rows import PastedRowsDialog
from reviewdesk.tui.dialogs.paste_text import PasteDialog
from reviewdesk.tui.dialogs.pick import AskDialog, PickDialog
from reviewdesk.tui.dialogs.told_report import ReportDialog
from reviewdesk.tui.widgets.cards import Cards
from reviewdesk.tui.widgets.paste_box import AnswerBox, PasteBox

NAMES = [
    "Ada",
    "Bea",
    "Cleo",
    "Dora",
    "Ewa",
    "Fay",
    "Gina",
    "Hana",
    "Ida",
    "Jana",
    "Kim",
    "Lena",
    "Mia",
    "Nora",
    "Olga",
    "Pola",
    "Rita",
    "Sara",
    "Tina",
    "Vera",
]
HOSTILE = "[bold red]light[/] \x07\x9b31m \u202egnirts\u202c \x1b[2J [@click=app.quit]x[/]"


def yelp(number, words="was light"):
    """One review as Yelp's page gives it to the clipboard: without its stars."""
    name = f"{NAMES[number % 10]} {chr(65 + number // 10)}."
    return (
        f"{name}\nGdańsk, Poland\n4\n12\nNov {number % 28 + 1}, 2025\nThe dough number {number} {words}.\n"
        "Useful 1\nThanks 0\nLove this 0\nOh no 0\n"
    )


def page(number, words="was light"):
    return "".join(yelp(each, words) for each in range(number))


@pytest.fixture
def known_page(desk):
    """A desk that knows one page on Yelp, and what is brought in waits."""
    look = desk.pasting.look(yelp(25), "yelp", "Mario")
    desk.pasting.take(look, {0: {"rating": "3"}})
    desk.inbox.begin(None, wordless_above=None)
    return desk


async def paste(seat, text, *, key="i"):
    """Open `i`, and paste as a terminal does."""
    await seat.press(key)
    await seat.dialog(BringInDialog)
    seat.app.post_message(events.Paste(text))
    return await seat.dialog(PasteDialog)


async def understood(seat, text):
    await paste(seat, text)
    await seat.press("f2")
    return await seat.dialog(PastedRowsDialog)


def rows(seat):
    return seat.app.screen.query_one(Cards).text


async def test_a_paste_goes_from_the_page_to_the_inbox(known_page, sit):
    async with sit() as seat:
        await seat.reading()
        await understood(seat, page(3))
        assert "Yelp, Mario: 3 reviews understood" in seat.text
        assert "3 still ask for something" in seat.text
        await seat.press("5", "1", "minus")
        await seat.until(lambda: "Nothing lacks" in seat.text)
        await seat.press("y")
        await seat.dialog(ReportDialog)
        assert "Pasted from Yelp: 3 rows read" in seat.text
        await seat.press("enter")
        await seat.until(lambda: seat.list.rows == 4)
        there = {each.review.author: each.review for each in known_page.inbox.page(Query(all=True), limit=9)}
        assert [there[name].rating for name in ("Ada A.", "Bea A.", "Cleo A.")] == [
            Rating(5, 5),
            Rating(1, 5),
            None,
        ]
        assert there["Ada A."].created_at == date(2025, 11, 1)
        assert not seat.app.errands.pasted.text, "what is brought in does not come back"


async def test_pasted_again_it_is_known_and_asks_nothing(known_page, sit):
    async with sit() as seat:
        await seat.reading()
        await understood(seat, yelp(25))
        assert "known" in rows(seat)
        await seat.press("y")
        await seat.dialog(ReportDialog)
        assert "1 known already" in seat.text


async def test_an_answer_that_is_no_answer_is_told_and_can_be_mended(known_page, sit):
    async with sit() as seat:
        await seat.reading()
        await understood(seat, page(1))
        await seat.press("y")
        await seat.until(lambda: "asks for: stars" in seat.told)
        await seat.press("enter", "9", "enter")
        await seat.until(lambda: "is no rating" in seat.told)
        await seat.press("backspace", "4", "enter")
        await seat.until(lambda: "4/5" in rows(seat))
        assert "Nothing lacks" in seat.text


async def test_rows_can_be_left_out(known_page, sit):
    async with sit() as seat:
        await seat.reading()
        await understood(seat, page(3))
        await seat.press("4", "X")
        await seat.until(lambda: "2 left out" in seat.text)
        await seat.press("y")
        await seat.dialog(ReportDialog)
        assert "1 new" in seat.text
        await seat.press("enter")
        await seat.until(lambda: seat.list.rows == 2)


async def test_escape_loses_nothing_at_any_step(known_page, sit):
    async with sit() as seat:
        await seat.reading()
        await understood(seat, page(2))
        await seat.press("4", "enter", "3")
        await seat.press("escape", "escape")
        await seat.dialog(PasteDialog)
        await seat.press("escape")
        await seat.dialog(BringInDialog)
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
        await seat.press("i")
        dialog = await seat.dialog(PasteDialog)
        assert dialog.box.text == page(2)
        await seat.press("f2")
        await seat.dialog(PastedRowsDialog)
        assert "4/5" in rows(seat)
        assert "1 still asks for something" in seat.text
        await seat.press("enter")
        await seat.pilot.pause()
        assert seat.app.screen.query_one(AnswerBox).text == "3", "what was begun goes on"


async def test_a_page_that_nobody_knows_is_asked_for_by_name(desk, sit):
    async with sit() as seat:
        await seat.press("i")
        await seat.dialog(BringInDialog)
        await seat.press("f3")
        dialog = await seat.dialog(PasteDialog)
        seat.app.post_message(events.Paste(page(1)))
        await seat.until(lambda: dialog.box.text)
        await seat.press("f2")
        await seat.dialog(AskDialog)
        await seat.press(*"Mario", "enter")
        await seat.dialog(PastedRowsDialog)
        assert "Yelp, Mario" in seat.text


async def test_the_page_can_be_changed_and_what_was_said_stays(known_page, sit):
    look = known_page.pasting.look(yelp(26), "yelp", "Harbour")
    known_page.pasting.take(look, {0: {"rating": "3"}})
    async with sit() as seat:
        await seat.reading()
        await paste(seat, page(1))
        await seat.press("f2")
        picked = await seat.dialog(PickDialog)
        assert {choice.title for choice in picked.choices} >= {"Mario", "Harbour", "another page …"}
        await seat.press("1")
        await seat.dialog(PastedRowsDialog)
        first = seat.text.splitlines()[0]
        await seat.press("2")
        await seat.until(lambda: "2/5" in rows(seat))
        await seat.press("l")
        await seat.dialog(PickDialog)
        await seat.press("2")
        await seat.dialog(PastedRowsDialog)
        assert seat.text.splitlines()[0] != first
        assert "2/5" in rows(seat)
        await seat.press("escape")
        await seat.dialog(PasteDialog)
        assert seat.app.errands.pasted.page_hint in ("Mario", "Harbour"), "a name, no number"


async def test_a_text_that_nobody_understands_is_told_and_kept(known_page, sit):
    async with sit() as seat:
        await seat.reading()
        await paste(seat, "just some words\nthat nobody knows")
        await seat.press("f2")
        await seat.until(lambda: "No review was recognised" in seat.told)
        assert "--" not in seat.told, "nobody types options on the screen"
        await seat.press("f9", "f2")
        await seat.until(lambda: "Nothing is pasted yet" in seat.told)


async def test_whose_it_is_can_be_said_before(known_page, sit):
    async with sit() as seat:
        await seat.reading()
        await paste(seat, page(1))
        await seat.press("f3")
        picked = await seat.dialog(PickDialog)
        at = [choice.value for choice in picked.choices].index("yelp")
        await seat.press(str(at + 1))
        await seat.dialog(PasteDialog)
        await seat.until(lambda: "From: Yelp" in seat.text)


async def test_a_bell_leads_to_its_platform_and_page(known_page, sit, clock):
    with known_page._bench.write() as tx:
        bells.ring(tx, platform="yelp", title="Mario", at=clock.now(), told={}, mail="one", now=clock.now())
    async with sit() as seat:
        await seat.reading()
        await seat.until(lambda: seat.app.glance.bells)
        await seat.press("i")
        picked = await seat.dialog(PickDialog)
        assert [choice.title[:11] for choice in picked.choices] == ["new on Yelp", "something e"]
        await seat.press("1")
        await seat.dialog(PasteDialog)
        assert "From: Yelp, Mario" in seat.text
        await seat.press("escape", "i")
        await seat.dialog(PickDialog)
        await seat.press("2")
        await seat.dialog(BringInDialog)


async def test_two_hundred_hostile_reviews_at_once_are_data(known_page, sit, drawn):
    def safe(widget):
        return all(ord(sign) >= 32 and not 127 <= ord(sign) < 160 for line in drawn(widget) for sign in line)

    async with sit() as seat:
        await seat.reading()
        dialog = await paste(seat, page(200, HOSTILE).replace("\n", "\r\n"))
        await seat.until(lambda: "2,001 lines" in seat.told)
        assert "\r" not in dialog.box.text
        assert safe(dialog.query_one(PasteBox))
        await seat.press("f2")
        await seat.dialog(PastedRowsDialog)
        assert "200 reviews understood" in seat.text
        cards = seat.app.screen.query_one(Cards)
        assert safe(cards)
        assert "[bold red]light[/]" in cards.text
        await seat.press("X", "y")
        await seat.until(lambda: "All are left out" in seat.told)
        await seat.pilot.resize_terminal(24, 8)
        await seat.pilot.pause()
        assert seat.app.size == Size(24, 8)
        assert seat.app.is_running


async def test_one_line_that_is_pasted_is_a_path(known_page, sit):
    async with sit() as seat:
        await seat.reading()
        await seat.press("i")
        dialog = await seat.dialog(BringInDialog)
        seat.app.post_message(events.Paste("/home/mario/some.zip\n"))
        await seat.until(lambda: dialog.query_one("#path").value == "/home/mario/some.zip")


def test_flags_without_words_of_their_own_stay():
    assert said_field("created_at:dmy:utc") == "day of the review, day first utc"
