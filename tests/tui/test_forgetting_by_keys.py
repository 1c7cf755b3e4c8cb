"""A guest wishes to be forgotten: on the review, after a look at what goes and a yes."""

from reviewdesk.api import CaseReason
from reviewdesk.store.first_page import first_page
from reviewdesk.tui.dialogs.forget import ForgetDialog


async def test_what_goes_is_shown_and_only_a_chosen_yes_takes_it_out(connected_desk, sit, drawn):
    async with sit() as seat:
        await seat.reading()
        known = seat.known
        name = known.review.author
        desk = seat.desk
        desk.cases.add(CaseReason.LATE, "rang us up", guest=name, location=known.location)
        await seat.press("X")
        dialog = await seat.dialog(ForgetDialog)
        assert "What goes is shown first" in seat.text
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
        assert desk.inbox.known(known.id).review.author == name
        await seat.press("X")
        dialog = await seat.dialog(ForgetDialog)
        await seat.press("2")
        await seat.until(lambda: f"name and words of review {known.pub} (Google" in seat.text)
        assert "of case" not in seat.text
        await seat.press("3")
        await seat.until(lambda: "name, words and order of case" in seat.text)
        assert "This stays: stars" in seat.text
        assert seat.app.screen is dialog
        await seat.press("enter")
        await seat.until(lambda: desk.inbox.known(known.id).review.author is None)
        await seat.until(lambda: "Done. The diary notes that a person was forgotten" in seat.told)
        await seat.until(lambda: name not in seat.text)
        assert not desk.cases.list(name)
        await seat.until(lambda: any("▌" in row and "(forgotten)" in row for row in drawn(seat.list)))
    top = first_page(connected_desk.home.database)
    assert [line.forgotten for line in top.lines if line.id == known.id] == [True]
