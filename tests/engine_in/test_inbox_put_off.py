"""Skip, snooze, back, notes: what the owner puts off comes back as it was."""

from datetime import timedelta

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.background import chores
from reviewdesk.store.lines import Query, State


@pytest.fixture
def first(connected_desk):
    return connected_desk.inbox.page(Query(), limit=1)[0]


def waiting(desk):
    return {each.pub for each in desk.inbox.page(Query(), limit=500)}


def test_a_skipped_review_leaves_with_its_reason_and_comes_back(connected_desk, first):
    inbox = connected_desk.inbox
    assert inbox.skip(first.pub, " spam ").skipped == "spam"
    assert first.pub not in waiting(connected_desk)
    assert inbox.find(first.pub).state == State.SKIPPED
    assert inbox.back(first.pub).state == State.UNANSWERED
    assert first.pub in waiting(connected_desk)
    told = [each.what for each in inbox.past(inbox.find(first.pub)).diary]
    assert told[:2] == ["review.back_in", "review.skipped"]


def test_a_skip_needs_a_reason(connected_desk, first):
    with pytest.raises(DeskError, match="Why"):
        connected_desk.inbox.skip(first.pub, "  ")


def test_a_snoozed_review_wakes_when_its_time_has_come(connected_desk, first, clock):
    inbox = connected_desk.inbox
    until = clock.now() + timedelta(hours=3)
    known = inbox.snooze(first.pub, until, "ask the cook")
    assert (known.state, known.snooze_why) == (State.SNOOZED, "ask the cook")
    assert known.snoozed_until == until
    connected_desk.finish_chores()
    assert inbox.find(first.pub).state == State.SNOOZED
    clock.advance(hours=3, seconds=1)
    connected_desk.finish_chores()
    known = inbox.find(first.pub)
    assert (known.state, known.snooze_why) == (State.UNANSWERED, None)


def test_what_came_due_while_nothing_ran_waits_when_the_desk_opens(connected_desk, first, clock, reopen):
    connected_desk.inbox.snooze(first.pub, clock.now() + timedelta(hours=3))
    clock.advance(hours=4)
    assert first.pub in waiting(reopen())


def test_a_moment_that_is_over_is_no_snooze(connected_desk, first, clock):
    with pytest.raises(DeskError, match="over"):
        connected_desk.inbox.snooze(first.pub, clock.now())


@pytest.fixture
def edited(connected_desk, google):
    """A review that was changed after it was answered."""
    found = connected_desk.inbox.page(Query(state=State.AGAIN), limit=1)
    assert found, "the made-up world has one"
    return found[0]


@pytest.mark.parametrize("columns", [{}, {"outcome": "refused"}, {"outcome": "gone"}])
def test_a_loud_state_can_be_put_off_and_wakes_as_it_was(connected_desk, edited, clock, columns):
    inbox, number = connected_desk.inbox, edited.id
    if columns:
        _set(connected_desk, number, again=False, **columns)
    before = inbox.known(number).state
    assert inbox.snooze(edited.pub, clock.now() + timedelta(hours=1)).state == State.SNOOZED
    assert not inbox.known(number).waiting
    clock.advance(hours=2)
    connected_desk.finish_chores()
    assert inbox.known(number).state == before
    assert inbox.skip(edited.pub, "told her at the table").state == State.SKIPPED
    assert inbox.snooze(edited.pub, clock.now() + timedelta(hours=1)).state == State.SNOOZED
    assert inbox.back(edited.pub).state == before


def test_an_answered_review_is_nothing_to_put_off(connected_desk, clock):
    answered = connected_desk.inbox.page(Query(all=True, state=State.ANSWERED_ELSEWHERE), limit=1)[0]
    with pytest.raises(DeskError, match="does not wait"):
        connected_desk.inbox.skip(answered.pub, "why")
    with pytest.raises(DeskError, match="does not wait"):
        connected_desk.inbox.snooze(answered.pub, clock.now() + timedelta(days=1))


def test_while_an_answer_is_on_its_way_nothing_is_put_off(connected_desk, first):
    connected_desk.replies.queue(first.pub, "We are sorry.")
    with pytest.raises(DeskError, match="on its way"):
        connected_desk.inbox.skip(first.pub, "why")


def test_notes_are_kept_and_empty_ones_are_not(connected_desk, first):
    inbox = connected_desk.inbox
    inbox.note(first.pub, " new oven ordered ", changed=True)
    (note,) = inbox.past(first).notes
    assert (note.text, note.changed, note.by) == ("new oven ordered", True, "nico")
    with pytest.raises(DeskError, match="empty"):
        inbox.note(first.pub, " ")


def test_back_out_of_history_stays_out_of_history(connected_desk, clock):
    inbox = connected_desk.inbox
    tomorrow = clock.now().date() + timedelta(days=2)
    assert inbox.history(tomorrow) > 0
    old = inbox.page(Query(all=True, state=State.HISTORY), limit=1)[0]
    assert inbox.back(old.pub).state == State.UNANSWERED
    inbox.history(tomorrow)
    assert inbox.find(old.pub).state == State.UNANSWERED


def test_late_ones_are_counted_by_the_hours_of_the_settings(connected_desk, clock):
    counts = connected_desk.inbox.counts()
    assert 0 < counts.late <= counts.waiting
    clock.advance(days=2)
    assert connected_desk.inbox.counts().late == connected_desk.inbox.counts().waiting == counts.waiting
    late = connected_desk.inbox.page(Query(late_before=clock.now() - timedelta(hours=24)), limit=500)
    assert len(late) == counts.waiting


def test_a_sitting_ends_when_the_desk_is_closed(connected_desk, clock):
    assert connected_desk.inbox.last_sitting() is None
    connected_desk.inbox.end_sitting()
    assert connected_desk.inbox.last_sitting() <= clock.now()
    assert connected_desk.inbox.page(Query(new_since=connected_desk.inbox.last_sitting()), limit=9) == []


def test_an_id_may_be_typed_short_and_as_it_was_read(connected_desk, first):
    inbox = connected_desk.inbox
    assert inbox.find(first.pub.upper()).pub == first.pub
    assert inbox.find(f" {first.pub[:5]} ").pub == first.pub
    with pytest.raises(DeskError, match="no review"):
        inbox.find("zzzzzzzz")
    with pytest.raises(DeskError, match="named"):
        inbox.find(" ")


def test_several_that_fit_are_listed(connected_desk):
    pubs = [each.pub for each in connected_desk.inbox.page(Query(all=True), limit=500)]
    letter = next(pub[0] for pub in pubs if sum(other[0] == pub[0] for other in pubs) > 1)
    with pytest.raises(DeskError, match="more than one"):
        connected_desk.inbox.find(letter)


def test_chores_run_dry(connected_desk):
    chores.finish(connected_desk._bench, 30)
    assert not chores.do_some(connected_desk._bench)


def _set(desk, number, **columns):
    from reviewdesk.store import reviews

    with desk._bench.db.write() as tx:
        reviews.update(tx, number, **columns)
