"""The plugin on a whole desk: fetched, answered, published, and never sent over a colleague's answer."""

import httpx
import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.inbox import Query
from reviewdesk.sandbox import SandboxClock

ONE = "/review-api/.*/reviews/[^/]+$"
TEXT = "Marta, that was our doing. Nico"


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
    yield booking, desk, clock
    desk.close()


def rows(desk):
    return desk.inbox.page(Query(all=True), limit=200)


def known(desk, words):
    return next(one for one in rows(desk) if words in f"{one.review.title} {one.review.text}")


def pass_time(booking, clock, hours):
    booking.clock.advance(hours * 3600)
    clock.advance(hours * 3600)


def test_a_fetch_says_what_can_be_answered_and_the_next_one_brings_nothing_twice(owner):
    booking, desk, _clock = owner
    reports = desk.fetching.fetch()
    assert [(one.listing, one.taken.new, one.complete) for one in reports] == [
        ("Locanda del Molo", 25, True),
        ("Annex", 1, True),
    ]
    silent = [one for one in rows(desk) if one.state == "not_answerable"]
    assert len(silent) == 2
    booking.happen({"event": "low-score"})
    again = desk.fetching.fetch()
    assert [(one.taken.new, one.taken.known) for one in again] == [(1, 0), (0, 0)]


def test_an_answer_goes_out_once_and_is_published_when_it_shows(owner):
    booking, desk, clock = owner
    desk.fetching.fetch()
    desk.replies.queue(known(desk, "Cold mornings").pub, TEXT)
    desk.replies.deliver()
    assert known(desk, "Cold mornings").state == "sent"
    pass_time(booking, clock, 1)
    desk.fetching.fetch()
    assert known(desk, "Cold mornings").state == "published"
    assert len(booking.journal.entries("POST", ONE)) == 1


def test_before_sending_it_is_told_that_a_reply_is_once_and_for_good(owner):
    _booking, desk, _clock = owner
    desk.fetching.fetch()
    assert desk.replies.look(known(desk, "Cold mornings").pub, TEXT).once


def test_a_colleagues_answer_found_before_sending_is_a_conflict(owner):
    booking, desk, _clock = owner
    desk.fetching.fetch()
    desk.replies.queue(known(desk, "Nobody at the desk").pub, TEXT)
    booking.happen({"event": "colleague"})
    desk.replies.deliver()
    assert known(desk, "Nobody at the desk").state == "conflict"
    assert not booking.journal.entries("POST", ONE)


def test_a_score_without_words_can_not_be_queued(owner):
    _booking, desk, _clock = owner
    desk.fetching.fetch()
    silent = next(one for one in rows(desk) if one.state == "not_answerable")
    with pytest.raises(DeskError):
        desk.replies.queue(silent.pub, TEXT)


def test_the_extranets_file_and_the_api_are_one_review_by_their_reservation(owner, tmp_path):
    booking, desk, _clock = owner
    file = tmp_path / "guest_reviews.csv"
    way = "/hotel/hoteladmin/extranet_ng/manage/reviews.csv?hotel_id=1200001"
    file.write_bytes(httpx.get(f"{booking.url}{way}").content)
    first = desk.imports.take(file, as_listing="1200001")
    assert (first.taken.new, first.not_answerable) == (25, 2)
    before = {one.pub for one in rows(desk)}
    desk.fetching.fetch()
    assert before <= {one.pub for one in rows(desk)}
    assert len(rows(desk)) == 26
    assert known(desk, "Cold mornings").review.id_space == "api"
    again = desk.imports.take(file, as_listing="1200001")
    assert again.taken.new == 0
    assert len(rows(desk)) == 26
    desk.replies.queue(known(desk, "Cold mornings").pub, TEXT)
    desk.replies.deliver()
    assert known(desk, "Cold mornings").state == "sent"
