"""The plugin on a whole desk: fetched, answered, and one history through every update."""

import contextlib
from datetime import timedelta

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.inbox import Query
from reviewdesk.sandbox import SandboxClock


@pytest.fixture
def owner(yelp, tmp_path, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_OUTBOX__UNDO_SECONDS", "0")
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "0")
    secrets = {}
    for name, value in yelp.secrets.items():
        path = tmp_path / name
        path.write_text(value)
        path.chmod(0o600)
        secrets[name] = f"file:{path}"
    clock = SandboxClock()
    desk = Desk.open(Home.choose(str(tmp_path / "home")), clock=clock)
    desk.accounts.add("yelp", "main", settings=dict(yelp.settings), secrets=secrets)
    desk.fetching.fetch()
    yield desk, clock
    desk.close()


def known(desk, words):
    found = desk.inbox.page(Query(all=True), limit=200)
    return next(one for one in found if words in (one.review.text or ""))


def sent(yelp):
    return [entry for entry in yelp.journal.entries("POST", "/reviews/v1/") if entry.applied]


def test_an_answer_goes_out_once_and_is_seen(yelp, owner):
    desk, _clock = owner
    review = known(desk, "Two tacos")
    desk.replies.queue(review.pub, "Dana, that was our doing. Rosa")
    desk.replies.deliver()
    desk.fetching.fetch()
    assert known(desk, "Two tacos").state == "published"
    assert len(sent(yelp)) == 1


def test_an_update_under_a_new_id_stays_one_review_on_the_desk(yelp, owner):
    desk, _clock = owner
    before = known(desk, "nothing special")
    yelp.happen({"event": "second-visit"})
    desk.fetching.fetch()
    after = known(desk, "What a difference")
    assert after.pub == before.pub
    assert after.review.external_id != before.review.external_id
    with pytest.raises(StopIteration):
        known(desk, "nothing special")


def a_month_later(yelp, clock, **update):
    """The guest of the cold tacos writes anew, under a new id with the old response."""
    for each in (clock, yelp.clock):
        each.advance(35 * 86_400)
    told = {"stars": 3, "text": "Went back. Warm this time, and slow.", **update}
    yelp.happen({"event": "update", "review": "cold-tacos", **told})


def test_an_update_after_the_owners_answer_waits_again_with_that_answer_known(yelp, owner):
    desk, clock = owner
    before = known(desk, "Two tacos")
    desk.replies.queue(before.pub, "Dana, that was our doing. Rosa")
    desk.replies.deliver()
    desk.fetching.fetch()
    assert known(desk, "Two tacos").state == "published"
    a_month_later(yelp, clock)
    desk.fetching.fetch()
    after = known(desk, "Warm this time")
    assert (after.pub, after.state, after.waiting) == (before.pub, "again", True)
    assert after.review.external_id != before.review.external_id
    assert after.review.reply.text == "Dana, that was our doing. Rosa"
    assert after.standing_origin == "here"
    past = desk.inbox.past(after)
    assert [(each.half_stars, each.text) for each in past.versions] == [(2, before.review.text)]
    assert [each.text for each in past.replies] == ["Dana, that was our doing. Rosa"]
    assert "before the guest updated" in after.review.details["Answer"]
    desk.fetching.fetch(full=True)
    assert known(desk, "Warm this time").state == "again"
    assert desk.inbox.counts().total == len(yelp.world.reviews(before.review.listing)) + 3


def test_an_updates_answer_goes_by_hand_and_is_seen_at_the_next_look(yelp, owner):
    desk, clock = owner
    ref = known(desk, "Two tacos").pub
    desk.replies.queue(ref, "Dana, that was our doing. Rosa")
    desk.replies.deliver()
    a_month_later(yelp, clock)
    desk.fetching.fetch()
    look = desk.replies.look(ref, "Thank you for coming back, Dana. Slow we can mend. Rosa")
    assert look.how == "hand"
    assert "no program" in look.why_by_hand
    with pytest.raises(DeskError, match="by hand"):
        desk.replies.queue(ref, "Thank you for coming back, Dana. Slow we can mend. Rosa")
    handed = desk.replies.hand_off(ref, copy=False)
    assert handed.page.url.endswith("/r2r/Tq0Sandbox-Example-001")
    assert desk.replies.undo(ref).draft.text == handed.text
    desk.replies.hand_off(ref, copy=False)
    yelp.world.answer(yelp.world.named("cold-tacos"), handed.text)
    desk.fetching.fetch()
    after = known(desk, "Warm this time")
    assert (after.state, after.review.reply.text) == ("published", handed.text)
    assert len(yelp.journal.entries("POST", "/reviews/v1/")) == 1


def test_an_update_that_needs_no_other_answer_is_skipped(yelp, owner):
    desk, _clock = owner
    yelp.happen({"event": "second-visit"})
    desk.fetching.fetch()
    ref = known(desk, "What a difference").pub
    assert desk.inbox.find(ref).state == "again"
    desk.inbox.skip(ref, "the old answer still fits")
    assert not desk.inbox.find(ref).waiting
    desk.fetching.fetch(full=True)
    assert not desk.inbox.find(ref).waiting


def test_an_answer_on_its_way_when_the_update_comes_goes_back_to_the_owner(yelp, owner):
    desk, clock = owner
    cold = known(desk, "Two tacos").pub
    desk.replies.queue(cold, "Dana, that was our doing. Rosa", at=clock.now() + timedelta(days=40))
    a_month_later(yelp, clock)
    clock.advance(6 * 86_400)
    desk.replies.deliver(asked=True)
    assert sent(yelp) == []


def test_a_colleagues_answer_found_before_sending_is_a_conflict(yelp, owner):
    desk, _clock = owner
    review = known(desk, "Two tacos")
    desk.replies.queue(review.pub, "Dana, that was our doing. Rosa")
    yelp.happen({"event": "colleague"})
    desk.replies.deliver()
    assert known(desk, "Two tacos").state == "conflict"
    assert sent(yelp) == []


def test_an_emoji_comes_back_with_its_reason(yelp, owner):
    desk, _clock = owner
    review = known(desk, "Two tacos")
    with contextlib.suppress(DeskError):  # where a check of the desk stops it before
        desk.replies.queue(review.pub, "Thanks 🌮")
        desk.replies.deliver()
        assert known(desk, "Two tacos").state == "refused"
    assert sent(yelp) == []
