"""Guests' words stay as long as their platform lets one keep them, and no longer."""

import sqlite3

import pytest
from reviewdesk_tripadvisor.sandbox import TripadvisorSandbox

from reviewdesk.api import Unavailable
from reviewdesk.sandbox import Act, Fault
from reviewdesk.store.lines import Query


@pytest.fixture
def advisor(clock, monkeypatch):
    running = TripadvisorSandbox(clock).start(scenario="small")
    for name, value in running.secrets.items():
        monkeypatch.setenv(f"ADVISOR_{name.upper()}", value)
    yield running
    running.stop()


@pytest.fixture
def advised(desk, advisor):
    sources = {name: f"env:ADVISOR_{name.upper()}" for name in advisor.secrets}
    desk.accounts.add("tripadvisor", "ta", settings=advisor.settings, secrets=sources)
    for report in desk.fetching.fetch():
        assert report.problem is None, report.problem
    return desk


def all_known(desk):
    return desk.inbox.page(Query(all=True), limit=500)


def test_words_that_no_one_may_keep_never_reach_the_disk(advised, home):
    known = all_known(advised)
    assert known
    assert not any(each.words_kept for each in known)
    assert all(each.review.text is None and each.review.author is None for each in known)
    assert any(each.half_stars for each in known)
    said = [advised.inbox.with_words(each).review for each in known[:5]]
    words = [each.text for each in said if each.text]
    names = [each.author for each in said if each.author and len(each.author) > 3]
    assert words
    assert names
    advised.finish_chores()
    with sqlite3.connect(home.database) as connection:
        dump = "\n".join(connection.iterdump())
    assert not [text for text in [*words, *names] if text[:40] in dump]


def test_opening_such_a_review_reads_it_once_and_keeps_it_in_memory(advised, advisor):
    known = all_known(advised)[0]
    first = advised.inbox.with_words(known)
    asked = advisor.journal.count()
    assert first.review.text or first.review.title
    assert advised.inbox.with_words(known).review == first.review
    assert advisor.journal.count() == asked
    assert not advised.inbox.find(known.pub).review.text


def test_words_that_can_not_be_read_now_are_one_sentence(advised, advisor):
    known = all_known(advised)[0]
    advisor.faults.add(Fault(act=Act.STATUS, status=503, times=None))
    with pytest.raises(Unavailable):
        advised.inbox.with_words(known)


def test_googles_words_go_after_thirty_days_unseen_and_come_back_with_the_next_fetch(connected_desk, clock):
    before = {each.pub: each.review.text for each in all_known(connected_desk)}
    assert any(before.values())
    clock.advance(days=31)
    connected_desk.finish_chores()
    gone = all_known(connected_desk)
    assert not any(each.review.text or each.review.author for each in gone)
    assert [each.pub for each in gone] == list(before)
    assert connected_desk.inbox.page(Query(all=True, search="soup"), limit=5) == []
    connected_desk.fetching.fetch(full=True)
    assert {each.pub: each.review.text for each in all_known(connected_desk)} == before


def test_a_fetch_starts_their_time_anew(connected_desk, clock):
    clock.advance(days=20)
    connected_desk.fetching.fetch(full=True)
    clock.advance(days=20)
    connected_desk.finish_chores()
    assert any(each.review.text for each in all_known(connected_desk))
