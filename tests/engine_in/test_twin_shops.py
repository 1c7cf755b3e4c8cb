"""Shops of one name on different platforms are offered as one; the owner puts them together, and apart."""

import pytest

from reviewdesk.api import DeskError
from reviewdesk.store.lines import Query


@pytest.fixture
def bring_in(desk, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("Guest,Stars,Date,Review\nAda S.,4,2026-11-02,Good soup.\n", "utf-8")

    def take(*pages):
        for platform, page in pages:
            desk.imports.take(table, platform=platform, as_listing=page)

    return take


def offers(desk):
    return [(each.one, each.other) for each in desk.listings.twin_shops()]


def shops(desk):
    return {each.location for each in desk.inbox.page(Query(all=True), limit=9)}


def test_a_shop_on_two_platforms_is_offered_and_put_together_and_apart_again(desk, bring_in):
    bring_in(("google", "Mario"), ("yelp", "Mario Downtown"))
    desk.listings.set_location("Mario Downtown", zone="America/New_York", hours="Mo-Fr 10:00-20:00")
    assert offers(desk) == [("Mario", "Mario Downtown")], "the shop whose zone is known stays"
    done = desk.listings.gather("Mario", "Mario Downtown")
    assert [(page.title, page.location, page.zone) for page in done.pages] == [
        ("Mario", "Mario Downtown", "America/New_York")
    ]
    assert offers(desk) == []
    assert desk.listings.twins() == []
    assert {each.location for each in desk.inbox.page(Query(all=True), limit=9)} == {"Mario Downtown"}
    desk.listings.move("Mario", "Mario")
    assert {each.location for each in desk.inbox.page(Query(all=True), limit=9)} == {
        "Mario",
        "Mario Downtown",
    }
    with pytest.raises(DeskError, match="no location"):
        desk.listings.gather("Nowhere", "Mario")


@pytest.mark.parametrize(
    "pages",
    [
        [("google", "Mario Roma"), ("google", "Mario")],
        [("google", "Mario"), ("yelp", "Luigi")],
        [("google", "Mario 1"), ("google", "Mario 2"), ("google", "Mario 3"), ("yelp", "Mario")],
        [("google", "!!!"), ("yelp", "Mario")],
    ],
    ids=["one platform", "other names", "a chain", "no words"],
)
def test_what_says_nothing_is_not_offered(desk, bring_in, pages):
    bring_in(*pages)
    assert offers(desk) == []
