"""Answers given into the owner's own hands: kept, found again, confirmed, or asked about."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reviewdesk.api import DeskError, Reading, Standing, StandingReply
from reviewdesk.cli.inbox import review_line
from reviewdesk.cli.state_words import in_words
from reviewdesk.engine.outgoing import clipboard, standing, watching
from reviewdesk.store import accounts
from reviewdesk.tui.words import short_words, state_words


@pytest.fixture
def ada(salon: Any) -> Any:
    """A platform that can be read, but answered by hand alone; one answer handed off."""
    platform, desk, ref = salon(by_hand=True, certain=True)
    handed = desk.replies.hand_off(ref, "Sorry, Ada.")
    assert desk.inbox.find(ref).state == "handed_off"
    return platform, desk, ref, handed


def publish(platform: Any, text: str, **more: Any) -> None:
    platform.reply = StandingReply(text=text, **more)


def test_a_hand_off_tells_all_one_needs(ada: Any) -> None:
    _platform, _desk, _ref, handed = ada
    assert handed.text == "Sorry, Ada."
    assert handed.file.read_text("utf-8") == "Sorry, Ada.\n"
    assert handed.file.stat().st_mode & 0o077 == 0
    assert handed.page.url == "https://salon.example/s1"
    assert "Ada S." in handed.find
    assert "The cut was crooked." in handed.find


def test_the_next_fetch_confirms_it(ada: Any) -> None:
    platform, desk, ref, _handed = ada
    publish(platform, "Sorry, Ada.")
    desk.fetching.fetch()
    assert desk.inbox.find(ref).state == "published"
    assert desk.inbox.find(ref).standing_origin == "here"


def test_a_text_changed_while_pasting_is_still_the_owners(ada: Any) -> None:
    platform, desk, ref, _handed = ada
    publish(platform, "So sorry, dear Ada!")
    desk.fetching.fetch()
    known = desk.inbox.find(ref)
    assert known.state == "published"
    assert known.review.reply.text == "So sorry, dear Ada!"
    assert "Sorry, Ada." in [each.text for each in desk.inbox.past(known).drafts]


def test_an_answer_from_before_the_hand_off_is_not_the_owners(ada: Any, clock: Any) -> None:
    platform, desk, ref, _handed = ada
    publish(platform, "From yesterday.", at=clock.now() - timedelta(hours=20))
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "answered_elsewhere"


def test_a_hand_off_waiting_for_moderation_is_sent(ada: Any) -> None:
    platform, desk, ref, _handed = ada
    publish(platform, "Sorry, Ada.", standing=Standing.PENDING)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "sent"


def test_a_hand_off_that_was_refused_comes_back(ada: Any) -> None:
    platform, desk, ref, _handed = ada
    publish(platform, "Sorry, Ada.", standing=Standing.REJECTED, reason="No names, please.")
    desk.replies.deliver(wait=0)
    known = desk.inbox.find(ref)
    assert (known.state, known.outcome_reason) == ("refused", "No names, please.")
    assert known.draft.text == "Sorry, Ada."


def test_the_owners_word_confirms_it_and_absence_proves_nothing_for_a_while(ada: Any, clock: Any) -> None:
    _platform, desk, ref, _handed = ada
    known = desk.replies.confirm(ref)
    assert known.state == "published"
    assert known.reply.confirmed_by == "nico"
    clock.advance(days=1)
    desk.fetching.fetch(full=True)
    assert desk.inbox.find(ref).state == "published"
    clock.advance(days=2)
    desk.fetching.fetch(full=True)
    assert desk.inbox.find(ref).state == "gone"


def _said(desk: Any, ref: str, clock: Any) -> tuple[str, str]:
    """How it reads on the leaf and in commands."""
    known = desk.inbox.find(ref)
    return state_words(known, "Salon", clock.now()), in_words(known)


def _in_lists(desk: Any, ref: str, clock: Any) -> str:
    """How it reads on the row of the list, and of `inbox`: the same."""
    known = desk.inbox.find(ref)
    row = short_words(desk.inbox.lines([known.id])[known.id], clock.now())
    assert row.partition(",")[0] in review_line(known, clock.now())
    return row


def _reads(desk: Any, ref: str, platform: Any, stands: Standing) -> None:
    """What a fetch read holds the answer."""
    there = replace(platform.review(), reply=StandingReply(text="Sorry, Ada.", standing=stands))
    standing.keep(desk._bench, desk.inbox.find(ref), Reading(review=there))


def test_what_stands_on_his_word_alone_reads_differently_until_it_is_seen(ada: Any, clock: Any) -> None:
    platform, desk, ref, _handed = ada
    desk.replies.confirm(ref)
    assert _said(desk, ref, clock) == ("stands on the site, on your word",) * 2
    assert _in_lists(desk, ref, clock) == "there, on your word"
    assert desk.replies.ends().done[0].on_word
    _reads(desk, ref, platform, Standing.PENDING)
    assert _said(desk, ref, clock) == ("sent, Salon is looking at it", "sent")
    assert _in_lists(desk, ref, clock) == "sent, being looked at"
    _reads(desk, ref, platform, Standing.PUBLISHED)
    assert _said(desk, ref, clock) == ("stands on the site",) * 2
    assert _in_lists(desk, ref, clock) == "stands on the site"
    assert not desk.replies.ends().done[0].on_word


def test_what_waits_there_for_its_approval_stays_his_to_confirm(ada: Any, clock: Any) -> None:
    platform, desk, ref, _handed = ada
    assert desk.replies.waits_there(ref).state == "handed_off"
    assert _said(desk, ref, clock) == ("on the site, waiting for its approval, on your word",) * 2
    assert _in_lists(desk, ref, clock) == "waits for approval"
    assert "waits there for its approval" in desk.replies.outbox()[0].what
    assert next(row.what for row in desk.diary(ref)) == "reply.waits_there"
    publish(platform, "Sorry, Ada.", standing=Standing.PUBLISHED)
    desk.fetching.fetch()
    assert _said(desk, ref, clock) == ("stands on the site",) * 2
    with pytest.raises(DeskError, match="nothing to confirm"):
        desk.replies.waits_there(ref)


def test_not_seen_after_all_that_time_it_is_asked_about(ada: Any, clock: Any) -> None:
    _platform, desk, ref, _handed = ada
    clock.advance(days=1.9)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "handed_off"
    clock.advance(days=0.2)
    desk.replies.deliver(wait=0)
    known = desk.inbox.find(ref)
    assert known.draft.text == "Sorry, Ada."
    assert "not seen" in known.outcome_reason


def test_where_looking_proves_nothing_it_stays(salon: Any, clock: Any) -> None:
    _platform, desk, ref = salon(by_hand=True, certain=False)
    desk.replies.hand_off(ref, "Sorry, Ada.")
    clock.advance(days=60)
    desk.replies.deliver(wait=0)
    assert desk.inbox.find(ref).state == "handed_off"


def test_a_hand_off_can_be_called_back_at_any_time(ada: Any, clock: Any) -> None:
    _platform, desk, ref, _handed = ada
    clock.advance(days=1)
    assert desk.replies.undo(ref).draft.text == "Sorry, Ada."


def test_handing_off_anew_keeps_the_earlier_text(ada: Any) -> None:
    _platform, desk, ref, _handed = ada
    desk.replies.hand_off(ref, "Better words, Ada.")
    known = desk.inbox.find(ref)
    assert (known.state, known.reply.text) == ("handed_off", "Better words, Ada.")
    assert known.draft is None
    assert "Sorry, Ada." in [each.text for each in desk.inbox.past(known).drafts]


def test_a_guest_who_edits_after_the_hand_off_is_answered_but_worth_another_look(ada: Any) -> None:
    platform, desk, ref, _handed = ada
    platform.text = "They cut it again, it is fine now."
    publish(platform, "Sorry, Ada.")
    desk.fetching.fetch()
    known = desk.inbox.find(ref)
    assert known.state == "published", "an answer that can't be changed does not come back"
    assert known.review.text == "They cut it again, it is fine now."


def test_what_goes_out_by_api_is_not_handed_off_as_well(main: Any) -> None:
    main.queue("cold-soup", "On its way.", now=False)
    with pytest.raises(DeskError, match="on its way"):
        main.desk.replies.hand_off(main.ref("cold-soup"), "On its way.")


def test_a_review_to_be_answered_by_hand_is_not_queued(salon: Any) -> None:
    _platform, desk, ref = salon(by_hand=True)
    with pytest.raises(DeskError, match="only be answered by hand"):
        desk.replies.queue(ref, "Sorry, Ada.")
    assert desk.inbox.find(ref).draft.text == "Sorry, Ada."


def test_nothing_is_lost_where_the_folder_cannot_be_written(salon: Any, home: Any) -> None:
    _platform, desk, ref = salon(by_hand=True)
    (home.path / "by-hand").write_text("in the way")
    with pytest.raises(DeskError, match="draft is kept"):
        desk.replies.hand_off(ref, "Sorry, Ada.")
    assert desk.inbox.find(ref).draft.text == "Sorry, Ada."


def test_there_is_nothing_to_confirm_before_a_hand_off(salon: Any) -> None:
    _platform, desk, ref = salon(by_hand=True)
    with pytest.raises(DeskError, match="nothing to confirm"):
        desk.replies.confirm(ref)


def test_without_a_browser_no_page_is_opened(home: Any) -> None:
    assert clipboard.open_page("https://salon.example/s1") is False


def test_a_drawer_full_of_hand_offs_costs_a_round_next_to_nothing(salon: Any, monkeypatch: Any) -> None:
    _platform, desk, ref = salon(by_hand=True)
    desk.replies.hand_off(ref, "Sorry, Ada.")
    account = desk.accounts.list()[0]
    with desk._bench.db.write() as tx:
        accounts.change(tx, account.id, may="")
    roads = []
    monkeypatch.setattr(watching, "road", lambda *args: roads.append(args))
    desk.replies.tick()
    desk.replies.deliver(wait=0)
    assert roads == []
