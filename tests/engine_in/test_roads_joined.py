"""Pages of one shop that came in by different roads are one, on the owner's word."""

import csv
import re
from html import unescape

import httpx
import pytest
from reviewdesk_booking.extranet.headers import ENGLISH
from reviewdesk_booking.sandbox import BookingSandbox
from reviewdesk_tripadvisor.sandbox import TripadvisorSandbox

from reviewdesk.api import DeskError
from reviewdesk.store.lines import Query, State


@pytest.fixture
def play(clock, desk, monkeypatch):
    """Starts a platform's sandbox; the answer adds an account there."""
    running = []

    def start(sandbox, scenario, platform, **settings):
        there = sandbox(clock).start(scenario=scenario)
        running.append(there)

        def connect(name="main"):
            sources = {}
            for key, value in there.secrets.items():
                monkeypatch.setenv(f"{platform}_{key}".upper(), value)
                sources[key] = "env:" + f"{platform}_{key}".upper()
            desk.accounts.add(platform, name, settings={**there.settings, **settings}, secrets=sources)
            return desk.fetching.fetch([name])

        return there, connect

    yield start
    for each in running:
        each.stop()


def everything(desk, **more):
    return desk.inbox.page(Query(all=True, **more), limit=1000)


def on_page(desk, title):
    return [each for each in everything(desk) if each.listing == title]


def test_a_takeout_under_another_number_and_the_api_become_one(desk, google, sign_in, takeout_of):
    folder = takeout_of(google)
    for path in sorted(folder.rglob("*.json")):
        text = re.sub(r"locations/(\d+)", r"locations/900\1", path.read_text())
        path.write_text(re.sub(r'"title": "(.*?)"', r'"title": "\1, from the file"', text))
    desk.imports.take(folder)
    before = {each.review.external_id for each in everything(desk)}
    sign_in(google)
    desk.fetching.fetch()
    twins = desk.listings.twin_pages()
    assert twins, "a fetch that finds the same reviews offers the twin"
    assert not desk.listings.twins(), "joining pages is offered, not one shop for two pages"
    for each in twins:
        done = desk.listings.join(f"google/{each.one.external_id}", f"google/{each.other.external_id}")
        assert done.moved == 0, "the API knows every review of the file"
    assert all(each.fetched for each in everything(desk))
    assert len(everything(desk)) == len(before)
    assert not desk.listings.twin_pages()
    again = desk.imports.take(folder)
    assert (again.taken.new, again.taken.joined, again.taken.changed) == (0, 0, 0)
    assert all(page.fetched for page in desk.listings.list())
    assert sum(each.taken.new for each in desk.fetching.fetch(full=True)) == 0


def test_what_was_pasted_off_tripadvisor_meets_what_its_api_tells(desk, play):
    terra, connect = play(TripadvisorSandbox, "pizzeria", "tripadvisor")
    number = next(iter(terra.world.places))
    html = httpx.get(f"{terra.url}/Restaurant_Review-g1-d{number}-Reviews-x.html", verify=False).text
    visible = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h1)>", "\n", html.split("<body>")[1])))
    look = desk.pasting.look(visible, "tripadvisor", "Our pizzeria by the water")
    guesses = {"author": "-", "rating": "4", "text": "-", "reply": "-"}
    answers = {place: {field: guesses[field] for field in row.missing} for place, row in enumerate(look.rows)}
    desk.pasting.take(look, answers)
    pasted = len(everything(desk))
    assert pasted > 5
    first = next(each for each in everything(desk) if each.state == State.UNANSWERED)
    desk.replies.draft(first.pub, "Thank you, and sorry for the wait.")
    connect()
    page = next(each for each in desk.listings.list() if each.external_id == str(number))
    assert [
        (each.one.title, each.other.title) for each in desk.listings.twin_pages() if each.other.id == page.id
    ] == [("Our pizzeria by the water", page.title)]
    read = len(on_page(desk, page.title))
    done = desk.listings.join("Our pizzeria by the water", page.title)
    assert done.listing.external_id == str(number)
    assert done.met > 0
    assert len(on_page(desk, page.title)) == read + pasted - done.met
    assert desk.inbox.find(first.pub).draft.text == "Thank you, and sorry for the wait."
    again = desk.pasting.take(desk.pasting.look(visible, "tripadvisor", "Our pizzeria by the water"), answers)
    assert (again.taken.new, len(on_page(desk, page.title))) == (0, read + pasted - done.met)


def test_the_extranets_file_and_bookings_api_become_one(desk, play, tmp_path):
    booking, connect = play(BookingSandbox, "small", "booking")
    file = tmp_path / "reviews.csv"
    extranet(booking, file)
    desk.imports.take(file, as_listing="The guest house")
    mine = len(everything(desk))
    reports = connect()
    assert not [each.problem for each in reports if each.problem]
    (offer,) = [each for each in desk.listings.twin_pages() if each.other.title == "Locanda del Molo"]
    assert offer.do.endswith('reviewdesk listing join "booking/extranet:the guest house" "booking/1200001"')
    done = desk.listings.join("The guest house", "Locanda del Molo")
    assert (done.met + done.moved, done.listing.title) == (mine, "Locanda del Molo")
    assert done.met > 3
    again = desk.imports.take(file, as_listing="The guest house")
    assert (again.taken.new, again.taken.joined, again.listings) == (0, 0, ("Locanda del Molo",))
    named = desk.imports.take(file, as_listing="Locanda del Molo")
    assert (named.taken.new, named.taken.joined, named.listings) == (0, 0, ("Locanda del Molo",))
    twice = desk.listings.join("The guest house", "Locanda del Molo")
    assert (twice.already, twice.moved, twice.met) == (True, 0, 0)


def extranet(booking, file):
    """What the extranet would download of the guests who gave their name."""
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(ENGLISH)
        for review in booking.world.reviews("1200001"):
            if review.author and (review.positive or review.negative):
                day = review.created_at.date().isoformat()
                said = [review.headline or "", review.positive or "", review.negative or ""]
                writer.writerow([day, review.author, review.reservation, *said, review.score, *[""] * 7])


TABLE = "Date,Reviewer,Rating,Review\n2026-11-02,Ada,4,Good dough\n2026-11-03,Ben,2,Cold dough\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "tool.csv"
    path.write_text(TABLE)
    return path


def test_a_table_named_as_a_known_page_lands_on_it(connected_desk, table):
    page = next(each for each in connected_desk.listings.list() if each.platform == "google")
    for name in (page.title, page.title.upper(), page.external_id, f"google/{page.external_id}"):
        report = connected_desk.imports.take(table, platform="google", as_listing=name)
        assert report.listings == (page.title,), name
    there = [each for each in on_page(connected_desk, page.title) if each.review.author in ("Ada", "Ben")]
    assert len(there) == 2


def test_an_unknown_name_makes_a_new_page_and_one_of_several_is_asked_about(desk, table):
    desk.imports.take(table, platform="google", as_listing="Mario")
    assert [each.title for each in desk.listings.list()] == ["Mario"]
    desk.imports.take(table, platform="yelp", as_listing="Mario")
    assert len(desk.listings.list()) == 2, "on another platform the name means another page"
    with pytest.raises(DeskError) as several:
        desk.listings.ignore("Mario")
    assert several.value.do == 'Say which: "google/table:mario", "yelp/table:mario".'
    assert desk.listings.ignore("yelp/table:mario").platform == "yelp"


def test_a_shop_gets_another_name_that_no_other_has(desk, table):
    desk.imports.take(table, platform="google", as_listing="Mario")
    desk.listings.add_location("Harbour")
    with pytest.raises(DeskError, match="There is a location named Harbour already"):
        desk.listings.rename_location("Mario", "Harbour")
    desk.listings.rename_location("Mario", " Old Town ")
    assert {each.name for each in desk.listings.locations()} == {"Harbour", "Old Town"}
    assert {each.location for each in everything(desk)} == {"Old Town"}
    with pytest.raises(DeskError, match="There is no location named Mario"):
        desk.listings.rename_location("Mario", "Mario")


def test_a_page_on_another_platform_is_not_joined(connected_desk, table):
    desk = connected_desk
    desk.imports.take(table, platform="yelp", as_listing="Mario on Yelp")
    google = next(each for each in desk.listings.list() if each.platform == "google")
    with pytest.raises(DeskError) as refused:
        desk.listings.join("Mario on Yelp", google.title)
    assert "two platforms" in refused.value.what
    assert "reviewdesk listing adopt" in refused.value.do


def test_two_pages_of_one_name_on_one_platform_are_joined_by_that_name(desk, google, sign_in, table):
    title = next(iter(google.world.places.values())).title
    desk.imports.take(table, platform="google", as_listing=title)
    sign_in(google)
    desk.fetching.fetch()
    assert [each.title for each in desk.listings.list()].count(title) == 2
    done = desk.listings.join(title, title)
    assert (done.moved, done.listing.fetched) == (2, True)
    assert desk.imports.take(table, platform="google", as_listing=title).taken.known == 2
    assert desk.listings.join(title, title).already
