"""Nobody answered, or too late: the desk looks before it ever sends again."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from reviewdesk.api import DeskError, Standing, StandingReply
from reviewdesk.sandbox import Act, Fault

pytestmark = pytest.mark.usefixtures("long_settle")
SOUP = "cold-soup"


def put(act: Act, **more: Any) -> Fault:
    return Fault(act=act, method="PUT", **more)


@pytest.mark.parametrize(
    "fault",
    [
        put(Act.DROP, applied=True),
        put(Act.STATUS, status=502, body="oops", applied=True),
        put(Act.HTML, applied=True),
        put(Act.STATUS, status=200, body="{", applied=True),
        put(Act.STATUS, status=200, body="{}", applied=True),
        put(Act.TRUNCATE),
        put(Act.CUT),
    ],
    ids=["drop", "502", "html", "half-json", "no-comment", "truncated", "cut"],
)
def test_an_applied_put_whose_answer_is_lost_is_not_sent_again(main: Any, fault: Fault) -> None:
    main.faults.add(fault)
    assert main.send(SOUP, "Only once.") == "unknown"
    main.deliver(now=True, asked=True)
    assert main.state(SOUP) == "unknown"
    main.settle()
    assert main.state(SOUP) == "published"
    assert main.puts(applied=None) == 1


@pytest.mark.parametrize(
    "fault",
    [put(Act.DROP), put(Act.STATUS, status=500, body="{}"), put(Act.STATUS, status=503, body="{}")],
    ids=["drop", "500", "503"],
)
def test_a_put_that_was_not_applied_goes_out_once_after_the_settle(main: Any, fault: Fault) -> None:
    main.faults.add(fault)
    assert main.send(SOUP, "Only once.") == "unknown"
    assert main.puts(applied=None) == 1
    main.settle()
    assert main.state(SOUP) == "published"
    assert main.puts() == 1
    assert main.standing(SOUP) == "Only once."


def test_deliver_waits_for_the_settle_by_itself(reopen: Any, main: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "1")
    main.desk = reopen()
    main.faults.add(put(Act.DROP, applied=True))
    main.queue(SOUP, "Only once.")
    done = main.desk.replies.deliver()
    assert [each.state for each in done.published] == ["published"]
    assert main.puts(applied=None) == 1


def test_a_request_that_arrives_late_is_never_doubled(reopen: Any, main: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("REVIEWDESK_OUTBOX__DEADLINE_SECONDS", "1")
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "0.8")
    main.faults.add(put(Act.DELAY, seconds=1.3))
    main.desk = reopen()
    assert main.send(SOUP, "Slow post.") == "unknown"
    main.desk.replies.deliver(wait=20)
    assert main.puts(applied=None) == 1
    assert main.state(SOUP) == "published"


def test_a_fetch_finds_a_lost_answer_too(main: Any) -> None:
    main.faults.add(put(Act.DROP, applied=True))
    main.send(SOUP, "Only once.")
    main.clock.advance(31)
    main.desk.fetching.fetch()
    assert main.state(SOUP) == "published"


def test_while_unknown_another_answer_is_a_conflict(main: Any) -> None:
    main.faults.add(put(Act.DROP))
    main.send(SOUP, "Mine.")
    main.happen("answer", SOUP, text="A colleague's.")
    main.settle()
    assert main.state(SOUP) == "conflict"
    assert main.standing(SOUP) == "A colleague's."
    assert main.puts() == 0


def test_while_unknown_the_review_may_go_away(main: Any) -> None:
    ref = main.ref(SOUP)
    main.faults.add(put(Act.DROP))
    main.send(SOUP, "Mine.")
    main.happen("remove", SOUP)
    main.settle()
    assert main.desk.inbox.find(ref).draft.text == "Mine."


def test_an_edit_while_unknown_asks_for_another_look(main: Any) -> None:
    main.faults.add(put(Act.DROP, applied=True))
    main.send(SOUP, "Sorry for the soup.")
    main.happen("edit", SOUP, stars=4, text="They called me.")
    main.settle()
    assert main.state(SOUP) == "again"
    assert main.known(SOUP).waiting
    assert main.puts(applied=None) == 1


def test_an_edit_while_moderated_asks_for_another_look(main: Any) -> None:
    main.running.world.moderation.on = True
    main.send(SOUP, "Sorry for the soup.")
    main.happen("edit", SOUP, stars=4, text="They called me.")
    main.running.clock.advance(300, stamps=False)
    main.desk.fetching.fetch()
    main.deliver()
    assert main.state(SOUP) == "again"


def test_a_lost_answer_of_a_refused_text_ends_refused(main: Any) -> None:
    main.faults.add(put(Act.DROP, applied=True))
    main.send("will-be-refused", "About the mussels.")
    main.running.clock.advance(300, stamps=False)
    main.settle()
    assert main.state("will-be-refused") == "refused"
    assert main.known("will-be-refused").draft.text == "About the mussels."


def test_google_out_of_order_while_looking_keeps_it_unknown(main: Any) -> None:
    main.faults.add(
        put(Act.DROP, applied=True), Fault(act=Act.STATUS, method="GET", status=500, after=1, times=3)
    )
    main.send(SOUP, "Mine.")
    main.settle()
    assert main.state(SOUP) == "unknown"
    assert "out of order" in main.desk.replies.outbox()[0].what
    rows = len(main.desk.diary())
    main.settle()
    assert main.state(SOUP) == "published"
    assert len(main.desk.diary()) > rows


# --- platforms on which an answer can be posted once --------------------------------------------------


def test_an_unknown_on_a_once_platform_is_never_sent_again_by_itself(salon: Any, clock: Any) -> None:
    platform, desk, ref = salon(hidden=True, raises=[RuntimeError("the wire broke")])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    for _day in range(4):
        desk.replies.deliver(wait=0, now=True)
        clock.advance(days=0.45)
    assert desk.inbox.find(ref).state == "unknown"
    clock.advance(days=1)
    desk.replies.deliver(wait=0, now=True, asked=True)
    assert desk.inbox.find(ref).state == "parked"
    clock.advance(days=10)
    desk.replies.deliver(wait=0, now=True, asked=True)
    assert platform.posts == ["Sorry, Ada."]
    assert desk.replies.outbox()[0].decides
    looks = [row for row in desk.diary(ref) if row.what == "reply.looked"]
    assert len(looks) <= 2


def test_an_unknown_on_a_once_platform_that_shows_up_is_published(salon: Any, clock: Any) -> None:
    platform, desk, ref = salon(hidden=True, raises=[RuntimeError("the wire broke")])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    clock.advance(3600)
    desk.replies.deliver(wait=0)
    platform.hidden = False
    clock.advance(3600)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "published"
    assert platform.posts == ["Sorry, Ada."]


@pytest.fixture
def parked(salon: Any, clock: Any) -> Any:
    platform, desk, ref = salon(hidden=True, raises=[RuntimeError("the wire broke")])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    clock.advance(days=3)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "parked"
    return platform, desk, ref


def test_a_parked_answer_is_confirmed_by_the_owner(parked: Any) -> None:
    _platform, desk, ref = parked
    known = desk.replies.confirm(ref)
    assert known.state == "published"
    assert known.reply.confirmed_by == "nico"


def test_a_parked_answer_is_dropped_into_the_editor(parked: Any) -> None:
    _platform, desk, ref = parked
    known = desk.replies.decide(ref, "drop")
    assert (known.state, known.draft.text) == ("drafted", "Sorry, Ada.")


def test_a_parked_answer_goes_out_again_only_on_the_owners_word(parked: Any, clock: Any) -> None:
    platform, desk, ref = parked
    platform.reply = None
    desk.replies.decide(ref, "again")
    desk.replies.deliver(wait=0)
    assert platform.posts == ["Sorry, Ada."], "an undo window opens first"
    clock.advance(61)
    desk.replies.deliver(wait=0)
    assert platform.posts == ["Sorry, Ada."] * 2


def test_again_does_not_double_what_shows_up_before_it_leaves(parked: Any, clock: Any) -> None:
    platform, desk, ref = parked
    desk.replies.decide(ref, "again")
    platform.hidden = False
    clock.advance(61)
    desk.replies.deliver(wait=0)
    assert platform.posts == ["Sorry, Ada."]
    assert desk.inbox.find(ref).state in ("sent", "published")


def test_a_new_text_is_not_posted_over_our_own_where_one_can_post_once(parked: Any, clock: Any) -> None:
    platform, desk, ref = parked
    desk.replies.decide(ref, "drop")
    desk.replies.queue(ref, "Another wording.", now=True)
    platform.hidden = False
    desk.replies.deliver(wait=0)
    assert platform.posts == ["Sorry, Ada."]
    assert desk.inbox.find(ref).state == "conflict"
    assert desk.replies.decide(ref, "keep").state in ("published", "answered_elsewhere")


def test_what_the_platform_makes_of_a_text_is_no_strangers_answer(salon: Any, clock: Any) -> None:
    platform, desk, ref = salon(stored="sorry, ada. (edited by the house)", receipt=Standing.PENDING)
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "sent"
    platform.reply = StandingReply(text=platform.stored, standing=Standing.PUBLISHED)
    clock.advance(5)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "published"


# --- several at once ----------------------------------------------------------------------------------


def test_one_live_answer_per_review_whoever_is_faster(main: Any, reopen: Any) -> None:
    ref, outcomes = main.ref(SOUP), []
    desks = [main.desk, *(reopen() for _ in range(3))]
    start = threading.Barrier(len(desks))

    def go(number: int, desk: Any) -> None:
        start.wait()
        try:
            desk.replies.queue(ref, f"Text {number}.", now=True)
            outcomes.append("queued")
        except DeskError:
            outcomes.append("refused")

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(desks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["queued", "refused", "refused", "refused"]
    for number in range(4):
        assert f"Text {number}." in main.whole_text(SOUP)


def test_threads_that_deliver_at_once_send_once(main: Any) -> None:
    for handle in (SOUP, "stars-only", "wrapped", "cyrillic"):
        main.queue(handle, f"To {handle}.")
    threads = [threading.Thread(target=main.deliver) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert main.puts(applied=None) == 4
    main.settle()
    assert {main.state(h) for h in (SOUP, "stars-only", "wrapped", "cyrillic")} == {"published"}


def test_an_answer_postponed_by_one_program_is_not_pushed_by_another(main: Any, reopen: Any) -> None:
    other = reopen()
    main.queue(SOUP, "Patience.")
    with main.desk._bench.db.read() as tx:
        from reviewdesk.store import replies

        before = replies.on_their_way(tx)[0]
    main.faults.add(put(Act.STATUS, status=429, body="{}", headers={"Retry-After": "120"}))
    main.deliver()
    assert main.state(SOUP) == "queued"
    from reviewdesk.engine.outgoing import sending

    assert sending.send(other._bench, before) is None
    assert main.puts(applied=None) == 1


def test_settle_counts_anew_when_the_clock_was_set_back(main: Any) -> None:
    main.faults.add(put(Act.DROP, applied=True))
    main.send(SOUP, "Once.")
    main.clock.advance(timedelta(days=-2).total_seconds())
    main.deliver()
    main.clock.advance(31)
    main.deliver()
    assert main.state(SOUP) == "published"


def test_even_sure_absence_does_not_post_twice_where_one_can_post_once(salon: Any, clock: Any) -> None:
    platform, desk, ref = salon(certain=True, hidden=True, raises=[RuntimeError("the wire broke")])
    desk.replies.queue(ref, "Sorry, Ada.", now=True)
    for _ in range(4):
        desk.replies.deliver(wait=0, now=True, asked=True)
        clock.advance(days=1)
    assert platform.posts == ["Sorry, Ada."]
    assert desk.inbox.find(ref).state == "parked"
