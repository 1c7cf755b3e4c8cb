"""A desk beside a worker: one of them fetches, one of them tells plugins, and both are told apart."""

import threading

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.background.reporter import Silent


class Heard(Silent):
    def __init__(self):
        self.fetches = 0
        self.errors = []

    def fetched(self, reports):
        self.fetches += 1

    def stumbled(self, error):
        self.errors.append(error)


@pytest.fixture
def quarterly(home, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_FETCH__MINUTES", "15")


def test_an_open_desk_leaves_the_fetching_to_the_worker(quarterly, connected_desk, google, reopen, clock):
    clock.hold()
    worker, desk = reopen(), reopen()
    worker.worker.begin()
    assert desk.worker.runs()
    assert not worker.worker.runs()
    desk.start()
    count = google.journal.count()
    for _minute in range(20):
        clock.advance(61)
    assert google.journal.count() == count
    worker.close()
    assert not desk.worker.runs()
    for _each in range(400):
        clock.advance(61)
        if threading.Event().wait(0.05) or google.journal.count() > count:
            return
    pytest.fail("the desk never fetched")


def test_a_second_worker_is_told_so_and_may_follow_the_first(connected_desk, reopen, monkeypatch):
    monkeypatch.setattr("reviewdesk.engine.background.shift._PATIENCE", 0.05)
    first, second = reopen(), reopen()
    first.worker.begin()
    with pytest.raises(DeskError, match="A worker runs already"):
        second.worker.begin()
    first.worker.stop()
    second.worker.begin()


def test_a_worker_fetches_also_where_a_desk_only_does_when_asked(connected_desk, google, reopen, clock):
    desk = reopen()
    desk.worker.begin()
    heard = Heard()
    count = google.journal.count()
    desk.worker.start(heard)
    google.journal.wait_for(count + 1)
    desk.worker.stop()
    assert heard.errors == []


def test_a_new_review_on_a_platform_that_never_shows_all_is_news(connected_desk, google, monkeypatch):
    """Such a walk is over, but never complete."""
    desk = connected_desk
    with desk._bench.db.write() as tx:
        from reviewdesk.store import listings

        for each in listings.all_of(tx):
            listings.change(tx, each.id, full_at=None)
    google.happen({"event": "review", "review": {"stars": 1, "text": "Cold borscht."}})
    desk.fetching.fetch()
    assert [each for each in desk.diary(limit=20) if each.what == "review.new"]
