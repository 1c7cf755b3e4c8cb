"""How guests of a shop get in touch is said on the page of accounts, for all platforms or for one."""

from reviewdesk.tui.dialogs.pick import PickDialog
from reviewdesk.tui.goodwill.contact import ContactForm
from reviewdesk.tui.screens.accounts import AccountsScreen


async def test_whom_guests_ask_for_is_kept_and_its_sentence_is_seen(connected_desk, sit):
    shop = connected_desk.listings.shops()[0].name
    async with sit() as seat:
        await seat.press("A")
        screen = await seat.dialog(AccountsScreen)
        await seat.until(lambda: "they ask for the manager" in screen.cards.text)
        places = [card.value for card in screen.cards.cards]
        screen.cards.move_to(places.index(("shop", shop)))
        await seat.press("enter")
        await seat.dialog(PickDialog)
        await seat.press("1")
        form = await seat.dialog(ContactForm)
        await seat.press(*"Mario", "tab", *"any day")
        await seat.until(lambda: "Mario" in str(form.query_one("#said").render()))
        assert "any day" in str(form.query_one("#said").render())
        await seat.press("f2")
        await seat.until(lambda: "they ask for Mario · any day" in screen.cards.text)
        line = seat.desk.contact_lines.of(shop)[0]
        assert (line.platform, line.ask_for, line.reach) == ("", "Mario", "any day")
