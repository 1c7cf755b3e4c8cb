"""What stands on the page: new versions, answers taken down, and taking one down oneself."""

from typing import Any

import pytest

from reviewdesk.api import DeskError, WriteKind
from reviewdesk.sandbox import Act, Fault

SOUP = "cold-soup"


@pytest.fixture
def published(main: Any) -> Any:
    assert main.send(SOUP, "First version.") == "published"
    return main


def delete(act: Act, **more: Any) -> Fault:
    return Fault(act=act, method="DELETE", **more)


# --- taken down by the platform -----------------------------------------------------------------------


def test_an_answer_taken_down_is_told_and_its_text_given_back(published: Any) -> None:
    published.clock.advance(60)
    published.happen("withdraw", SOUP)
    published.desk.fetching.fetch(full=True)
    known = published.known(SOUP)
    assert known.state == "gone"
    assert known.waiting
    assert known.draft.text == "First version."
    assert known.review.reply is None


def test_a_text_given_back_once_is_not_given_back_again(published: Any) -> None:
    published.clock.advance(60)
    published.happen("withdraw", SOUP)
    published.desk.fetching.fetch(full=True)
    published.desk.replies.draft(published.ref(SOUP), "")
    published.desk.fetching.fetch(full=True)
    published.deliver()
    assert published.known(SOUP).draft is None


def test_an_answer_that_vanishes_while_moderated_is_told(main: Any) -> None:
    main.running.world.moderation.on = True
    assert main.send(SOUP, "First version.") == "sent"
    main.happen("withdraw", SOUP)
    main.clock.advance(5)
    main.deliver()
    assert main.state(SOUP) == "gone"
    assert main.known(SOUP).draft.text == "First version."


def test_a_reader_that_lags_is_not_taken_for_a_taken_down_answer(
    main: Any, monkeypatch: Any, reopen: Any
) -> None:
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "20")
    main.desk = reopen()
    main.switches.read_lag_seconds = 8
    main.send(SOUP, "First version.")
    main.clock.advance(3)
    main.desk.fetching.fetch(full=True)
    main.deliver()
    assert main.state(SOUP) in ("sent", "published")
    main.clock.advance(10)
    main.desk.fetching.fetch(full=True)
    assert main.state(SOUP) == "published"


def test_anothers_text_in_place_of_a_sent_one_is_told_and_ours_kept(main: Any) -> None:
    main.running.world.moderation.on = True
    main.send(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.deliver()
    assert main.state(SOUP) == "answered_elsewhere"
    assert "Mine." in main.versions(SOUP)


# --- a new version ------------------------------------------------------------------------------------


def test_a_new_version_replaces_the_old_one(published: Any) -> None:
    look = published.desk.replies.look(published.ref(SOUP), "Second version.")
    assert look.again
    assert published.send(SOUP, "Second version.") == "published"
    assert published.standing(SOUP) == "Second version."


def test_a_lost_new_version_that_was_not_applied_goes_out_again(published: Any) -> None:
    published.faults.add(Fault(act=Act.DROP, method="PUT"))
    assert published.send(SOUP, "Second version.") == "unknown"
    published.settle()
    assert published.state(SOUP) == "published"
    assert published.standing(SOUP) == "Second version."
    assert published.puts("Second version.") == 1


def test_a_lost_new_version_that_was_applied_is_not_sent_twice(published: Any) -> None:
    published.faults.add(Fault(act=Act.DROP, method="PUT", applied=True))
    published.send(SOUP, "Second version.")
    published.settle()
    assert published.state(SOUP) == "published"
    assert published.puts("Second version.", applied=None) == 1


def test_a_new_version_does_not_overwrite_anothers(published: Any) -> None:
    published.queue(SOUP, "Second version.")
    published.happen("answer", SOUP, text="A colleague's.")
    published.deliver()
    assert published.state(SOUP) == "conflict"
    assert published.standing(SOUP) == "A colleague's."


def test_a_sent_version_that_gives_way_to_an_older_one_is_told(published: Any) -> None:
    published.running.world.moderation.on = True
    assert published.send(SOUP, "Second version.") == "sent"
    published.happen("answer", SOUP, text="First version.")
    published.clock.advance(5)
    published.deliver()
    known = published.known(SOUP)
    assert known.state == "gone"
    assert known.draft.text == "Second version."
    assert known.review.reply.text == "First version."
    assert "earlier answer" in known.outcome_reason


def test_a_new_version_called_back_leaves_the_old_one_standing(published: Any) -> None:
    published.queue(SOUP, "Second version.", now=False)
    known = published.desk.replies.undo(published.ref(SOUP))
    assert known.draft.text == "Second version."
    assert known.review.reply.text == "First version."


def test_what_can_be_posted_once_takes_no_new_version(salon: Any) -> None:
    platform, desk, ref = salon()
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    with pytest.raises(DeskError, match="lets no one change it"):
        desk.replies.queue(ref, "Second version.", now=True)
    assert platform.posts == ["Sorry, Ada."]


# --- taking one down ----------------------------------------------------------------------------------


def withdraw(main: Any) -> str:
    main.desk.replies.withdraw(main.ref(SOUP))
    main.deliver()
    return str(main.state(SOUP))


def test_an_answer_is_taken_down(published: Any) -> None:
    assert withdraw(published) == "withdrawn"
    assert published.standing(SOUP) is None
    assert not published.known(SOUP).waiting
    published.desk.inbox.back(published.ref(SOUP))
    assert published.known(SOUP).waiting


@pytest.mark.parametrize("applied", [True, False])
def test_a_lost_withdrawal_is_looked_after_and_never_posts(published: Any, applied: bool) -> None:
    published.faults.add(delete(Act.DROP, applied=applied))
    assert withdraw(published) == "unknown"
    published.settle()
    assert published.state(SOUP) == ("withdrawn" if applied else "published")
    assert published.puts(applied=None) == 1
    deletes = published.running.journal.count("DELETE", "/reply$")
    published.settle()
    assert published.running.journal.count("DELETE", "/reply$") == deletes == 1


def test_a_withdrawal_waits_where_google_is_asked_too_often(published: Any) -> None:
    published.faults.add(delete(Act.STATUS, status=429, body="{}", headers={"Retry-After": "40"}))
    assert withdraw(published) == "withdrawing"
    published.clock.advance(41)
    published.deliver()
    assert published.state(SOUP) == "withdrawn"


def test_a_withdrawal_google_refuses_leaves_the_answer_standing(published: Any) -> None:
    published.faults.add(delete(Act.STATUS, status=400, body="{}"))
    published.desk.replies.withdraw(published.ref(SOUP))
    done = published.deliver()
    assert published.state(SOUP) == "published"
    assert published.known(SOUP).draft is None
    assert done.published == ()
    assert done.ended[0].reason


def test_a_withdrawal_without_a_way_leaves_the_answer_standing(published: Any) -> None:
    published.desk.replies.withdraw(published.ref(SOUP))
    published.switches.approved = False
    published.desk.fetching.fetch()
    published.deliver()
    assert published.state(SOUP) == "published"
    assert published.known(SOUP).draft is None


def test_another_answer_is_not_taken_down_with_ours(published: Any) -> None:
    published.desk.replies.withdraw(published.ref(SOUP))
    published.happen("answer", SOUP, text="A colleague's.")
    published.deliver()
    assert published.state(SOUP) == "answered_elsewhere"
    assert published.standing(SOUP) == "A colleague's."


def test_what_is_gone_already_counts_as_taken_down(published: Any) -> None:
    published.desk.replies.withdraw(published.ref(SOUP))
    published.happen("withdraw", SOUP)
    published.deliver()
    assert published.state(SOUP) == "withdrawn"
    assert published.running.journal.count("DELETE") == 0


def test_anothers_answer_and_one_on_its_way_are_not_ours_to_take_down(main: Any) -> None:
    with pytest.raises(DeskError, match="not written here"):
        main.desk.replies.withdraw(main.ref("answered"))
    main.queue(SOUP, "Soon.", now=False)
    with pytest.raises(DeskError, match="No published answer"):
        main.desk.replies.withdraw(main.ref(SOUP))


def test_a_platform_without_a_way_to_take_down_says_so(salon: Any) -> None:
    _platform, desk, ref = salon(write=WriteKind.REPLACE)
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    with pytest.raises(DeskError, match="take no answer down"):
        desk.replies.withdraw(ref)


@pytest.fixture
def doubtful(salon: Any, clock: Any) -> Any:
    """A withdrawal of which nobody can see whether it arrived, given to the owner to decide."""
    platform, desk, ref = salon(write=WriteKind.REPLACE, withdraws=True)
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "published"
    platform.raises.append(RuntimeError("the wire broke"))
    desk.replies.withdraw(ref)
    desk.replies.deliver(wait=0)
    clock.advance(3600)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "unknown", "absence proves nothing here"
    clock.advance(days=3)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "parked"
    return platform, desk, ref


def test_a_doubtful_withdrawal_is_confirmed_by_the_owner(doubtful: Any) -> None:
    platform, desk, ref = doubtful
    assert desk.replies.confirm(ref).state == "withdrawn"
    assert platform.withdrawals == 1


def test_a_doubtful_withdrawal_is_tried_again_on_the_owners_word(doubtful: Any, clock: Any) -> None:
    platform, desk, ref = doubtful
    desk.replies.decide(ref, "again")
    clock.advance(61)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "withdrawn"
    assert (platform.withdrawals, platform.posts) == (2, ["Sorry, Ada."])


def test_a_doubtful_withdrawal_that_is_dropped_leaves_the_answer_standing(doubtful: Any) -> None:
    platform, desk, ref = doubtful
    known = desk.replies.decide(ref, "drop")
    assert (known.state, known.draft) == ("published", None)
    assert platform.withdrawals == 1
