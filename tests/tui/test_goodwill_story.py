"""From a one-star review to the card that came back, by keys alone."""

from datetime import timedelta
from typing import Any

from pypdf import PdfReader
from textual.widgets import Input

from reviewdesk.engine.goodwill.values import VoucherState
from reviewdesk.store.lines import State
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.dialogs.pick import PickDialog
from reviewdesk.tui.goodwill.evening import EveningScreen
from reviewdesk.tui.goodwill.evening_where import WhereForm
from reviewdesk.tui.goodwill.giving import GoodwillForm
from reviewdesk.tui.goodwill.handing import MadeDialog
from reviewdesk.tui.goodwill.issuing import IssueForm
from reviewdesk.tui.goodwill.marks import mark_words, short_mark
from reviewdesk.tui.goodwill.offer_form import OfferForm
from reviewdesk.tui.goodwill.one import VoucherScreen
from reviewdesk.tui.goodwill.vouchers import VouchersScreen
from reviewdesk.tui.goodwill.words import dated
from reviewdesk.tui.widgets.hints import Hints


async def _type(seat: Any, words: str) -> None:
    """Into the field that has the focus, the last sign as a key."""
    field = seat.app.focused
    assert isinstance(field, Input)
    field.value = words[:-1]
    field.cursor_position = len(field.value)
    await seat.press(words[-1])


async def _go_to_soup(seat: Any, google: Any) -> Any:
    there = google.world.review("cold-soup").id
    await seat.reading()
    for _each in range(40):
        if seat.known.review.external_id == there:
            return seat.known
        at = seat.list.number
        await seat.press("j")
        await seat.until(lambda at=at: seat.list.number != at and seat.app.inbox_screen.known is not None)
    raise AssertionError("the soup is not in the inbox")


async def _prepare(seat: Any, known: Any) -> None:
    """The first offer is made on the way; Enter alone gives nothing."""
    await seat.press("v")
    await seat.dialog(OfferForm)
    await _type(seat, "one margherita")
    await seat.press("enter")
    await _type(seat, "3,20")
    await seat.press("f2")
    await seat.dialog(GoodwillForm)
    await seat.press("enter")
    await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
    assert not seat.desk.vouchers.list()
    await seat.press("v")
    form = await seat.dialog(GoodwillForm)
    await seat.press("2")
    said = "This guest has had none; one per guest."
    await seat.until(lambda: said in str(form.query_one("#said").render()))
    assert form.query_one("#reason").has_focus
    await seat.press("enter")
    await seat.until(lambda: "What went wrong is missing." in seat.told)
    foot = str(form.query_one(Hints).render())
    assert "Enter prepare it" in foot
    await seat.press("b")
    assert form.value("reason") == "cold"
    assert form.offer is not None
    assert "missing" not in seat.told
    await seat.press("enter")
    await seat.until(lambda: seat.desk.vouchers.list(review=known.pub))
    said = "Prepared. Now the answer: r; Ctrl+O puts in how the guest reaches you."
    await seat.until(lambda: said in seat.told)
    await seat.until(lambda: "Goodwill: one margherita, prepared" in seat.text)


async def _answer(seat: Any, clock: Any, known: Any) -> None:
    """In public without the offer; with it there is no way."""
    await seat.write("Sorry, Marta. Come back, you get one margherita on us.")
    await seat.press("f2")
    look = await seat.dialog(LastLookDialog)
    assert look.blocked
    await seat.press("escape")
    await seat.until(lambda: seat.editor.has_focus)
    seat.editor.replace_all("Sorry, Marta. A cold soup is our fault.")
    await seat.press("f2")
    await seat.dialog(LastLookDialog)
    missing = "your answer does not ask the guest to get in touch. Ctrl+O puts that in."
    await seat.until(lambda: missing in " ".join(seat.text.split()))
    await seat.press("escape")
    await seat.until(lambda: seat.editor.has_focus)
    await seat.press("ctrl+end", "ctrl+o", "f2")
    look = await seat.dialog(LastLookDialog)
    assert not look.blocked
    await seat.until(lambda: "your answer asks the guest to get in touch." in " ".join(seat.text.split()))
    await seat.until(lambda: look._quiet_from is not None)
    for _each in "yy":
        if seat.app.screen is look:
            clock.advance(5)
            await seat.press("y")
    await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
    await seat.until(lambda: seat.desk.inbox.known(known.id).state != State.DRAFTED)


async def _issue(seat: Any, known: Any) -> None:
    """The guest rings: found by name, asked for day and order, and what was typed outlives Esc."""
    await seat.press("V")
    screen = await seat.dialog(VouchersScreen)
    await seat.press("slash")
    name = (known.review.author or "").split()[0].upper()
    await _type(seat, f"{name} is here ")
    await seat.until(lambda: screen.found.typed.strip() and screen.found.vouchers)
    await seat.press("enter", "enter")
    one = await seat.dialog(VoucherScreen)
    await seat.until(lambda: one.possible)
    await seat.press("e")
    form = await seat.dialog(IssueForm)
    assert "The soup came cold" in form.query_one("#text").text
    await seat.press("f2")
    await seat.until(lambda: "Ask which day" in seat.told)
    await _type(seat, "yesterday")
    await seat.press("enter")
    await _type(seat, "soup, twice")
    await seat.press("escape")
    await seat.until(lambda: seat.app.screen is one)
    await seat.press("e")
    form = await seat.dialog(IssueForm)
    day = seat.app.clock.now().astimezone().date() - timedelta(days=1)
    assert (form.value("day"), form.value("ordered")) == (day.isoformat(), "soup, twice")
    assert f"was here: {dated(day)}" in str(form.query_one("#said").render())
    await seat.press("f2")
    await seat.until(lambda: one.one.state is VoucherState.ISSUED)
    assert one.one.case.day == day
    await seat.until(lambda: dated(day) in seat.text)


async def _card(seat: Any) -> str:
    one = seat.app.screen
    await seat.press("d")
    ways = await seat.dialog(PickDialog)
    row = next(row for row, each in enumerate(ways.choices, 1) if each.value == "card")
    await seat.press(str(row))
    made = await seat.dialog(MadeDialog)
    printed = "".join(page.extract_text() for page in PdfReader(made.path).pages)
    code = str(one.one.code)
    assert code in printed.replace("\n", "")
    assert "one margherita" in printed
    assert "Does the guest have it?" in made.query_one("#text").text
    await seat.press("escape")
    await seat.until(lambda: "card made, today" in seat.text and "y: the guest has it" in seat.text)
    assert one.one.state is VoucherState.ISSUED
    await seat.press("y")
    await seat.until(lambda: one.one.state is VoucherState.DELIVERED)
    await seat.until(lambda: "delivered, till" in seat.text)
    return code


async def _evening(seat: Any, code: str) -> None:
    """However it is typed it is noted once."""
    await seat.press("V")
    await seat.press("c")
    await seat.dialog(WhereForm)
    await seat.press("enter", "1", "enter")
    screen = await seat.dialog(EveningScreen)
    await seat.until(lambda: screen.where is not None and screen.query_one("#code").has_focus)
    worn = code.lower().replace("-", " ").replace("1", "l").replace("0", "o")
    for typed in (worn, code.replace("-", "")[-4:], "MARIO-7K3F-9QWX-2MT"):
        await _type(seat, typed)
        await seat.press("enter")
    await seat.until(lambda: len(screen.rows) == 3 and all(row.used for row in screen.rows))
    text = screen.cards.text
    assert "used now" in text
    assert "already used, today" in text
    assert "mistyped" in text
    assert "1 used · 2 to look at" in str(screen.query_one("#title").render())


async def test_the_whole_story_of_one_star(connected_desk, sit, clock, google):
    async with sit(size=(120, 40)) as seat:
        known = await _go_to_soup(seat, google)
        await _prepare(seat, known)
        await _answer(seat, clock, known)
        await _issue(seat, known)
        code = await _card(seat)
        await _evening(seat, code)
        assert seat.desk.vouchers.show(code).state is VoucherState.REDEEMED
        await seat.until(lambda: seat.app.glance.goodwill == {known.id: VoucherState.REDEEMED})


def test_a_row_tells_where_a_voucher_stands_in_the_words_of_its_page():
    for state, word in (("prepared", "prepared"), ("issued", "issued"), ("delivered", "delivered")):
        assert mark_words(VoucherState(state)) == f"goodwill {word}"
        assert short_mark(VoucherState(state)) == f"◆ {word}"
