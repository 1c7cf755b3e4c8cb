"""From a draft to an answer that stands: every way it can go, over real HTTP."""

from typing import Any

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.outgoing.replies_values import Stopped, WrongChoice
from reviewdesk.sandbox import Act, Fault

SOUP = "cold-soup"


def told(known: Any) -> list[str]:
    return [entry.what for entry in known]


def test_an_answer_goes_out_once_and_is_seen_on_the_page(main: Any) -> None:
    main.running.world.moderation.on = True
    assert main.send(SOUP, "Sorry about the soup.") == "sent"
    main.running.clock.advance(300, stamps=False)
    main.deliver()
    assert main.state(SOUP) == "published"
    assert main.puts() == 1
    diary = [row.what for row in reversed(main.desk.diary(main.ref(SOUP)))]
    steps = [what for what in diary if what.startswith("reply.")]
    assert steps == ["reply.queued", "reply.sending", "reply.sent", "reply.published"]


def test_nothing_leaves_inside_the_undo_window(main: Any) -> None:
    main.queue(SOUP, "Wait.", now=False)
    main.deliver()
    assert main.state(SOUP) == "queued"
    assert main.puts(applied=None) == 0
    main.clock.advance(11)
    main.deliver()
    assert main.state(SOUP) == "published"


def test_undo_brings_the_text_back_into_the_editor(main: Any) -> None:
    main.queue(SOUP, "Called back.", now=False)
    known = main.desk.replies.undo(main.ref(SOUP))
    assert (known.state, known.draft.text) == ("drafted", "Called back.")
    main.clock.advance(3600)
    main.deliver(asked=True)
    assert main.puts(applied=None) == 0


def test_what_left_cannot_be_called_back(main: Any) -> None:
    main.send(SOUP, "Gone out.")
    with pytest.raises(DeskError, match="nothing to call back"):
        main.desk.replies.undo(main.ref(SOUP))


def test_a_guest_who_edits_meanwhile_gets_another_look_first(main: Any) -> None:
    main.queue(SOUP, "Sorry for the cold soup.")
    main.happen("edit", SOUP, stars=5, text="All good now!")
    main.deliver()
    known = main.known(SOUP)
    assert known.draft.text == "Sorry for the cold soup."
    assert known.state == "drafted"
    assert known.review.text == "All good now!"
    assert "changed the review" in known.outcome_reason
    assert main.puts(applied=None) == 0


def test_an_edit_between_last_look_and_enter_is_noticed(main: Any) -> None:
    look = main.desk.replies.look(main.ref(SOUP), "Sorry.")
    main.happen("edit", SOUP, stars=5, text="All good now!")
    main.desk.fetching.fetch()
    main.queue(SOUP, "Sorry.", looked=look.known)
    main.deliver()
    assert main.known(SOUP).draft.text == "Sorry."
    assert main.puts(applied=None) == 0


def test_a_removed_review_gives_the_text_back(main: Any) -> None:
    ref = main.ref(SOUP)
    main.queue(SOUP, "Too late.")
    main.happen("remove", SOUP)
    main.deliver()
    known = main.desk.inbox.find(ref)
    assert known.draft.text == "Too late."
    assert "no longer on the platform" in known.outcome_reason


def test_another_answer_written_meanwhile_is_never_overwritten(main: Any) -> None:
    main.queue(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.deliver()
    assert main.state(SOUP) == "conflict"
    assert main.standing(SOUP) == "A colleague's."
    assert main.puts(applied=None) == 0
    line = main.desk.replies.outbox()[0]
    assert line.decides
    assert line.reply.found == "A colleague's."


def test_another_answer_that_came_between_look_and_enter_is_a_conflict(main: Any) -> None:
    look = main.desk.replies.look(main.ref(SOUP), "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.desk.fetching.fetch(full=True)
    main.queue(SOUP, "Mine.", looked=look.known)
    main.deliver()
    assert main.state(SOUP) == "conflict"
    assert main.standing(SOUP) == "A colleague's."


def test_even_a_refused_answer_of_another_is_not_overwritten_unseen(main: Any) -> None:
    main.queue(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.", state="REJECTED", violation="OFF_TOPIC")
    main.deliver()
    assert main.state(SOUP) == "conflict"


@pytest.mark.parametrize(
    ("choice", "state", "stands"),
    [("keep", "answered_elsewhere", "A colleague's."), ("drop", "drafted", "A colleague's.")],
)
def test_a_conflict_is_decided_without_losing_the_text(
    main: Any, choice: str, state: str, stands: str
) -> None:
    main.queue(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.deliver()
    known = main.desk.replies.decide(main.ref(SOUP), choice)
    main.deliver()
    assert known.state == state
    assert main.standing(SOUP) == stands
    assert "Mine." in main.whole_text(SOUP)


def test_replace_overwrites_the_very_text_that_was_shown(main: Any) -> None:
    main.queue(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.deliver()
    main.desk.replies.decide(main.ref(SOUP), "replace")
    main.clock.advance(11)
    main.deliver()
    assert main.standing(SOUP) == "Mine."
    assert main.state(SOUP) == "published"


def test_replace_does_not_overwrite_a_text_nobody_saw(main: Any) -> None:
    main.queue(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.deliver()
    main.desk.replies.decide(main.ref(SOUP), "replace")
    main.happen("answer", SOUP, text="A third one.")
    main.clock.advance(11)
    main.deliver()
    assert main.state(SOUP) == "conflict"
    assert main.standing(SOUP) == "A third one."


def test_a_lagging_reader_after_replace_takes_nothing_for_anothers(main: Any) -> None:
    main.queue(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.deliver()
    main.desk.replies.decide(main.ref(SOUP), "replace")
    main.running.world.moderation.on = True
    main.switches.read_lag_seconds = 30
    main.clock.advance(11)
    main.deliver()
    assert main.state(SOUP) == "sent"
    main.running.clock.advance(300, stamps=False)
    main.clock.advance(31)
    main.deliver()
    assert main.state(SOUP) == "published"


def test_a_choice_that_does_not_fit_says_which_do(main: Any) -> None:
    with pytest.raises(WrongChoice, match="nothing to decide"):
        main.desk.replies.decide(main.ref(SOUP), "keep")
    main.queue(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.deliver()
    with pytest.raises(WrongChoice, match="keep, replace, drop"):
        main.desk.replies.decide(main.ref(SOUP), "again")


def test_a_refused_reply_returns_to_the_editor_with_googles_reason(main: Any) -> None:
    handle = "will-be-refused"
    main.running.world.moderation.on = True
    assert main.send(handle, "Ask me about the mussels.") == "sent"
    main.running.clock.advance(300, stamps=False)
    main.deliver()
    known = main.known(handle)
    assert known.state == "refused"
    assert known.draft.text == "Ask me about the mussels."
    assert known.outcome_reason
    assert known.waiting
    assert known.reply.code == "OFF_TOPIC"


def test_a_mended_text_goes_out_after_a_refusal(main: Any) -> None:
    handle = "will-be-refused"
    main.send(handle, "Ask me about the mussels.")
    main.running.clock.advance(300, stamps=False)
    main.deliver()
    assert main.state(handle) == "refused"
    assert main.send(handle, "We are sorry, Wim.") == "published"
    assert main.standing(handle) == "We are sorry, Wim."


def test_a_text_google_does_not_take_comes_back_at_once(main: Any) -> None:
    main.faults.add(Fault(act=Act.STATUS, method="PUT", status=400, body="{}"))
    assert main.send(SOUP, "Odd.") == "refused"
    assert main.known(SOUP).draft.text == "Odd."


def test_the_same_text_standing_there_already_is_sent(main: Any) -> None:
    main.queue(SOUP, "The very same.")
    main.happen("answer", SOUP, text="The  very same. ")
    main.deliver()
    assert main.state(SOUP) == "published"
    assert main.puts(applied=None) == 0


def test_blocked_texts_never_reach_the_outbox_and_stay_drafts(main: Any) -> None:
    with pytest.raises(Stopped):
        main.queue(SOUP, "Dear [Name], sorry.")
    known = main.known(SOUP)
    assert known.state == "drafted"
    assert known.draft.text == "Dear [Name], sorry."


def test_a_second_answer_on_the_way_is_refused_and_kept(main: Any) -> None:
    main.queue(SOUP, "First.", now=False)
    with pytest.raises(DeskError, match="on its way"):
        main.queue(SOUP, "Second.")
    assert main.known(SOUP).reply.text == "First."
    assert "Second." in main.whole_text(SOUP)


def test_broken_signs_from_a_terminal_do_no_harm(main: Any) -> None:
    text = "Thank you \udce4\x00!"
    main.queue(SOUP, text)
    main.deliver()
    assert main.state(SOUP) == "published"
    assert main.standing(SOUP).startswith("Thank you")


def test_with_now_an_answer_for_tomorrow_still_waits_for_tomorrow(main: Any) -> None:
    later = main.clock.now().replace(microsecond=0)
    from datetime import timedelta

    main.queue(SOUP, "Tomorrow.", now=False, at=later + timedelta(days=1))
    main.deliver(now=True)
    assert main.state(SOUP) == "queued"
