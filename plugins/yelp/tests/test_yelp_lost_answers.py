"""Yelp took the answer and its receipt was lost: looked for after the settle, parked, never sent again."""

import pytest

from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.inbox import Query
from reviewdesk.sandbox import Act, Fault, SandboxClock

TEXT = "Dana, that was our doing. Rosa"
DAY = 86_400


class Shop:
    """A desk with its real settle, and the time that passes for it and for Yelp alike."""

    def __init__(self, yelp, home):
        self.yelp, self.home, self.clock = yelp, home, SandboxClock()
        self.desk = Desk.open(home, clock=self.clock)

    def cold(self):
        numbers = self.desk.inbox.numbers(Query(all=True))
        found = [self.desk.inbox.known(number) for number in numbers]
        return next(one for one in found if "Two tacos" in (one.review.text or ""))

    def send(self, **fault):
        self.yelp.faults.add(Fault(method="POST", path="/reviews/v1/", **fault))
        self.desk.replies.queue(self.cold().pub, TEXT, now=True)
        self.desk.replies.deliver(wait=0)
        return self.cold().state

    def later(self, seconds):
        for clock in (self.clock, self.yelp.clock):
            clock.advance(seconds)
        self.desk.replies.deliver(wait=0)
        return self.cold().state

    def posts(self, *, applied=None):
        return len(self.yelp.journal.entries("POST", "/reviews/v1/", applied=applied))

    def looks(self):
        return len(self.yelp.journal.entries("GET", "/v3/private/"))

    def reopen(self):
        self.desk.close()
        self.desk = Desk.open(self.home, clock=self.clock)


@pytest.fixture
def shop(yelp, tmp_path):
    sources = {}
    for name, value in yelp.secrets.items():
        (tmp_path / name).write_text(value)
        (tmp_path / name).chmod(0o600)
        sources[name] = f"file:{tmp_path / name}"
    shop = Shop(yelp, Home.choose(str(tmp_path / "home")))
    shop.desk.accounts.add("yelp", "main", settings=dict(yelp.settings), secrets=sources)
    shop.desk.fetching.fetch()
    yield shop
    shop.desk.close()


LOST = [
    {"act": Act.DROP},
    {"act": Act.CUT},
    {"act": Act.HTML},
    {"act": Act.STATUS, "status": 502},
    {"act": Act.STATUS, "status": 504},
]


@pytest.mark.parametrize("fault", LOST, ids=["drop", "cut", "html", "502", "504"])
def test_it_is_looked_for_after_the_settle_and_found(shop, fault):
    assert shop.send(applied=True, **fault) == "unknown"
    looks = shop.looks()
    assert shop.later(5) == "unknown"
    assert shop.looks() == looks, "inside the settle nobody looks: the answer may still be on its way"
    assert shop.later(10 * 60) == "published"
    assert shop.looks() > looks
    assert (shop.posts(), shop.posts(applied=True)) == (1, 1)
    assert shop.cold().review.reply.text == TEXT


@pytest.mark.parametrize("hide", ["slow", "not recommended"])
def test_what_landed_and_can_not_be_seen_is_parked_and_never_sent_again(shop, hide):
    if hide == "slow":
        shop.yelp.switches.set({"read_lag_seconds": 30 * DAY})
    assert shop.send(act=Act.DROP, applied=True) == "unknown"
    if hide == "not recommended":
        shop.yelp.happen({"event": "drops-out"})
    assert shop.later(10 * 60) == "unknown"
    shop.reopen()
    assert shop.later(DAY) == "unknown"
    assert shop.later(2 * DAY + 3600) == "parked"
    for _week in range(3):
        assert shop.later(7 * DAY) == "parked"
    shop.reopen()
    shop.desk.replies.deliver(asked=True, wait=0)
    shop.desk.fetching.fetch(full=True)
    assert shop.cold().state == "parked"
    assert (shop.posts(), shop.posts(applied=True)) == (1, 1)


def test_a_parked_answer_that_shows_at_last_needs_only_the_owners_word(shop):
    shop.yelp.switches.set({"read_lag_seconds": 5 * DAY})
    shop.send(act=Act.DROP, applied=True)
    assert shop.later(DAY) == "unknown"
    assert shop.later(2 * DAY + 3600) == "parked"
    shop.desk.replies.confirm(shop.cold().pub)
    assert shop.cold().state == "published"
    assert shop.later(3 * DAY) == "published"
    shop.desk.fetching.fetch()
    assert (shop.cold().state, shop.cold().review.reply.text) == ("published", TEXT)
    assert shop.posts() == 1


def test_an_owner_who_sends_a_parked_one_again_does_so_once(shop):
    assert shop.send(act=Act.DROP) == "unknown"
    assert shop.later(DAY) == "unknown"
    assert shop.later(2 * DAY + 3600) == "parked"
    shop.desk.replies.decide(shop.cold().pub, "again")
    assert shop.later(3600) in {"sent", "published", "queued"}
    shop.desk.replies.deliver(asked=True, wait=0)
    shop.desk.fetching.fetch()
    assert shop.cold().state == "published"
    assert (shop.posts(), shop.posts(applied=True)) == (2, 1)
