"""The palette offers what can be done here and now, and no stranger's name is markup in it."""

from reviewdesk.store.lines import Query, State
from reviewdesk.tui.actions import TABLE
from reviewdesk.tui.dialogs.palette import PaletteDialog
from reviewdesk.tui.dialogs.pick import PickDialog
from reviewdesk.tui.palette import Offer, folded
from reviewdesk.tui.screens.outbox import OutboxScreen


def test_words_are_found_without_case_and_accents():
    offer = Offer(title="Später, für Zoë", does=lambda: None, help="Put it off")
    assert offer.score([folded("SPATER")]) == 0
    assert offer.score(["zoe"]) == 1
    assert offer.score(["put"]) == 4
    assert offer.score(["spat", "never"]) is None


async def test_it_offers_what_can_be_done_and_does_it(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        number = seat.known.id
        await seat.press("colon")
        palette = await seat.dialog(PaletteDialog)
        assert palette.titles[0] == "Answer"
        assert "No answer needed" in palette.titles
        assert "Bring back" not in palette.titles
        assert "Call back" not in palette.titles
        assert "Undo" not in palette.titles
        await seat.press(*"no answer", "enter")
        await seat.dialog(PickDialog)
        await seat.press("1")
        await seat.until(lambda: seat.desk.inbox.known(number).state == State.SKIPPED)
        await seat.until(lambda: seat.app.inbox_screen._acts)
        await seat.press("ctrl+p")
        palette = await seat.dialog(PaletteDialog)
        assert "Undo" in palette.titles
        await seat.press(*"outbox", "enter")
        await seat.until(lambda: isinstance(seat.app.screen, OutboxScreen))
        await seat.press("colon")
        palette = await seat.dialog(PaletteDialog)
        assert palette.titles[0] == "Inbox"
        assert "Call back" not in palette.titles
        assert "Outbox" not in palette.titles
        assert "Inbox" in palette.titles


async def test_a_guest_is_gone_to_by_name(connected_desk, sit, clock):
    desk = connected_desk
    known = next(
        each for each in desk.inbox.page(Query(all=True), limit=100) if len(each.review.author or "") > 3
    )
    author = known.review.author
    async with sit() as seat:
        await seat.press("ctrl+p")
        palette = await seat.dialog(PaletteDialog)
        palette.query_one("#wanted").value = author
        await seat.until(lambda: author in palette.titles)
        palette.query_one("#found").move_to(palette.titles.index(author))
        await seat.press("enter")
        await seat.until(lambda: seat.app.inbox_screen.known and seat.known.review.author == author)


async def test_while_writing_no_letter_key_is_promised(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Thanks")
        await seat.press("ctrl+p")
        palette = await seat.dialog(PaletteDialog)
        letters = {each.title: each.key for each in palette.offers if len(each.key) == 1}
        assert not letters
        assert "Last look" in palette.titles
        assert "No answer needed" not in palette.titles
        await seat.press("escape")
        await seat.until(lambda: seat.editor.has_focus)
        assert seat.editor.text == "Thanks"


async def test_a_name_that_looks_like_markup_is_shown_as_it_is(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("ctrl+p")
        palette = await seat.dialog(PaletteDialog)
        palette._found("", [Offer(title="[red]Zoe[/red] [/]", does=lambda: None)])
        await seat.pilot.pause()
        assert "[red]Zoe[/red]" in palette.query_one("#found").text


def test_every_title_is_short_enough_for_its_column():
    assert [action.id for action in TABLE if len(action.title) > 24] == []


async def test_the_first_offer_is_the_likeliest_for_the_moment(connected_desk, sit, clock):
    async with sit() as seat:
        clock.hold()
        await seat.write("Thanks")
        await seat.press("ctrl+p")
        assert (await seat.dialog(PaletteDialog)).titles[0] == "Last look"
        await seat.press("escape", "escape")
        await seat.until(lambda: seat.list.has_focus)
        seat.desk.replies.queue(seat.list.line(seat.list.number).pub, "Thanks")
        await seat.until(lambda: seat.app.glance.next_due is not None)
        await seat.press("colon")
        palette = await seat.dialog(PaletteDialog)
        assert palette.titles[0] == "Call back"
        assert palette.titles.index("Quit") > palette.titles.index("Outbox")
