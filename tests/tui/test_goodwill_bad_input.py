"""What goes wrong around goodwill: forms sent twice, limits that change, grave matters, odd codes."""

from typing import Any

import pytest
from textual.widgets import Input

from reviewdesk.api import CaseReason, Offer
from reviewdesk.engine.goodwill.values import Budget, VoucherState
from reviewdesk.tui.dialogs.pick import PickDialog
from reviewdesk.tui.goodwill.budget_form import BudgetForm
from reviewdesk.tui.goodwill.evening import EveningScreen
from reviewdesk.tui.goodwill.evening_where import WhereForm
from reviewdesk.tui.goodwill.give import Give
from reviewdesk.tui.goodwill.giving import GoodwillForm
from reviewdesk.tui.goodwill.grave_form import GraveForm
from reviewdesk.tui.goodwill.offers import OffersScreen
from reviewdesk.tui.goodwill.one import VoucherScreen
from reviewdesk.tui.goodwill.using import UsedForm
from reviewdesk.tui.goodwill.vouchers import VouchersScreen
from reviewdesk.tui.screens.first_steps import FirstStepsScreen

HOSTILE = "Ewa [/b] [b]🎉" + "🎉" * 300


@pytest.fixture
def shops(desk: Any) -> Any:
    """Two shops and two offers, one of them for the other shop only."""
    for name in ("Downtown", "Harbour"):
        desk.listings.add_location(name)
    for name, places in (("margherita", ()), ("soup", ("Harbour",))):
        cost = desk.offers.money("3.20")
        desk.offers.add(Offer(name=name, version=1, title=f"one {name}", cost=cost, places=places))
    return desk


def _case(desk: Any, guest: str = "Ewa", told: str = "") -> str:
    return desk.cases.add(CaseReason.LATE, told, guest=guest, location="Downtown").pub


def _issued(desk: Any, offer: str = "margherita", **more: Any) -> Any:
    pub = desk.vouchers.prepare(_case(desk, **more), offer).voucher.pub
    return desk.vouchers.issue(pub).voucher


async def _form(seat: Any, ref: str) -> GoodwillForm:
    await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
    Give(seat.app, ref, None, lambda _one: None).begin()
    form: GoodwillForm = await seat.dialog(GoodwillForm)
    return form


async def test_a_form_sent_twice_and_a_limit_that_came_meanwhile(shops, sit):
    ref, other = _case(shops), _case(shops, "Tom")
    async with sit() as seat:
        form = await _form(seat, ref)
        await seat.press("2")
        form.action_done()
        form.under_way = False
        form.action_done()
        await seat.until(lambda: seat.app.screen is not form)
        await seat.until(lambda: not seat.app.beside.busy)
        assert len(seat.desk.vouchers.list()) == 1
        form = await _form(seat, other)
        await seat.press("2")
        assert not form.shows("override")
        assert form.cards.has_focus
        shops.offers.set_budget(Budget(month_count=1))
        await seat.press("f2")
        await seat.until(lambda: form.shows("override") and form.query_one("#override").has_focus)
        assert "The month's budget is used up" in seat.told
        await seat.press(*"regular", "escape")
        form = await _form(seat, other)
        await seat.press("2")
        assert form.value("override") == "regular"
        await seat.press("f2")
        await seat.until(lambda: len(seat.desk.vouchers.list()) == 2)
        assert seat.desk.vouchers.list()[0].override == "regular"


async def test_of_a_grave_matter_there_is_no_form_until_it_is_lifted(shops, sit):
    ref = _case(shops, HOSTILE, "so late that my son got sick, food poisoning")
    async with sit() as seat:
        await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
        Give(seat.app, ref, None, lambda _one: None).begin()
        form = await seat.dialog(GraveForm)
        assert "an illness" in seat.text
        assert "Ewa [/b] [b]" in form.query_one("#frame")._border_title.plain
        assert "tell your insurer" in seat.text
        await seat.press("f2")
        assert seat.app.screen is form
        await seat.press(*"joking", "f2")
        await seat.dialog(GoodwillForm)
        await seat.press("2", "f2")
        await seat.until(seat.desk.vouchers.list)
        lifted = [each for each in seat.desk.diary() if each.what == "voucher.read_grave"]
        assert lifted[0].details["reason"] == "joking"
        await seat.press("V")
        screen = await seat.dialog(VouchersScreen)
        await seat.until(lambda: "Ewa [/b]" in screen.cards.text)


async def test_cards_of_another_shop_and_ended_ones_are_told_and_taken_all_the_same(shops, sit, clock):
    soup, old = _issued(shops, "soup"), _issued(shops, guest="Tom")
    clock.advance(days=61)
    async with sit() as seat:
        await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
        await seat.press("V", "c")
        await seat.dialog(WhereForm)
        await seat.press("enter", "1", "f2")
        screen = await seat.dialog(EveningScreen)
        await seat.until(lambda: screen.where and screen.where.place == "Downtown")
        field = screen.query_one("#code", Input)
        field.value = soup.code[-3:]
        await seat.press("enter")
        await seat.until(lambda: "Too short: type its last four signs" in seat.told)
        assert field.value
        for code, words in ((soup.code, "for another shop"), (old.code, "ended")):
            field.value = code.lower()
            await seat.press("enter")
            await seat.until(lambda words=words: words in screen.cards.text)
            assert "Too short" not in seat.told
            await seat.press("f4")
            await seat.until(lambda: screen.rows[0].used is not None and screen.rows[0].used.done)
        assert {seat.desk.vouchers.show(each.pub).state for each in (soup, old)} == {VoucherState.REDEEMED}
        await seat.press("f9")
        await seat.until(lambda: seat.app.screen is not screen)
        await seat.press(*"wrong one", "enter")
        await seat.until(lambda: seat.desk.vouchers.show(old.pub).state is not VoucherState.REDEEMED)


async def test_a_day_that_is_none_is_told_and_the_next_key_replaces_it(shops, sit, clock):
    async with sit() as seat:
        await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
        await seat.press("V", "c")
        form = await seat.dialog(WhereForm)
        day, said = form.query_one("#day", Input), form.query_one("#said")
        assert "= Today" in str(said.render())
        assert day.selected_text == day.value
        day.value = "the day after"
        await seat.press("f2")
        await seat.until(lambda: '"the day after" is not understood as a day. Write it like' in seat.told)
        assert day.has_focus
        assert not said.display
        await seat.press(*"yesterday")
        assert day.value == "yesterday"
        assert "= Yesterday" in str(said.render())
        day.value = "tomorrow"
        await seat.press("f2")
        await seat.until(lambda: "That day is still to come" in seat.told)
        await seat.press("escape")
        await seat.dialog(VouchersScreen)
        await seat.press("c")
        form = await seat.dialog(WhereForm)
        assert form.value("day") == clock.now().astimezone().date().isoformat()


async def test_a_number_that_stands_there_is_replaced_by_the_first_key(shops, sit):
    shops.offers.set_budget(Budget(month_count=20))
    async with sit() as seat:
        await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
        await seat.press("V", "o")
        screen = await seat.dialog(OffersScreen)
        await seat.until(lambda: "20 vouchers" in screen.cards.text)
        await seat.press("b")
        await seat.dialog(BudgetForm)
        await seat.press(*"30", "f2")
        await seat.until(lambda: "30 vouchers" in screen.cards.text)


async def test_what_has_the_focus_is_told_by_a_sign(shops, sit, drawn):
    async with sit() as seat:
        form = await _form(seat, _case(shops))
        await seat.press("2")
        await seat.until(lambda: "▌ 2" in "".join(drawn(form.cards)))
        shops.offers.set_budget(Budget(month_count=0))
        await seat.press("f2")
        await seat.until(lambda: form.shows("override") and form.query_one("#override").has_focus)
        assert "✓ 2" in "".join(drawn(form.cards))
        signs = list(form.query(".here"))
        await seat.until(lambda: [each.parent.id for each in signs if each.visible] == ["row-override"])


async def test_twenty_cards_typed_in_a_row_are_all_noted(shops, sit):
    made = [_issued(shops, guest=f"Guest {number}") for number in range(20)]
    async with sit() as seat:
        await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
        await seat.press("V", "c")
        await seat.dialog(WhereForm)
        await seat.press("enter", "2", "f2")
        screen = await seat.dialog(EveningScreen)
        await seat.until(lambda: screen.where is not None)
        for one in made:
            screen.query_one("#code", Input).value = one.code
            await seat.press("enter")
        await seat.until(lambda: sum(1 for row in screen.rows if row.used and row.used.done) == 20)


async def test_one_that_ended_can_be_noted_and_one_that_was_used_can_not_twice(shops, sit, clock):
    old = _issued(shops)
    clock.advance(days=61)
    async with sit() as seat:
        await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
        screen = VoucherScreen(old.pub)
        await seat.app.push_screen(screen)
        await seat.until(lambda: screen.possible)
        await seat.press("e")
        await seat.until(lambda: "does not fit this voucher" in seat.told)
        await seat.press("r")
        form = await seat.dialog(UsedForm)
        await seat.press("f2")
        await seat.until(lambda: form.shows("anyway"))
        await seat.press("2", "f2")
        await seat.until(lambda: screen.one.state is VoucherState.REDEEMED)
        assert screen.possible == ("not_used",)


async def test_another_one_for_the_same_case_asks_for_one_reason(shops, sit):
    ref = _case(shops)
    shops.vouchers.prepare(ref, "margherita")
    async with sit() as seat:
        await seat.until(lambda: isinstance(seat.app.screen, FirstStepsScreen))
        Give(seat.app, ref, None, lambda _one: None).begin()
        await seat.dialog(PickDialog)
        await seat.press("2")
        form = await seat.dialog(GoodwillForm)
        await seat.press("2", "f2")
        await seat.until(lambda: "Say why it gets another one" in seat.told)
        assert not form.shows("override")
        await seat.press(*"twice cold", "f2")
        await seat.until(lambda: len(seat.desk.vouchers.list()) == 2)
