"""A page shows at once what is known, or that it is being read; never an empty ground."""

from threading import Event

from reviewdesk.api import CaseReason, Offer
from reviewdesk.tui.goodwill.offers import OffersScreen
from reviewdesk.tui.goodwill.one import VoucherScreen
from reviewdesk.tui.goodwill.vouchers import VouchersScreen
from reviewdesk.tui.screens.first_steps import FirstStepsScreen


async def test_a_page_shows_at_once_what_is_known_or_that_it_reads(desk, sit):
    desk.listings.add_location("Downtown")
    desk.offers.add(Offer(name="margherita", version=1, title="one margherita"))
    case = desk.cases.add(CaseReason.LATE, "", guest="Tom", location="Downtown")
    one = desk.vouchers.issue(desk.vouchers.prepare(case.pub, "margherita").voucher.pub).voucher
    gate = Event()
    async with sit() as seat:
        await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
        await seat.press("V")
        screen = await seat.dialog(VouchersScreen)
        await seat.until(lambda: screen.here is not None)
        seat.app.beside.do("read", lambda: gate.wait(20), lambda _done: None)
        await seat.press("enter")
        page = await seat.dialog(VoucherScreen)
        await seat.until(lambda: one.code in seat.text and "Reading …" in seat.text)
        assert page.possible == ()
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is screen)
        await seat.press("o")
        offers = await seat.dialog(OffersScreen)
        await seat.until(lambda: "Reading …" in offers.cards.text)
        gate.set()
        await seat.until(lambda: "one margherita" in offers.cards.text)
