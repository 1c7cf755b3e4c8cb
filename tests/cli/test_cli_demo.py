"""The demo: a made-up shop, one full round by itself."""

import os
import stat

import pytest
from reviewdesk_booking.sandbox import BookingSandbox
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_tripadvisor.sandbox import TripadvisorSandbox
from reviewdesk_yelp.sandbox import YelpSandbox

from reviewdesk.api import DeskError
from reviewdesk.cli.demo_browser import answer_by_hand
from reviewdesk.cli.demo_world import demo_folder, world_in
from reviewdesk.engine.desk import Desk
from reviewdesk.store.lines import Query, State

TEXT = "Thank you for your words. We looked at it together, please ask for me next time."


@pytest.fixture
def temp(tmp_path, monkeypatch, home):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_headless_demo_goes_the_whole_round_and_leaves_nothing_behind(cli, temp, home):
    told = cli("demo", "--headless").out.splitlines()
    roads = told[-1].removeprefix("demo: ok ").split("; ")
    assert [each.split(":")[0] for each in roads] == ["booking", "google", "tripadvisor", "yelp", "goodwill"]
    both = "1 answered by API and published, 1 by hand and confirmed"
    assert [both in each for each in roads[:4]] == [True, True, False, True]
    assert "2 by hand and confirmed" in roads[2]
    assert sum("stands on the site" in line for line in told) >= 8
    steps = ("that names the offer is stopped", "prepared", "is here", "issued", "card made", "Used already")
    places = [next(at for at, line in enumerate(told) if words in line) for words in steps]
    assert places == sorted(places)
    assert not home.exists()
    assert list(temp.glob("reviewdesk-demo-*")) == []


def test_a_demo_that_fails_says_so(cli, temp, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_PLUGINS__BLOCKED", "booking,google,tripadvisor,yelp")
    ran = cli("demo", "--headless", code=1)
    assert ran.err.startswith("error: ")
    assert "demo: ok" not in ran.out


def test_the_demos_world_opens_with_twelve_waiting_and_is_private(temp):
    folder, there = demo_folder(fresh=False)
    assert not there
    with world_in(folder, speed=100_000) as world:
        assert world.fresh
        assert world.problems == ()
        assert world.titles == ("Booking.com", "Google", "Tripadvisor", "Yelp")
        desk = Desk.open(world.home)
        try:
            assert desk.inbox.per_platform()["google"] == 12
            assert set(desk.inbox.per_platform()) == {"booking", "google", "tripadvisor", "yelp"}
            pages = desk.listings.list()
            assert len({each.location for each in pages}) == len({each.title for each in pages})
            assert desk.inbox.begin_question() is None
        finally:
            desk.close()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        secrets = [path for path in folder.iterdir() if path.name.startswith("google.")]
        assert secrets
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in secrets)


def test_a_second_demo_goes_on_where_the_first_one_ended(temp):
    folder, _there = demo_folder(fresh=False)
    with world_in(folder, speed=100_000) as world:
        desk = Desk.open(world.home)
        first = desk.inbox.page(Query(platform="google"), limit=1)[0].pub
        desk.replies.queue(first, TEXT, now=True)
        desk.replies.deliver()
        desk.close()
        url = world.urls["google"]
    again, there = demo_folder(fresh=False)
    assert (again, there) == (folder, True)
    with world_in(folder, speed=100_000) as world:
        assert world.urls["google"] == url
        assert not world.fresh
        assert world.problems == ()
        desk = Desk.open(world.home)
        known = desk.inbox.find(first)
        waiting = desk.inbox.per_platform()["google"]
        desk.close()
        assert (known.state, known.review.reply.text) == (State.PUBLISHED, TEXT)
        assert waiting == 11


def test_every_platform_is_reminded_of_its_answers_when_a_demo_goes_on(temp):
    folder, _there = demo_folder(fresh=False)
    answered = {}
    with world_in(folder, speed=100_000) as world:
        desk = Desk.open(world.home)
        for name in world.urls:
            known = desk.inbox.page(Query(platform=name), limit=1)[0]
            answered[name] = known.pub
            if desk.replies.look(known.pub, TEXT).how == "api":
                desk.replies.queue(known.pub, TEXT, now=True)
            else:
                handed = desk.replies.hand_off(known.pub, TEXT, copy=False)
                answer_by_hand(handed.page.url, TEXT, known.review.external_id)
        desk.replies.deliver()
        desk.fetching.fetch()
        desk.close()
    assert set(answered) == {"booking", "google", "tripadvisor", "yelp"}
    demo_folder(fresh=False)
    with world_in(folder, speed=100_000) as world:
        assert world.problems == ()
        desk = Desk.open(world.home)
        for _look in range(2):
            stands = {name: desk.inbox.find(pub) for name, pub in answered.items()}
            assert {
                name: (each.state, each.review.reply.text) for name, each in stands.items()
            } == dict.fromkeys(answered, (State.PUBLISHED, TEXT))
            desk.fetching.fetch(full=True)
        told = {entry.what for pub in answered.values() for entry in desk.diary(pub)}
        desk.close()
    assert "reply.gone" not in told


def test_what_came_late_in_the_first_sitting_still_stands_in_the_second(temp, clock):
    """A guest who wrote after two minutes, and one who changed his words, are as they were."""
    folder, _there = demo_folder(fresh=False)
    with world_in(folder, speed=1, clock=clock, played=_sandboxes(clock)) as world:
        desk = Desk.open(world.home, clock=clock)
        first = {each.pub for each in desk.inbox.page(Query(all=True), limit=500)}
        clock.advance(200)
        desk.fetching.fetch()
        edited = desk.inbox.page(Query(all=True, search="Dopisek"), limit=5)
        before = _facts(desk)
        late = [each for each in desk.inbox.page(Query(all=True), limit=500) if each.pub not in first]
        desk.close()
    assert len(edited) == 1
    assert {each.platform for each in late} == set(world.urls)
    clock.advance(5 * 3600)
    demo_folder(fresh=False)
    with world_in(folder, speed=1, clock=clock, played=_sandboxes(clock)) as world:
        desk = Desk.open(world.home, clock=clock)
        for _look in range(2):
            assert _facts(desk) == before
            clock.advance(3700)
            assert not any(report.removed for report in desk.fetching.fetch(full=True))
        desk.close()


def _facts(desk):
    """Every review with its state, words and moments."""
    return {
        each.pub: (each.state, each.review.text, each.last_word_at, each.review.created_at)
        for each in desk.inbox.page(Query(all=True), limit=500)
    }


def _sandboxes(clock):
    played = (BookingSandbox(clock), GoogleSandbox(clock), TripadvisorSandbox(clock), YelpSandbox(clock))
    return {each.platform: each for each in played}


def test_fresh_wipes_an_earlier_demo_and_nothing_else(temp):
    folder, _there = demo_folder(fresh=False)
    (folder / "desk.db").write_text("")
    assert demo_folder(fresh=True) == (folder, False)
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(DeskError, match="does not look like"):
        demo_folder(fresh=True)
    assert (folder / "thesis.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="links are different there")
def test_a_link_in_the_place_of_the_demo_is_refused(temp, tmp_path):
    folder, _there = demo_folder(fresh=False)
    folder.rmdir()
    target = tmp_path / "elsewhere"
    target.mkdir()
    folder.symlink_to(target)
    with pytest.raises(DeskError, match="somebody else"):
        demo_folder(fresh=False)


def test_the_demo_on_the_screen_gets_its_home_and_leaves_no_addresses_behind(cli, temp, monkeypatch):
    import sys
    import types

    seen = {}
    screen = types.ModuleType("reviewdesk.tui.app")

    def run(home, *, person=None, demo=None):
        seen.update(home=home, person=person, demo=demo)

    screen.run = run
    monkeypatch.setenv("TEXTUAL_DRIVER", "a screen of its own")
    monkeypatch.setitem(sys.modules, "reviewdesk.tui.app", screen)
    told = cli("--as", "Greta", "demo").out
    assert str(seen["home"].path) in told
    assert "--fresh" in told
    assert seen["person"] == "Greta"
    assert seen["demo"].platforms == ("Booking.com", "Google", "Tripadvisor", "Yelp")
    assert seen["demo"].kept.parent == seen["home"].path
    assert "http" not in told
    assert "goes on in" in cli("demo").out


def test_without_a_terminal_the_desk_names_the_commands(cli, temp):
    assert "reviewdesk --help" in cli(code=1).err
    assert "reviewdesk --help" in cli("demo", code=1).err
    assert list(temp.glob("reviewdesk-demo-*")) == []


def test_the_browser_of_the_demo_stays_on_loopback():
    with pytest.raises(DeskError, match="no page of a sandbox"):
        answer_by_hand("http://example.com/reviews", TEXT, "1")


def test_a_page_without_a_box_is_told(google):
    with pytest.raises(DeskError, match="no box"):
        answer_by_hand(f"{google.url}/reviews", TEXT, "1")
    with pytest.raises(DeskError, match="did not take"):
        answer_by_hand(f"{google.url}/n/0/reviews/0", TEXT, "0")
