"""After an answer left: looked for, told when it is not seen, and never sent again."""

import pytest

from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.inbox import Query
from reviewdesk.sandbox import Act, Fault, SandboxClock

ONE = "/review-api/.*/reviews/[^/]+$"
TEXT = "We turned it over. Nico"


@pytest.fixture
def owner(play, tmp_path, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_OUTBOX__UNDO_SECONDS", "0")
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "0")
    booking = play()
    secret = tmp_path / "client_secret"
    secret.write_text(booking.secrets["client_secret"])
    secret.chmod(0o600)
    clock = SandboxClock()
    desk = Desk.open(Home.choose(str(tmp_path / "home")), clock=clock)
    desk.accounts.add(
        "booking", "main", settings=dict(booking.settings), secrets={"client_secret": f"file:{secret}"}
    )
    desk.fetching.fetch()
    yield booking, desk, clock
    desk.close()


def known(desk, words):
    rows = [desk.inbox.known(number) for number in desk.inbox.numbers(Query(all=True))]
    return next(one for one in rows if words in f"{one.review.title} {one.review.text}")


def pass_time(booking, clock, seconds):
    booking.clock.advance(seconds)
    clock.advance(seconds)


def posts(booking):
    return len(booking.journal.entries("POST", ONE))


def test_before_sending_it_is_told_that_a_reply_is_once_and_for_good(owner):
    _booking, desk, _clock = owner
    assert desk.replies.look(known(desk, "Cold mornings").pub, TEXT).once


def test_a_lost_answer_that_the_moderators_refused_is_parked_and_never_sent_again(owner):
    booking, desk, clock = owner
    pub = known(desk, "Ask them about the mattress").pub
    booking.faults.add(Fault(act=Act.DROP, method="POST", path=ONE, applied=True))
    desk.replies.queue(pub, TEXT)
    desk.replies.deliver()
    for _look in range(3):
        pass_time(booking, clock, 25 * 3600)
        desk.replies.deliver()
    assert (known(desk, "Ask them about the mattress").state, posts(booking)) == ("parked", 1)
    (line,) = desk.replies.outbox()
    assert line.decides
    assert line.todo
    desk.replies.deliver(now=True, asked=True)
    assert posts(booking) == 1


def test_an_answer_taken_but_not_seen_after_72_hours_is_told(owner):
    booking, desk, clock = owner
    pub = known(desk, "Ask them about the mattress").pub
    desk.replies.queue(pub, TEXT)
    desk.replies.deliver()
    assert known(desk, "Ask them about the mattress").state == "sent"
    (line,) = desk.replies.outbox()
    assert line.what == "The platform took it; it is not seen on the page yet."
    for _look in range(3):
        pass_time(booking, clock, 25 * 3600)
        desk.replies.deliver()
        desk.fetching.fetch()
    (line,) = desk.replies.outbox()
    assert line.what == "The platform took it 3 days ago, and it is still not seen on the page."
    assert line.todo == "Look on the page, or ask the platform."
    assert posts(booking) == 1
