"""What was surely not applied: later again, by hand from now on, or back into the editor."""

from types import ModuleType
from typing import Any

import pytest

from reviewdesk.api import Held, NotApproved, NotSupported, Plugin, Rejected, Unavailable, hookimpl
from reviewdesk.sandbox import Act, Fault

pytestmark = pytest.mark.usefixtures("long_settle")
SOUP = "cold-soup"


def put(act: Act, **more: Any) -> Fault:
    return Fault(act=act, method="PUT", **more)


def test_too_many_requests_are_sent_later_and_say_why(main: Any) -> None:
    main.clock.hold()
    main.faults.add(put(Act.STATUS, status=429, body="{}", headers={"Retry-After": "40"}))
    assert main.send(SOUP, "Later.") == "queued"
    line = main.desk.replies.outbox()[0]
    assert round(line.due_in) == 40
    assert "too often" in line.what
    main.deliver()
    assert main.puts() == 0
    main.clock.advance(41)
    main.deliver()
    assert main.state(SOUP) == "published"
    assert main.puts() == 1


def test_the_owner_can_push_what_waits_for_another_try(main: Any) -> None:
    main.faults.add(put(Act.STATUS, status=429, body="{}", headers={"Retry-After": "40"}))
    main.send(SOUP, "Later.")
    main.deliver(now=True)
    assert main.state(SOUP) == "published"


def test_a_platform_out_of_reach_is_tried_ever_more_slowly(main: Any) -> None:
    main.queue(SOUP, "Patience.")
    main.faults.add(Fault(act=Act.STATUS, method="GET", path="/reviews/", status=400, body="{}", times=None))
    pauses = []
    for _ in range(4):
        main.deliver()
        pauses.append(main.desk.replies.outbox()[0].due_in)
        main.clock.advance(pauses[-1] + 1)
    assert pauses == pytest.approx([15, 30, 60, 120], abs=5), "the clock goes on beside the test"
    main.faults.clear()
    main.deliver()
    assert main.state(SOUP) == "published"
    assert main.puts(applied=None) == 1


def test_a_postponed_answer_can_still_be_called_back(main: Any) -> None:
    main.faults.add(put(Act.STATUS, status=429, body="{}"))
    main.send(SOUP, "Later.")
    assert main.desk.replies.undo(main.ref(SOUP)).draft.text == "Later."


def test_a_token_refused_in_mid_flight_is_renewed_and_the_answer_sent_once(main: Any) -> None:
    main.faults.add(put(Act.STATUS, status=401, body="{}"))
    assert main.send(SOUP, "With a new token.") == "published"
    assert main.puts() == 1


def test_a_sign_in_that_is_dead_keeps_the_answer_and_says_so(main: Any) -> None:
    main.faults.add(put(Act.STATUS, status=401, body="{}", times=2))
    assert main.send(SOUP, "Keep me.") == "queued"
    account = main.desk.accounts.list()[0]
    assert account.problem_kind == "auth"
    assert "Sign in again" in main.desk.replies.outbox()[0].what
    main.clock.advance(60)
    main.deliver()
    assert main.state(SOUP) == "published"


def test_a_project_never_approved_answers_by_hand_from_now_on(main: Any) -> None:
    main.queue(SOUP, "By hand then.")
    main.switches.approved = False
    main.deliver()
    known = main.known(SOUP)
    assert known.draft.text == "By hand then."
    assert "not approved" in known.outcome_reason
    assert main.desk.replies.look(known.pub).how == "hand"
    main.switches.approved = True
    main.desk.fetching.fetch()
    assert main.desk.replies.look(known.pub).how == "api"


@pytest.mark.parametrize("error", [NotApproved("No right."), NotSupported("No way."), Held("Not now.")])
def test_where_trying_is_of_no_use_the_text_comes_back_with_the_reason(salon: Any, error: Exception) -> None:
    platform, desk, ref = salon(refuses=[error])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    known = desk.inbox.find(ref)
    assert known.draft.text == "Sorry, Ada."
    assert error.reason in known.outcome_reason
    assert platform.reply is None


def test_a_write_that_is_not_approved_leaves_the_right_to_read(salon: Any) -> None:
    _platform, desk, ref = salon(refuses=[NotApproved("No right.")])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    assert desk.accounts.list()[0].may == {"read"}


def test_no_connection_before_a_byte_left_is_no_doubt(salon: Any) -> None:
    platform, desk, ref = salon(refuses=[Unavailable("No wire.")])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "queued"
    assert platform.reply is None


def test_a_text_the_platform_rejects_is_refused_with_its_word(salon: Any) -> None:
    _platform, desk, ref = salon(refuses=[Rejected("No links here.", code="LINK")])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    done = desk.replies.deliver(wait=0)
    assert done.ended[0].code == "LINK"
    assert desk.inbox.find(ref).state == "refused"


# --- wrappers of other plugins ------------------------------------------------------------------------


def wrapping(before: Any = None, after: Any = None) -> ModuleType:
    """A plugin that stands around every answer that is posted."""
    module = ModuleType("lawyer")

    def reviewdesk_plugin() -> Plugin:
        return Plugin(name="lawyer", title="The Lawyer", needs=(1, 0))

    def reviewdesk_post_reply(account: Any, review: Any, text: str, key: str) -> Any:
        if before:
            raise before
        result = yield
        if after:
            raise after
        return result

    module.reviewdesk_plugin = hookimpl(reviewdesk_plugin)  # type: ignore[attr-defined]
    module.reviewdesk_post_reply = hookimpl(wrapper=True)(reviewdesk_post_reply)  # type: ignore[attr-defined]
    return module


@pytest.fixture
def lawyer(plug: Any, google: Any, reopen: Any, clock: Any, no_limits: None, main: Any) -> Any:
    def make(**what: Any) -> Any:
        plug("lawyer", wrapping(**what))
        main.desk = reopen()
        return main

    return make


def test_a_wrapper_that_holds_an_answer_back_is_named(lawyer: Any) -> None:
    main = lawyer(before=Held("No words about the law."))
    main.send(SOUP, "You are wrong.")
    known = main.known(SOUP)
    assert known.draft.text == "You are wrong."
    assert known.outcome_reason == "The Lawyer held it back: No words about the law."
    assert main.puts(applied=None) == 0


@pytest.mark.parametrize("error", [Rejected("I object."), Held("Too late."), RuntimeError("bug")])
def test_a_wrapper_that_refuses_after_the_answer_left_leaves_a_doubt(lawyer: Any, error: Exception) -> None:
    main = lawyer(after=error)
    assert main.send(SOUP, "It is out.") == "unknown"
    main.settle()
    assert main.state(SOUP) == "published"
    assert main.puts(applied=None) == 1


def test_a_wrapper_whose_bug_comes_before_the_answer_loses_nothing(lawyer: Any) -> None:
    main = lawyer(before=RuntimeError("bug"))
    main.send(SOUP, "Not yet.")
    assert main.puts(applied=None) == 0
    assert "Not yet." in main.whole_text(SOUP)


def test_the_plugins_own_refusal_passes_through_a_wrapper(lawyer: Any) -> None:
    main = lawyer()
    main.faults.add(put(Act.STATUS, status=400, body="{}"))
    assert main.send(SOUP, "Odd.") == "refused"


def test_a_check_that_fails_is_told_and_can_be_accepted(main: Any, plug: Any, reopen: Any) -> None:
    module = ModuleType("shaky")

    def reviewdesk_plugin() -> Plugin:
        return Plugin(name="shaky", title="Shaky", needs=(1, 0))

    def reviewdesk_check_reply(draft: Any, ground: Any) -> Any:
        raise KeyError(draft)

    module.reviewdesk_plugin = hookimpl(reviewdesk_plugin)  # type: ignore[attr-defined]
    module.reviewdesk_check_reply = hookimpl(reviewdesk_check_reply)  # type: ignore[attr-defined]
    plug("shaky", module)
    main.desk = reopen()
    found = main.desk.replies.check(main.ref(SOUP), "Sorry.")
    assert [(each.level, each.code) for each in found] == [("warn", "unchecked-shaky")]
    main.queue(SOUP, "Sorry.", accept=["unchecked-shaky"])
    assert main.state(SOUP) == "queued"


def test_one_stumbling_answer_does_not_hold_up_the_others(main: Any, monkeypatch: Any) -> None:
    from reviewdesk.engine.outgoing import standing

    main.queue(SOUP, "First.")
    main.queue("stars-only", "Second.")
    first, read = main.ref(SOUP), standing.read

    def stumble(bench: Any, way: Any, known: Any) -> Any:
        if known.pub == first:
            raise KeyError("a bug of ours")
        return read(bench, way, known)

    monkeypatch.setattr(standing, "read", stumble)
    main.deliver()
    assert main.state("stars-only") == "published"
    assert main.state(SOUP) == "queued"
    assert main.desk.replies.undo(first).draft.text == "First.", "nobody holds it any more"


def test_a_plugin_that_can_no_longer_be_used_stops_only_its_own_answers(salon: Any, reopen: Any) -> None:
    _platform, desk, ref = salon(hidden=True, raises=[RuntimeError("the wire broke")])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "unknown"
    desk.plugins._all().pop("salon")
    desk.clock.advance(1)
    assert desk.replies.deliver(wait=0).still[0].reply.state == "unknown"
