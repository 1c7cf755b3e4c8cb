"""The plugin on a whole desk: fetched, answered, lost on the way, read back, and never sent twice."""

import contextlib

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.inbox import Query
from reviewdesk.sandbox import Act, Fault, SandboxClock


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
    numbers = desk.inbox.numbers(Query(all=True))
    found = [desk.inbox.known(number) for number in numbers]
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


def test_a_lost_receipt_is_read_back_and_never_sent_again(yelp, owner):
    desk, _clock = owner
    yelp.faults.add(Fault(act=Act.DROP, method="POST", path="/reviews/v1/", applied=True))
    desk.replies.queue(known(desk, "Two tacos").pub, "Dana, that was our doing. Rosa")
    desk.replies.deliver()
    desk.replies.deliver()
    assert known(desk, "Two tacos").state == "published"
    assert len(yelp.journal.entries("POST", "/reviews/v1/")) == 1


def test_what_can_never_be_seen_is_parked_for_the_owner(yelp, owner):
    desk, clock = owner
    yelp.faults.add(Fault(act=Act.DROP, method="POST", path="/reviews/v1/"))
    desk.replies.queue(known(desk, "Two tacos").pub, "Dana, that was our doing. Rosa")
    desk.replies.deliver()
    assert known(desk, "Two tacos").state == "unknown"
    for _ in range(3):
        clock.advance(86_400 + 60)
        desk.replies.deliver()
    assert known(desk, "Two tacos").state == "parked"
    assert len(yelp.journal.entries("POST", "/reviews/v1/")) == 1


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
