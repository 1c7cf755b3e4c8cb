"""Back from holidays: one page, with the way to each thing on it; and the diary beside it, page by page."""

from datetime import timedelta

from textual.widgets import Input, Static

from reviewdesk.store import diary
from reviewdesk.store.values import DiaryWish
from reviewdesk.tui.dialogs.pick import AskDialog, PickDialog
from reviewdesk.tui.screens import diary as diary_screen
from reviewdesk.tui.screens.away import AwayScreen
from reviewdesk.tui.screens.diary import DiaryScreen
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Piece


def _cards(seat):
    return seat.app.screen.query_one(Cards)


async def test_after_holidays_the_page_comes_by_itself_and_leads_to_a_bad_review(connected_desk, sit, clock):
    desk = connected_desk
    today = clock.now().astimezone().date()
    # The guests of this Google wrote a while ago: he was away all that time.
    with desk._bench.write() as tx:
        from reviewdesk.store import away

        away.note(
            tx, clock.now() - timedelta(days=400), clock.now() + timedelta(days=1), by="", now=clock.now()
        )
    assert desk.away.now() is not None
    desk.away.end()
    with desk._bench.write() as tx:
        from reviewdesk.store.tables import review

        tx.execute(review.update().values(first_seen_at=clock.now()))
    assert today
    async with sit(size=(110, 30)) as seat:
        await seat.until(lambda: isinstance(seat.app.screen, AwayScreen))
        await seat.until(lambda: "Bad ones" in _cards(seat).text)
        assert "Google" in _cards(seat).text
        cards = _cards(seat).cards
        bad = next(row for row, card in enumerate(cards) if card.value and card.value[0] == "review")
        _cards(seat).move_to(bad)
        await seat.press("enter")
        await seat.until(lambda: seat.app.inbox_screen.known is not None)
        await seat.until(lambda: seat.list.number == cards[bad].value[1])
        assert desk.away.back_from() is None


async def test_holidays_are_noted_and_ended_by_keys(connected_desk, sit, clock):
    async with sit(size=(110, 30)) as seat:
        await seat.press("H", "n")
        await seat.dialog(AskDialog)
        await seat.press(*"today to tomorrow", "enter")
        await seat.until(lambda: seat.desk.away.now() is not None)
        await seat.until(lambda: seat.app.screen.can("end_away"))
        await seat.press("e")
        await seat.until(lambda: seat.desk.away.now() is None)
        await seat.until(lambda: "Welcome back" in str(seat.app.screen.query_one("#title").render()))


async def test_days_that_were_not_understood_stay_to_be_mended(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("H", "n")
        await seat.dialog(AskDialog)
        await seat.press(*"24 Dez to 2 Jan", "enter")
        await seat.until(lambda: "24 Dez" in "".join(str(each.render()) for each in _said(seat)))
        words = seat.app.screen.query_one("#words", Input)
        assert words.value == "24 Dez to 2 Jan"
        words.value = "24 Dec to 2 Jan"
        await seat.press("enter")
        await seat.until(lambda: seat.desk.away.noted() is not None)


def _said(seat):
    return seat.app.screen.query(Static) if isinstance(seat.app.screen, AskDialog) else []


async def test_a_card_that_is_too_long_says_that_it_goes_on(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.press("H")
        await seat.until(lambda: isinstance(seat.app.screen, AwayScreen))
        cards = _cards(seat)
        await seat.until(lambda: cards.size.width)
        cards.show([Card([Piece("The soup was as cold as the waiter. " * 4)], "", 1)])
        assert cards.render_line(0).text.rstrip().endswith("…")


async def test_the_diary_turns_its_pages_and_shows_a_part(connected_desk, sit, clock, monkeypatch):
    desk = connected_desk
    pub = desk.inbox.page(_waiting(), limit=1)[0].pub
    for number in range(12):
        desk.inbox.note(pub, f"note {number}")
    with desk._bench.write() as tx:
        diary.write(tx, clock.now(), "listing.read", new=0, changed=0, aside=0)
    monkeypatch.setattr(diary_screen, "_PAGE", 5)
    async with sit(size=(110, 30)) as seat:
        await seat.press("D")
        await seat.until(lambda: isinstance(seat.app.screen, DiaryScreen))
        screen = seat.app.screen
        await seat.until(lambda: len(screen._entries) == 5)
        assert {each.what for each in screen._entries} == {"review.noted"}
        newest = screen._entries[0].id
        await seat.press("n")
        await seat.until(lambda: screen._entries[0].id < newest)
        await seat.press("p")
        await seat.until(lambda: screen._entries[0].id == newest)
        await seat.press("r")
        await seat.until(lambda: screen.wish.review == pub)
        await seat.press("escape")
        await seat.until(lambda: screen.wish == DiaryWish())
        await seat.press("f")
        await seat.dialog(PickDialog)
        await seat.press("7")
        await seat.until(lambda: {each.what for each in screen._entries} == {"account.added"})
        await seat.press("d")
        await seat.dialog(AskDialog)
        await seat.press(*"yesterday", "enter")
        await seat.until(lambda: screen.wish.day is not None and not screen._entries)
        await seat.press("escape")
        await seat.until(lambda: len(screen._entries) == 5)
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)


def test_every_page_of_the_diary_is_found_by_an_index(connected_desk):
    from datetime import date

    from sqlalchemy import text

    wishes = (DiaryWish(), DiaryWish(kind="reply"), DiaryWish(day=date(2026, 11, 20)))
    seen = []
    with connected_desk._bench.db.read() as tx:
        for wish in wishes:
            stopped = []

            class Watch:
                def execute(self, rows, stopped=stopped):
                    stopped.append(str(rows.compile(tx.engine, compile_kwargs={"literal_binds": True})))
                    return []

            diary.page(Watch(), wish, None, before=100, limit=10)
            plan = tx.execute(text("EXPLAIN QUERY PLAN " + stopped[0])).all()
            seen.append(" ".join(row.detail for row in plan))
    assert "diary_told" in seen[0] or "INTEGER PRIMARY KEY" in seen[0]
    assert "diary_kind" in seen[1]
    assert "diary_at" in seen[2]
    assert not any("TEMP B-TREE" in each for each in seen[:2])


def _waiting():
    from reviewdesk.store.lines import Query

    return Query()
