"""Pages and shops: each page a shop of its own, never joined unasked; a new zone gives new days."""

from datetime import UTC, date, datetime, timedelta
from types import ModuleType

import pytest

from reviewdesk.api import (
    AccountStatus,
    DeskError,
    Listing,
    May,
    Platform,
    Plugin,
    Rating,
    ReplyRules,
    Review,
    ReviewPage,
    hookimpl,
)
from reviewdesk.engine import local_zone
from reviewdesk.engine.bench import zone_of
from reviewdesk.store.lines import Query


@pytest.fixture
def chain(plug, desk):
    """A platform with the pages that a test names."""
    made = ModuleType("chain")
    made.pages = []
    made.reviews = []

    def reviewdesk_plugin():
        rules = ReplyRules(limit=100)
        return Plugin(name="chain", title="Chain", needs=(1, 0), platform=Platform(scale=5, replies=rules))

    def reviewdesk_check_account(account):
        return AccountStatus(identity=None, may=frozenset({May.READ}))

    def reviewdesk_list_listings(account):
        return made.pages

    def reviewdesk_fetch_reviews(account, listing, cursor):
        mine = tuple(each for each in made.reviews if each.listing == listing.external_id)
        yield ReviewPage(reviews=mine, cursor="c", complete=True)

    for hook in (
        reviewdesk_plugin,
        reviewdesk_check_account,
        reviewdesk_list_listings,
        reviewdesk_fetch_reviews,
    ):
        setattr(made, hook.__name__, hookimpl(hook))
    plug("chain", made)
    desk.accounts.add("chain", "chain")
    return made


def shops(desk):
    return {each.external_id: each.location for each in desk.listings.list()}


def test_shops_of_one_name_stay_apart(desk, chain):
    chain.pages = [
        Listing(external_id="1", title="Mario", address="Via Roma 1, 00100 Roma"),
        Listing(external_id="2", title="Mario", address="Via Torino 9, 10121 Torino"),
        Listing(external_id="3", title="Mario"),
        Listing(external_id="4", title="Mario"),
    ]
    desk.fetching.fetch()
    found = shops(desk)
    assert found["1"] == "Mario"
    assert found["2"] == "Mario (Via Torino 9)"
    assert len(set(found.values())) == 4
    desk.fetching.fetch()
    assert shops(desk) == found
    assert ("Mario", "Mario (Via Torino 9)") in desk.listings.twins(), "offered, never joined unasked"


def test_a_shop_that_the_owner_made_beforehand_is_used(desk, chain):
    desk.listings.add_location("Mario")
    desk.listings.set_location("Mario", zone="America/New_York")
    chain.pages = [Listing(external_id="1", title="Mario")]
    desk.fetching.fetch()
    (listing,) = desk.listings.list()
    assert (listing.location, listing.zone) == ("Mario", "America/New_York")
    with pytest.raises(DeskError, match="already"):
        desk.listings.add_location("Mario")


LATE = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)


@pytest.fixture
def two_shops(desk, chain, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Rome")
    chain.pages = [Listing(external_id="1", title="One"), Listing(external_id="2", title="Two")]
    chain.reviews = [
        Review(external_id=f"r{shop}", listing=shop, created_at=LATE, rating=Rating(4, 5)) for shop in "12"
    ]
    desk.fetching.fetch()
    desk.inbox.begin(None, wordless_above=None)
    return desk


def days(desk):
    return {each.location: each.day for each in desk.inbox.page(Query(all=True), limit=9)}


def test_a_new_zone_gives_a_shops_reviews_their_local_days_at_once(two_shops):
    desk = two_shops
    assert days(desk) == {"One": date(2026, 3, 11), "Two": date(2026, 3, 11)}
    assert desk.listings.set_location("One", zone="America/New_York").zone == "America/New_York"
    assert days(desk) == {"One": date(2026, 3, 10), "Two": date(2026, 3, 11)}
    assert [each.location for each in desk.inbox.page(Query(), limit=9)] == ["Two", "One"]


def test_a_page_that_moves_takes_its_reviews_and_their_days_along(two_shops):
    desk = two_shops
    desk.listings.set_location("One", zone="America/New_York")
    moved = desk.listings.move("Two", "One")
    assert (moved.location, moved.zone) == ("One", "America/New_York")
    assert {each.day for each in desk.inbox.page(Query(location="One"), limit=9)} == {date(2026, 3, 10)}


def test_reviews_that_come_later_are_told_in_the_shops_zone(two_shops, chain):
    desk = two_shops
    desk.listings.set_location("One", zone="Asia/Tokyo")
    chain.reviews.append(
        Review(external_id="new", listing="1", created_at=LATE - timedelta(hours=8), rating=Rating(1, 5))
    )
    desk.fetching.fetch(full=True)
    new = next(each for each in desk.inbox.page(Query(all=True), limit=9) if each.review.external_id == "new")
    assert new.day == date(2026, 3, 11)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Europe", "../../etc/passwd", "/etc/passwd", "a\0b"])
def test_a_zone_that_there_is_none_of_is_refused(two_shops, zone):
    with pytest.raises(DeskError, match="no time zone"):
        two_shops.listings.set_location("One", zone=zone)
    assert two_shops.listings.locations()[0].zone is None


def test_a_shop_that_there_is_none_of_is_refused(two_shops):
    with pytest.raises(DeskError, match="no location"):
        two_shops.listings.set_location("Three", hours="Mo-Fr 10:00-22:00")
    assert two_shops.listings.set_location("One", hours="Mo-Fr 10:00-22:00").hours == "Mo-Fr 10:00-22:00"


@pytest.mark.parametrize(
    ("told", "zone"), [("Europe/Warsaw", "Europe/Warsaw"), (":Asia/Tokyo", "Asia/Tokyo")]
)
def test_this_machines_zone_is_the_one_it_is_told(monkeypatch, told, zone):
    monkeypatch.setenv("TZ", told)
    assert zone_of(None).key == zone


@pytest.mark.parametrize("told", ["CET-1CEST", "nonsense", "Europe"])
def test_a_zone_without_a_name_is_utc(monkeypatch, told):
    monkeypatch.setenv("TZ", told)
    assert zone_of(None).key == "UTC"
    assert zone_of("gone/away").key == "UTC"


def test_without_an_environment_the_machine_still_tells(monkeypatch, tmp_path):
    monkeypatch.delenv("TZ", raising=False)
    name = tmp_path / "timezone"
    name.write_text("America/Lima\n")
    monkeypatch.setattr(local_zone, "_LINK", tmp_path / "nowhere")
    monkeypatch.setattr(local_zone, "_NAME", name)
    assert local_zone.local_zone_name() == "America/Lima"
    (tmp_path / "zoneinfo" / "Europe").mkdir(parents=True)
    (tmp_path / "zoneinfo" / "Europe" / "Oslo").touch()
    monkeypatch.setattr(local_zone, "_LINK", tmp_path / "zoneinfo" / "Europe" / "Oslo")
    assert local_zone.local_zone_name() == "Europe/Oslo"
