"""What happens by itself is said to the owner in whole sentences, and can be found again."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from reviewdesk.engine.calendar_words import month_words
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.outgoing import clipboard
from reviewdesk.engine.outgoing.handing_off import find, hand_off
from reviewdesk.engine.outgoing.road import road
from reviewdesk.store import reviews
from reviewdesk.store.lines import Query, State
from reviewdesk.tui.app import DeskApp
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.dialogs.closing import ClosingDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.screens.diary import DiaryScreen
from reviewdesk.tui.screens.outbox import OutboxScreen
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.status_line import StatusLine
from reviewdesk.tui.words import state_words

HANDLES = ("cold-soup", "stars-only", "dry-bread")


def _handle(google, known):
    return next(key for key in HANDLES if google.world.review(key).id == known.review.external_id)


async def _deleted_on_the_way(seat, google, clock):
    await seat.reading()
    known = seat.known
    seat.desk.replies.queue(known.pub, "Ours")
    google.happen({"do": "remove", "review": _handle(google, known)})
    clock.advance(11)
    await seat.until(lambda: "Not sent to Google" in seat.told)
    return known


async def test_an_answer_that_came_back_is_told_until_a_key_is_struck(connected_desk, sit, clock, google):
    async with sit() as seat:
        clock.hold()
        known = await _deleted_on_the_way(seat, google, clock)
        assert known.review.author in seat.told
        assert "Your text is kept." in seat.told
        await seat.press("j")
        assert "Not sent" in seat.told
        clock.advance(60)
        seat.app.tell("Something else.")
        assert "Not sent" in seat.told
        await seat.press("j")
        await seat.until(lambda: "Not sent" not in seat.told)


async def test_it_stands_on_the_leaf_in_the_outbox_and_in_the_diary(connected_desk, sit, clock, google):
    async with sit(size=(120, 30)) as seat:
        known = await _deleted_on_the_way(seat, google, clock)
        seat.app.show_review(known.id)
        await seat.until(lambda: "Not sent: The review is no longer on the platform." in seat.text)
        assert seat.app.glance.decide == 1
        await seat.press("O")
        screen = await seat.dialog(OutboxScreen)
        await seat.until(lambda: "Came back to you" in screen.cards.text)
        assert "Ours" in seat.text
        await seat.press("D")
        diary = await seat.dialog(DiaryScreen)
        await seat.until(lambda: "came back to you: The review is no longer" in diary.cards.text)
        assert "called back" not in diary.cards.text


async def test_success_is_said_and_stands_under_done_today(connected_desk, sit, clock, google):
    async with sit() as seat:
        await seat.reading()
        known = seat.known
        seat.desk.replies.queue(known.pub, "Thank you")
        clock.advance(11)
        await seat.until(lambda: f"your answer to {known.review.author.rstrip('.')}." in seat.told)
        await seat.until(lambda: seat.desk.inbox.known(known.id).state == State.PUBLISHED)
        await seat.press("O")
        screen = await seat.dialog(OutboxScreen)
        await seat.until(
            lambda: "Done today" in screen.cards.text and "stands on the site" in screen.cards.text
        )
        assert "Nothing is on its way." in screen.cards.text
        assert known.review.author in screen.cards.text


async def test_the_foot_ends_with_the_ways_out(connected_desk, sit, clock, google):
    async with sit() as seat:
        line = seat.app.screen.query_one(StatusLine)
        await seat.until(lambda: line.render().plain.endswith("O outbox · Ctrl+Q close · F1 help"))
        assert line.render().cell_length <= 80


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_keys_that_close_other_programs_name_the_one_that_closes(connected_desk, sit, key):
    async with sit() as seat:
        await seat.press(key)
        await seat.until(lambda: seat.told == "Ctrl+Q closes the desk; everything is kept.")
        assert seat.app.is_running


async def test_a_key_while_the_desk_opens_is_answered(home, clock, monkeypatch):
    go = threading.Event()
    opened = Desk.open

    def slowly(*args: object, **more: object) -> Desk:
        go.wait(20)
        return opened(*args, **more)

    monkeypatch.setattr(Desk, "open", slowly)
    app = DeskApp(Home.choose(), clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        assert any("still opening" in hints.told for hints in app.screen.query(Hints))
        go.set()
        while app.desk is None:
            await pilot.pause(0.01)
    app.desk.close()


def test_a_review_of_which_nothing_is_kept_is_found_by_day_and_shop(connected_desk):
    known = connected_desk.inbox.page(Query(), limit=1)[0]
    kept_nothing = replace(
        known, words_kept=False, review=replace(known.review, author=None, text=None, title=None)
    )
    assert "no name" not in find(kept_nothing)
    assert known.location in find(kept_nothing)


def test_what_he_saw_names_the_review_on_the_page(connected_desk):
    known = connected_desk.inbox.page(Query(), limit=1)[0]
    bare = replace(known, words_kept=False, review=replace(known.review, author=None, text=None, title=None))
    way = road(connected_desk._bench, known)
    handed = hand_off(connected_desk._bench, bare, way, "Ours", copy=False, shown=known)
    assert known.review.author in handed.find


async def test_a_name_that_is_read_again_for_the_eye_stands_in_the_last_look_and_by_hand(
    connected_desk, sit, clock
):
    async with sit() as seat:
        await seat.reading()
        pane = seat.app.inbox_screen.pane
        name = seat.known.review.author
        with connected_desk._bench.write() as tx:
            reviews.update(tx, seat.known.id, author=None, words_kept=False)
        await seat.write("Thank you")
        assert pane.known.review.author == name
        await seat.press("f2")
        await seat.dialog(LastLookDialog)
        assert f"in public, to {name}," in seat.text
        clock.advance(1)
        await seat.press("h")
        await seat.dialog(ByHandDialog)
        assert f"Find: {name}," in seat.text
        assert "without a name" not in seat.text


async def test_a_fetch_says_for_which_answer_by_hand_it_looked_in_vain(connected_desk, sit):
    async with sit() as seat:
        await seat.reading()
        name = seat.known.review.author
        seat.desk.replies.hand_off(seat.known.pub, "Thank you", copy=False)
        await seat.press("R")
        await seat.until(lambda: f"Your answer to {name.rstrip('.')} is not seen there yet." in seat.told)


def test_of_one_that_may_be_answered_already_it_is_said_to_look_before_writing(connected_desk, clock):
    known = connected_desk.inbox.page(Query(), limit=1)[0]
    untold = replace(known, review=replace(known.review, reply_known=False))
    said = state_words(untold, "Yelp", clock.now())
    assert said == "Yelp did not tell whether this one is answered: look there before you write"


@pytest.mark.parametrize(
    ("told", "shown"), [("2026-11", "Nov 2026"), ("2026-13", "2026-13"), ("Mar 2026", "Mar 2026"), ("", "")]
)
def test_a_bare_month_is_said_in_words(told, shown):
    assert month_words(told) == shown


async def test_where_nobody_hears_whether_the_clipboard_took_it_he_is_told_what_to_do(
    connected_desk, sit, clock, monkeypatch
):
    monkeypatch.setattr(clipboard, "copy", lambda _text: "terminal")
    async with sit() as seat:
        await seat.write("Thank you")
        await seat.press("f2")
        await seat.dialog(LastLookDialog)
        clock.advance(1)
        await seat.press("h")
        dialog = await seat.dialog(ByHandDialog)
        words = " ".join(seat.text.split())
        assert "Sent to the terminal's clipboard. Look whether it is there before you publish:" in words
        assert dialog.handed.file.name in words


async def test_the_last_look_says_beforehand_that_it_asks_twice(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.write("Thank you")
        await seat.press("f2")
        look = await seat.dialog(LastLookDialog)
        assert "This is your first answer from the account main. Press y twice." in seat.text
        clock.advance(1)
        await seat.press("y")
        await seat.until(lambda: "NOT SENT YET. Press y again to send." in seat.text)
        assert seat.app.screen is look


async def test_only_the_bad_ones_and_how_to_see_all_again(connected_desk, sit):
    async with sit() as seat:
        await seat.reading()
        await seat.press("B")
        words = seat.app.inbox_screen.query_one("#filter")
        await seat.until(lambda: "★ 1-2 only (0 shows all)" in str(words.render()))
        await seat.press("0")
        await seat.until(lambda: not words.display)


async def test_the_seconds_count_down_while_he_thinks_about_closing(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        clock.hold()
        known = seat.known
        seat.desk.replies.queue(known.pub, "Thanks", at=clock.now() + timedelta(seconds=90))
        await seat.press("ctrl+q")
        await seat.dialog(ClosingDialog)
        before = seat.text
        clock.advance(30)
        await seat.until(lambda: seat.text != before)
        assert "goes out in" in seat.text


async def test_what_is_told_is_never_cut_off(connected_desk, sit, clock):
    clock.hold()
    async with sit(size=(80, 24)) as seat:
        hints = seat.app.screen.query_one(Hints)
        said = "Something was not done, for a reason that takes its words. " * 2 + "Do this now."
        seat.app.tell(said.strip(), trouble=True)
        await seat.until(lambda: hints.size.height == 2)
        assert str(hints.render()).endswith("Do this now.")
        clock.advance(30)
        await seat.press("j")
        await seat.until(lambda: hints.size.height == 1)
        assert not hints.told
