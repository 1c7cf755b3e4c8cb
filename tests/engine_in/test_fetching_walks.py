"""A walk is resumable at every page, incremental when it can be, whole once a day; removals need proof."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from reviewdesk.sandbox import Act, Fault
from reviewdesk.store.lines import Query, State
from reviewdesk.store.values import Taken

LISTS = r"/reviews$"


def everything(desk):
    return {each.review.external_id: each for each in desk.inbox.page(Query(all=True), limit=10_000)}


def standing(google):
    return {review.id for place in google.world.places for review in google.world.reviews(place)}


@pytest.fixture
def many(start_google, sign_in):
    google = start_google("many:400")
    sign_in(google)
    return google


def lists(google, since=0):
    return [
        entry for entry in google.journal.entries("GET", LISTS, since=since) if "pageSize=50" in entry.query
    ]


def test_a_walk_that_breaks_off_goes_on_where_it_was(desk, many):
    many.faults.add(Fault(act=Act.HTML, status=200, path=LISTS, after=4, times=None))
    broken, short = desk.fetching.fetch()
    assert broken.problem
    assert broken.taken.new == 150, "the check of the account reads a list too"
    assert short.problem
    many.faults.clear()
    mark = many.journal.entries()[-1].number
    first, second = desk.fetching.fetch()
    assert (first.problem, second.problem) == (None, None)
    assert first.taken == Taken(new=150)
    assert first.complete, "the two parts of one walk showed everything"
    assert len([each for each in lists(many, mark) if "pageToken" in each.query]) >= 3
    assert set(everything(desk)) == standing(many)
    again = desk.fetching.fetch()
    assert [each.taken.new + each.taken.changed for each in again] == [0, 0]


def test_a_program_killed_in_mid_walk_loses_and_doubles_nothing(desk, many):
    many.faults.add(Fault(act=Act.HANG, path=LISTS, after=4))
    code = """
        from reviewdesk.engine.desk import Desk
        from reviewdesk.engine.home import Home
        Desk.open(Home.choose()).fetching.fetch()
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], env=os.environ)
    many.journal.wait_for(5, "GET", LISTS, timeout=30)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert len(everything(desk)) == 150
    reports = desk.fetching.fetch()
    assert [each.problem for each in reports] == [None, None]
    assert reports[0].taken.new == 150
    assert set(everything(desk)) == standing(many)


def test_what_happens_meanwhile_is_not_lost_to_a_resumed_walk(desk, many):
    many.faults.add(Fault(act=Act.HTML, status=200, path=LISTS, after=4, times=None))
    desk.fetching.fetch()
    many.faults.clear()
    place = next(iter(many.world.places))
    many.happen({"event": "review", "location": place, "review": {"stars": 1, "text": "Meanwhile."}})
    many.happen({"event": "edit", "review": many.world.reviews(place)[-1].id, "text": "Changed meanwhile."})
    desk.fetching.fetch()
    desk.fetching.fetch()
    assert set(everything(desk)) == standing(many)
    texts = {each.review.text for each in everything(desk).values()}
    assert {"Meanwhile.", "Changed meanwhile."} <= texts
    assert not [each for each in everything(desk).values() if each.missing_at or each.removed_at]


def test_a_second_fetch_reads_only_what_is_new(desk, many):
    desk.fetching.fetch()
    mark = many.journal.entries()[-1].number
    many.happen({"event": "review", "location": next(iter(many.world.places)), "review": {"stars": 1}})
    first, _second = desk.fetching.fetch()
    assert first.taken.new == 1
    assert not first.complete
    assert len(lists(many, mark)) == 2, "one page of each listing"


def test_once_a_day_everything_is_walked(desk, many, clock):
    assert all(each.complete for each in desk.fetching.fetch())
    assert not any(each.complete for each in desk.fetching.fetch()[:1])
    clock.advance(hours=24, seconds=5)
    assert all(each.complete for each in desk.fetching.fetch())
    clock.advance(days=-30)
    assert all(each.complete for each in desk.fetching.fetch()), "also after the clock was set back"


def test_a_full_fetch_walks_everything_when_asked(desk, many):
    desk.fetching.fetch()
    assert all(each.complete for each in desk.fetching.fetch(full=True))


def test_a_whole_walk_cut_off_before_its_first_page_stays_a_whole_walk(desk, many, clock):
    desk.fetching.fetch()
    clock.advance(days=2)
    many.faults.add(Fault(act=Act.HTML, status=200, path=LISTS, after=1, times=None))
    assert desk.fetching.fetch()[0].problem
    many.faults.clear()
    assert all(each.complete for each in desk.fetching.fetch())


def test_a_walk_can_be_stopped_and_goes_on(desk, many):
    stop = threading.Event()
    seen = []

    def progress(step):
        seen.append((step.seen, step.total))
        if len(seen) == 2:
            stop.set()

    reports = desk.fetching.fetch(progress=progress, cancel=stop)
    assert len(reports) == 1
    assert seen == [(50, 300), (100, 300)]
    assert not reports[0].complete
    desk.fetching.fetch()
    assert set(everything(desk)) == standing(many)


# --- removals --------------------------------------------------------------------------------------


def removed(desk):
    return [each for each in everything(desk).values() if each.state == State.REMOVED]


def test_a_review_is_removed_only_after_two_looks_an_hour_apart(connected_desk, google, clock):
    desk = connected_desk
    victim = desk.inbox.page(Query(), limit=1)[0]
    google.happen({"event": "remove", "review": victim.review.external_id})
    assert not any(each.removed for each in desk.fetching.fetch(full=True))
    assert desk.inbox.find(victim.pub).missing_at is not None
    assert desk.inbox.find(victim.pub).waiting, "nothing is hidden on one look"
    clock.advance(minutes=59)
    assert not any(each.removed for each in desk.fetching.fetch(full=True))
    clock.advance(minutes=2)
    assert sum(each.removed for each in desk.fetching.fetch()) == 1
    known = desk.inbox.find(victim.pub)
    assert (known.state, known.waiting) == (State.REMOVED, False)
    assert known.review.text == victim.review.text, "its history stays"
    assert desk.diary(victim.pub)[0].what == "review.removed"


def test_a_removed_review_that_comes_back_waits_again(connected_desk, google, clock):
    desk = connected_desk
    victim = desk.inbox.page(Query(), limit=1)[0]
    there = google.world.review(victim.review.external_id)
    google.happen({"event": "remove", "review": there.id})
    desk.fetching.fetch(full=True)
    clock.advance(hours=1, minutes=1)
    desk.fetching.fetch()
    assert removed(desk)
    google.world.put(there)
    desk.fetching.fetch(full=True)
    assert not removed(desk)
    assert desk.inbox.find(victim.pub).waiting


def test_one_that_hid_for_a_moment_is_never_removed(connected_desk, google, clock):
    desk = connected_desk
    victim = desk.inbox.page(Query(), limit=1)[0]
    there = google.world.review(victim.review.external_id)
    google.happen({"event": "remove", "review": there.id})
    desk.fetching.fetch(full=True)
    google.world.put(there)
    clock.advance(hours=2)
    desk.fetching.fetch()
    google.happen({"event": "remove", "review": there.id})
    desk.fetching.fetch(full=True)
    assert not removed(desk), "this is a first look again"


def test_a_shorter_list_is_no_proof_where_the_reviews_can_still_be_read(connected_desk, google, clock):
    """A platform that shows an empty list out of trouble must not empty the desk."""
    desk = connected_desk
    for _round in range(2):
        google.faults.add(
            Fault(act=Act.STATUS, status=200, path=LISTS, after=1, times=2, body='{"totalReviewCount": 0}')
        )
        desk.fetching.fetch(full=True)
        google.faults.clear()
        clock.advance(hours=2)
    assert not removed(desk)
    assert not [each for each in everything(desk).values() if each.missing_at]


def test_a_place_that_the_account_lost_removes_nothing_and_is_told(connected_desk, google, clock):
    desk = connected_desk
    place = next(iter(google.world.places.values()))
    count = len(everything(desk))
    google.world.places[place.id] = replace(place, access=False)
    for _round in range(2):
        reports = desk.fetching.fetch(full=True)
        clock.advance(hours=2)
    lost = [each for each in reports if each.problem]
    assert [each.listing for each in lost] == [place.title]
    assert "no longer" in lost[0].problem
    assert len(everything(desk)) == count
    assert not removed(desk)


# --- what observers hear ---------------------------------------------------------------------------


def test_new_reviews_are_news_but_not_those_of_the_first_walk(connected_desk, google):
    desk = connected_desk
    assert "review.new" not in {each.what for each in desk.diary(limit=1000)}
    google.happen({"event": "review", "review": {"stars": 2, "text": "Fresh."}})
    desk.fetching.fetch()
    news = [each for each in desk.diary() if each.what == "review.new"]
    assert [desk.inbox.find(each.review).review.text for each in news] == ["Fresh."]


def test_rows_that_can_not_be_read_are_told_and_forgotten_once_they_come_in_whole(connected_desk, google):
    desk = connected_desk
    rows = len(everything(desk))
    google.faults.add(
        Fault(act=Act.REWRITE, path=LISTS, after=1, field="reviews.0.starRating", value="ELEVEN"),
        Fault(act=Act.REWRITE, path=LISTS, after=1, field="reviews.0", value="not even a review"),
    )
    reports = desk.fetching.fetch(full=True)
    assert sum(each.taken.aside for each in reports) == 2
    assert sum(each.taken.known for each in reports) == rows - 2
    told = [each for each in desk.doctor.look() if each.area == "set aside"]
    assert told[0].what.startswith("2 rows")
    desk.fetching.fetch(full=True)
    assert not [each for each in desk.doctor.look() if each.area == "set aside"]
    assert not removed(desk)


def test_a_fetch_of_a_closed_book_says_how_to_go_on(desk):
    desk.accounts.add("google", "hand")
    (report,) = desk.fetching.fetch(["hand"])
    assert "by hand" in report.problem
    assert "takeout.google.com" in report.todo
    assert desk.fetching.fetch() == []


def test_how_fresh_everything_is(connected_desk, clock):
    (fresh,) = connected_desk.fetching.freshness()
    assert (fresh.platform, fresh.how, fresh.problem) == ("google", "read", None)
    assert clock.now() - fresh.at < timedelta(minutes=1)
