"""What happens by itself is said to the owner in whole sentences, and can be found again."""

from reviewdesk.store.values import State
from reviewdesk.tui.screens.diary import DiaryScreen
from reviewdesk.tui.screens.outbox import OutboxScreen

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
        await seat.until(
            lambda: "came back to you: The review is no longer" in diary.query_one("#diary").text
        )
        assert "called back" not in diary.query_one("#diary").text


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
