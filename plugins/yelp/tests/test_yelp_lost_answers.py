"""Yelp took the answer and its receipt was lost: looked for after the settle, parked, never sent again.

The settle and the three days are the real ones; time passes, for the desk and for Yelp alike, only by hand.
"""

import pytest
from reviewdesk_yelp import reviewdesk_plugin
from reviewdesk_yelp.sandbox import YelpSandbox

from reviewdesk.engine.config import Config
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.inbox import Query
from reviewdesk.sandbox import Act, Fault

TEXT = "Dana, that was our doing. Rosa"
HOUR, DAY = 3_600, 86_400
RULES = reviewdesk_plugin().platform.replies
SETTLE = Config().outbox.deadline_seconds + RULES.lag.total_seconds()
VISIBLE = RULES.visible_within.total_seconds()


class Shop:
    """A desk as an owner has it, and Yelp on the same clock."""

    def __init__(self, yelp, home, clock):
        self.yelp, self.home, self.clock = yelp, home, clock
        self.desk = Desk.open(home, clock=clock)

    def cold(self):
        found = self.desk.inbox.page(Query(all=True), limit=200)
        return next(one for one in found if "Two tacos" in (one.review.text or ""))

    def send(self, **fault):
        self.yelp.faults.add(Fault(method="POST", path="/reviews/v1/", **fault))
        self.desk.replies.queue(self.cold().pub, TEXT, now=True)
        self.desk.replies.deliver(wait=0)
        return self.cold().state

    def later(self, seconds):
        self.clock.advance(seconds)
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
def shop(tmp_path, held_clock, monkeypatch):
    monkeypatch.delenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", raising=False)
    yelp = YelpSandbox(held_clock).start()
    sources = {}
    for name, value in yelp.secrets.items():
        (tmp_path / name).write_text(value)
        (tmp_path / name).chmod(0o600)
        sources[name] = f"file:{tmp_path / name}"
    shop = Shop(yelp, Home.choose(str(tmp_path / "home")), held_clock)
    shop.desk.accounts.add("yelp", "main", settings=dict(yelp.settings), secrets=sources)
    shop.desk.fetching.fetch()
    yield shop
    shop.desk.close()
    yelp.stop()


LOST = {
    "drop": {"act": Act.DROP},
    "cut": {"act": Act.CUT},
    "html": {"act": Act.HTML},
    "502": {"act": Act.STATUS, "status": 502},
    "504": {"act": Act.STATUS, "status": 504},
}


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
def test_it_is_looked_for_after_the_settle_and_found(shop, fault):
    assert shop.send(applied=True, **fault) == "unknown"
    looks = shop.looks()
    assert shop.later(SETTLE - 1) == "unknown"
    assert shop.looks() == looks, "inside the settle nobody looks: the answer may still be on its way"
    assert shop.later(1) == "published"
    assert shop.looks() > looks
    assert (shop.posts(), shop.posts(applied=True)) == (1, 1)
    assert shop.cold().review.reply.text == TEXT


NEVER = {
    "lost on the way there": ({"act": Act.DROP}, None),
    "slow to show": ({"act": Act.DROP, "applied": True}, "slow"),
    "not recommended": ({"act": Act.DROP, "applied": True}, "drops-out"),
}


@pytest.mark.parametrize(("fault", "then"), NEVER.values(), ids=NEVER)
def test_what_never_shows_is_parked_after_three_days_and_never_sent_again(shop, fault, then):
    if then == "slow":
        shop.yelp.switches.set({"read_lag_seconds": 30 * DAY})
    assert shop.send(**fault) == "unknown"
    if then == "drops-out":
        shop.yelp.happen({"event": then})
    assert shop.later(SETTLE) == "unknown"
    shop.reopen()
    assert shop.later(VISIBLE - SETTLE - 1) == "unknown"
    assert shop.later(HOUR) == "parked", "between two looks at most an hour passes"
    assert shop.later(7 * DAY) == "parked"
    shop.reopen()
    shop.desk.replies.deliver(wait=0, now=True, asked=True)
    shop.desk.fetching.fetch(full=True)
    assert (shop.cold().state, shop.posts()) == ("parked", 1)


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
