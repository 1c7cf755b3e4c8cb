"""Pages and shops that may be one are made one on the screen, on the owner's yes."""

import pytest

from reviewdesk.tui.dialogs.make_one import MakeOneDialog
from reviewdesk.tui.screens.accounts import AccountsScreen
from reviewdesk.tui.widgets.cards import Cards

TABLE = "Guest,Stars,Date,Review\nAda S.,4,2026-11-02,Good soup.\nBo K.,1,2026-11-03,Cold soup.\n"


@pytest.fixture
def brought_in(desk, tmp_path):
    """One shop of two names on Google, and on Yelp under a third."""
    table = tmp_path / "table.csv"
    table.write_text(TABLE, "utf-8")
    for platform, page in (("google", "Mario"), ("google", "Mario's Trattoria"), ("yelp", "Mario Downtown")):
        desk.imports.take(table, platform=platform, as_listing=page)
    return desk


def pages(desk):
    return {each.title: each.location for each in desk.listings.list()}


async def offered(seat, heading):
    """Put the cursor on that offer and ask for it."""
    cards = seat.app.screen.query_one(Cards)
    await seat.until(lambda: heading in cards.text)
    cards.move_to(next(row for row, card in enumerate(cards.cards) if card.title[0].text == heading))
    await seat.press("o")
    return await seat.dialog(MakeOneDialog)


async def test_pages_and_shops_become_one_by_a_key_and_a_yes(brought_in, sit):
    async with sit() as seat:
        await seat.press("A")
        await seat.dialog(AccountsScreen)
        await seat.until(lambda: "One page?" in seat.app.screen.query_one(Cards).text)
        await seat.press("o")
        assert "Put the cursor on two that may be one first." in seat.told
        await offered(seat, "One page?")
        assert "for good" in seat.text
        await seat.press("enter", "n")
        await seat.dialog(AccountsScreen)
        assert len(pages(brought_in)) == 3
        await offered(seat, "One page?")
        await seat.press("y")
        await seat.until(lambda: "0 reviews came along, 2 were known to both" in seat.told)
        assert pages(brought_in) == {"Mario": "Mario", "Mario Downtown": "Mario Downtown"}
        await offered(seat, "One shop?")
        assert '"yelp/table:mario downtown" --location "Mario Downtown"' in seat.text
        await seat.press("y")
        await seat.until(lambda: "Mario Downtown: now of the shop Mario." in seat.told)
        assert pages(brought_in) == {"Mario": "Mario", "Mario Downtown": "Mario"}
        await seat.until(lambda: "One shop?" not in seat.app.screen.query_one(Cards).text)
        await seat.press("o")
        assert "Nothing to join." in seat.told
