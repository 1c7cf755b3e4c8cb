"""What waits for the owner's decision: said in words, decided by a key."""

from reviewdesk.store.lines import State
from reviewdesk.tui.screens.outbox import OutboxScreen


async def _conflict(seat, google, clock):
    """Another's answer came before ours went out."""
    await seat.reading()
    known = seat.known
    seat.desk.replies.queue(known.pub, "Ours")
    handle = next(key for key in ("cold-soup", "stars-only", "dry-bread") if _is(google, key, known))
    google.happen({"do": "answer", "review": handle, "text": "Theirs"})
    clock.advance(11)
    await seat.until(lambda: seat.desk.inbox.known(known.id).state == State.CONFLICT)
    await seat.until(lambda: seat.app.glance.decide == 1)
    await seat.press("O")
    screen = await seat.dialog(OutboxScreen)
    await seat.until(lambda: "another answer already stands there" in screen.cards.text)
    return known.id


def _is(google, handle, known):
    return google.world.review(handle).id == known.review.external_id


async def test_a_conflict_shows_both_answers_and_the_other_is_kept(connected_desk, sit, clock, google):
    async with sit() as seat:
        number = await _conflict(seat, google, clock)
        await seat.until(lambda: "Theirs" in seat.text and "Ours" in seat.text)
        await seat.press("t")
        await seat.until(lambda: seat.desk.inbox.known(number).state == State.ANSWERED_ELSEWHERE)


async def test_a_conflict_is_replaced_with_ours(connected_desk, sit, clock, google):
    async with sit() as seat:
        number = await _conflict(seat, google, clock)
        await seat.press("m")
        await seat.until(lambda: seat.desk.inbox.known(number).state == State.QUEUED)


async def test_a_key_that_does_not_fit_changes_nothing(connected_desk, sit, clock, google):
    async with sit() as seat:
        number = await _conflict(seat, google, clock)
        await seat.press("s")
        await seat.until(lambda: "does not fit" in seat.told)
        assert seat.desk.inbox.known(number).state == State.CONFLICT


async def test_what_came_due_while_the_desk_was_closed_waits_for_a_yes(connected_desk, sit, clock, google):
    from reviewdesk.store.lines import Query

    known = connected_desk.inbox.page(Query(), limit=1)[0]
    connected_desk.replies.queue(known.pub, "Late")
    clock.advance(hours=2)
    async with sit() as seat:
        await seat.until(lambda: seat.app.glance.decide == 1)
        await seat.press("O")
        screen = await seat.dialog(OutboxScreen)
        await seat.until(lambda: "waits for your yes" in screen.cards.text)
        assert seat.desk.inbox.known(known.id).state == State.QUEUED
        await seat.press("w")
        await seat.until(lambda: seat.desk.inbox.known(known.id).state in (State.SENT, State.PUBLISHED))


async def test_no_sentence_of_the_outbox_is_cut_on_a_small_screen(connected_desk, sit, clock, drawn):
    from reviewdesk.store.lines import Query

    known = connected_desk.inbox.page(Query(), limit=1)[0]
    connected_desk.replies.queue(known.pub, "Late")
    clock.advance(hours=2)
    async with sit(size=(60, 24)) as seat:
        await seat.until(lambda: seat.app.glance.decide == 1)
        await seat.press("O")
        screen = await seat.dialog(OutboxScreen)
        await seat.until(lambda: screen.cards.rows > 1)
        shown = " ".join(" ".join(drawn(screen.cards)).replace("▌", "").split())
        assert "came due while the desk was closed: it waits for your yes" in shown


async def test_a_sent_answer_stands_in_one_place(connected_desk, sit, clock, google):
    google.world.moderation.on = True
    async with sit() as seat:
        await seat.reading()
        known = seat.known
        seat.desk.replies.queue(known.pub, "Thanks")
        clock.advance(11)
        await seat.until(lambda: seat.desk.inbox.known(known.id).state == State.SENT)
        await seat.press("O")
        screen = await seat.dialog(OutboxScreen)
        await seat.until(lambda: "is looking at it" in screen.cards.text)
        assert screen.cards.text.count(known.review.author) == 1
