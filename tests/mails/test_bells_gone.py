"""A bell is gone when the review itself is here, or when it was put away; no review is ever made of one."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

MARK = "Zed Unheard"


@pytest.fixture
def ringing(mail_desk, tmp_path, letter, google, clock):
    """A desk signed in at Google, everything fetched, and `post` that lays a mail into its folder."""
    folder = tmp_path / "mails"
    folder.mkdir()
    desk = mail_desk(folder=str(folder))
    sources = {name: f"env:GOOGLE_{name.upper()}" for name in google.secrets}
    desk.accounts.add("google", "main", settings=google.settings, secrets=sources)
    desk.fetching.fetch()

    def post(subject, **more):
        count = len(list(folder.iterdir()))
        path = folder / f"{count}.eml"
        path.write_bytes(letter(subject, f"mail {count}", **more))
        os.utime(path, (clock.now().timestamp(),) * 2)
        desk.fetching.fetch()
        return [each.listing for each in desk.bells()]

    return desk, post


@pytest.fixture
def guest(google):
    """Somebody writes a review at Google."""

    def write(location, days_ago=0.0, author=MARK):
        world = google.world
        like = world.reviews(location)[0]
        at = datetime.now(UTC) - timedelta(days=days_ago)
        number = len(world.reviews(location))
        fresh = replace(
            like,
            id=f"{like.id[:-6]}{number:06d}",
            handle=f"guest-{number}",
            created_at=at,
            updated_at=at,
            author=author,
            anonymous=False,
            reply=None,
            text=f"New words {number}.",
        )
        world.put(fresh)

    return write


def places(google):
    return sorted(google.world.places.values(), key=lambda each: each.title)


def test_a_bell_goes_when_the_review_of_its_shop_arrives(ringing, google, guest):
    desk, post = ringing
    place = places(google)[0]
    assert post(f"{MARK} left a review for {place.title}") == [place.title]
    before = desk.inbox.counts().total
    guest(place.id)
    desk.fetching.fetch()
    assert desk.inbox.counts().total == before + 1
    assert desk.bells() == []
    desk.fetching.fetch()
    assert desk.bells() == [], "the mail still lies there, and rings no more"


def test_the_review_of_another_shop_or_an_older_one_leaves_it_ringing(ringing, google, guest):
    desk, post = ringing
    place = places(google)[0]
    post(f"{MARK} left a review for {place.title}")
    for other in places(google)[1:]:
        guest(other.id)
    guest(place.id, days_ago=9, author="Somebody Late")
    desk.fetching.fetch(full=True)
    assert [each.listing for each in desk.bells()] == [place.title]


def test_a_shop_that_nobody_knows_by_that_name_is_any_of_the_platform(ringing, google, guest):
    desk, post = ringing
    assert post(f"{MARK} left a review for Mario's before it changed its name")
    guest(places(google)[-1].id)
    desk.fetching.fetch()
    assert desk.bells() == []


def test_a_mail_read_after_its_review_came_in_does_not_ring(ringing, google, guest):
    desk, post = ringing
    place = places(google)[0]
    guest(place.id)
    desk.fetching.fetch()
    assert post(f"{MARK.upper()} left a review for {place.title}") == []
    assert post(f"Another Guest left a review for {place.title}") == [place.title]


def test_one_that_is_put_away_stays_away_and_its_words_are_forgotten(ringing, google, home):
    desk, post = ringing
    post(f"{MARK} left a review for Mario's")
    (bell,) = desk.bells()
    assert bell.told["author"] == MARK
    assert desk.dismiss_bell(bell.id) is True
    assert desk.dismiss_bell(bell.id) is False
    desk.fetching.fetch()
    assert desk.bells() == []


def test_a_digest_rings_only_for_what_did_not_come_in_since(ringing, google, clock):
    desk, post = ringing
    title = places(google)[0].title
    clock.advance(days=3)
    assert post(f"{title}, you got 12 new reviews", at=clock.now()) == [title]
    assert desk.bells()[0].told["count"] == "12"


def test_a_bell_is_counted_nowhere(ringing):
    desk, post = ringing
    before = desk.inbox.counts()
    assert post("New review of Da Mario", sender="noreply@e.tripadvisor.com") == ["Da Mario"]
    assert desk.inbox.counts() == before


def test_the_command_line_says_it_beside_the_list(ringing, capsys):
    from reviewdesk.cli import main

    _desk, post = ringing
    post("New review of Da \x1b[31mMario", sender="noreply@e.tripadvisor.com")
    capsys.readouterr()
    assert main(["inbox"]) == 0
    told = capsys.readouterr()
    assert "Something new on Tripadvisor, Da" in told.err
    assert "\x1b" not in told.err
    assert "Something new" not in told.out
