"""Booking.com took the answer and nobody heard: looked for after the settle, parked, never sent again.

The settle and the 72 hours are the real ones; time passes, for desk and platform alike, only by hand.
"""

import pytest
from reviewdesk_booking import reviewdesk_plugin
from reviewdesk_booking.sandbox import BookingSandbox

from reviewdesk.engine.config import Config
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.inbox import Query
from reviewdesk.sandbox import Act, Fault

TEXT = "Marta, that was our doing. Nico"
ONE = "/review-api/.*/reviews/[^/]+$"
HOUR, DAY = 3_600, 86_400
RULES = reviewdesk_plugin().platform.replies
SETTLE = Config().outbox.deadline_seconds + RULES.lag.total_seconds()
VISIBLE = RULES.visible_within.total_seconds()


class Stay:
    """A desk as an owner has it, and Booking.com on the same clock."""

    def __init__(self, booking, home, clock):
        self.booking, self.home, self.clock = booking, home, clock
        self.desk = Desk.open(home, clock=clock)

    def cold(self):
        rows = self.desk.inbox.page(Query(all=True), limit=200)
        return next(one for one in rows if "Cold mornings" in f"{one.review.title} {one.review.text}")

    def send(self, **fault):
        if fault:
            self.booking.faults.add(Fault(method="POST", path=ONE, **fault))
        self.desk.replies.queue(self.cold().pub, TEXT, now=True)
        return self.look()

    def look(self):
        self.desk.replies.deliver(wait=0)
        return self.cold().state

    def later(self, seconds):
        self.clock.advance(seconds)
        return self.look()

    def posts(self, *, applied=None):
        return len(self.booking.journal.entries("POST", ONE, applied=applied))

    def looks(self):
        return len(self.booking.journal.entries("GET", ONE))

    def reopen(self):
        self.desk.close()
        self.desk = Desk.open(self.home, clock=self.clock)


@pytest.fixture
def stay(tmp_path, held_clock, monkeypatch):
    monkeypatch.delenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", raising=False)
    booking = BookingSandbox(held_clock).start()
    booking.world.moderation.on = False
    secret = tmp_path / "client_secret"
    secret.write_text(booking.secrets["client_secret"])
    secret.chmod(0o600)
    stay = Stay(booking, Home.choose(str(tmp_path / "home")), held_clock)
    secrets = {"client_secret": f"file:{secret}"}
    stay.desk.accounts.add("booking", "main", settings=dict(booking.settings), secrets=secrets)
    stay.desk.fetching.fetch()
    yield stay
    stay.desk.close()
    booking.stop()


LOST = {
    "drop": {"act": Act.DROP},
    "cut": {"act": Act.CUT},
    "html": {"act": Act.HTML},
    "502": {"act": Act.STATUS, "status": 502},
    "504": {"act": Act.STATUS, "status": 504},
}


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
def test_it_is_looked_for_after_the_settle_and_found(stay, fault):
    assert stay.send(applied=True, **fault) == "unknown"
    looks = stay.looks()
    assert stay.later(SETTLE - 1) == "unknown"
    assert stay.looks() == looks, "inside the settle nobody looks: the answer may still be on its way"
    assert stay.later(1) == "published"
    assert stay.looks() > looks
    assert (stay.posts(), stay.posts(applied=True)) == (1, 1)
    assert stay.cold().review.reply.text == TEXT


def moderated(stay):
    stay.booking.world.moderation.on, stay.booking.world.moderation.after = True, 5 * HOUR


def test_what_the_moderators_show_hours_later_is_found_then(stay):
    moderated(stay)
    assert stay.send(act=Act.DROP, applied=True) == "unknown"
    assert stay.later(SETTLE) == "unknown"
    assert stay.later(4 * HOUR) == "unknown"
    stay.reopen()
    assert stay.later(2 * HOUR) == "published"
    assert stay.posts() == 1


NEVER = {
    "lost on the way there": ({"act": Act.DROP}, None),
    "out of order": ({"act": Act.STATUS, "status": 500, "body": "{}"}, None),
    "refused by the moderators": ({"act": Act.DROP, "applied": True}, "reject"),
    "hidden": ({"act": Act.CUT, "applied": True}, "hide"),
}


@pytest.mark.parametrize(("fault", "then"), NEVER.values(), ids=NEVER)
def test_what_never_shows_is_parked_after_72_hours_and_never_sent_again(stay, fault, then):
    stay.booking.world.moderation.on = then is not None
    stay.booking.world.moderation.after = 90 * DAY
    assert stay.send(**fault) == "unknown"
    if then == "reject":
        stay.booking.happen({"event": "reject", "review": stay.cold().review.external_id})
    assert stay.later(SETTLE) == "unknown"
    stay.reopen()
    assert stay.later(VISIBLE - SETTLE - 1) == "unknown"
    assert stay.later(HOUR) == "parked", "between two looks at most an hour passes"
    (line,) = stay.desk.replies.outbox()
    assert line.decides
    assert line.todo
    assert stay.later(7 * DAY) == "parked"
    stay.reopen()
    stay.desk.replies.deliver(wait=0, now=True, asked=True)
    stay.desk.fetching.fetch(full=True)
    assert (stay.cold().state, stay.posts()) == ("parked", 1)


def test_an_owner_who_sends_a_parked_one_again_does_so_once(stay):
    stay.send(act=Act.DROP)
    stay.later(SETTLE)
    assert stay.later(VISIBLE + HOUR) == "parked"
    stay.desk.replies.decide(stay.cold().pub, "again")
    stay.desk.replies.deliver(wait=0, now=True, asked=True)
    stay.later(HOUR)
    stay.desk.fetching.fetch()
    assert stay.cold().state == "published"
    assert (stay.posts(), stay.posts(applied=True)) == (2, 1)


def test_an_answer_taken_but_not_seen_after_72_hours_is_told(stay):
    moderated(stay)
    stay.booking.world.moderation.after = 90 * DAY
    assert stay.send() == "sent"
    (line,) = stay.desk.replies.outbox()
    assert line.what == "The platform took it; it is not seen on the page yet."
    stay.later(VISIBLE + HOUR)
    stay.desk.fetching.fetch()
    (line,) = stay.desk.replies.outbox()
    assert line.what == "The platform took it 3 days ago, and it is still not seen on the page."
    assert line.todo == "Look on the page, or ask the platform."
    assert stay.posts() == 1
