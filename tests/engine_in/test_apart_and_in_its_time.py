"""An account whose reviews may not be mixed with others', and whose looks cost money."""

from datetime import UTC, datetime, timedelta
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
    Setting,
    hookimpl,
)
from reviewdesk.store.first_page import first_page
from reviewdesk.store.lines import Query


@pytest.fixture
def toll(plug):
    """A platform that takes money for each look, and whose list stands alone where the owner says so."""
    made = ModuleType("toll")
    made.looks = 0

    def reviewdesk_plugin():
        return Plugin(
            name="toll",
            title="Toll",
            needs=(1, 0),
            settings=(Setting(name="apart", title="Apart"), Setting(name="fetch_minutes", title="How often")),
            platform=Platform(scale=5, replies=ReplyRules(limit=100), fetch_every=timedelta(hours=6)),
        )

    def reviewdesk_check_account(account):
        return AccountStatus(identity=None, may=frozenset({May.READ}))

    def reviewdesk_list_listings(account):
        return [Listing(external_id="t1", title="Mario on Toll")]

    def reviewdesk_fetch_reviews(account, listing, cursor):
        made.looks += 1
        review = Review(
            external_id="r1",
            listing="t1",
            created_at=datetime.now(UTC) - timedelta(days=1),
            rating=Rating(1, 5),
            text="A fly in the soup.",
        )
        yield ReviewPage(reviews=(review,), cursor="c", complete=True)

    for hook in (
        reviewdesk_plugin,
        reviewdesk_check_account,
        reviewdesk_list_listings,
        reviewdesk_fetch_reviews,
    ):
        setattr(made, hook.__name__, hookimpl(hook))
    plug("toll", made)
    return made


def platforms(desk, query):
    return {each.platform for each in desk.inbox.page(query, limit=500)}


def test_reviews_apart_stand_in_a_list_of_their_own(toll, connected_desk):
    desk = connected_desk
    others = desk.inbox.counts().waiting
    desk.accounts.add("toll", "toll", settings={"apart": "Yes"})
    desk.fetching.fetch(["toll"])
    for query in (Query(), Query(all=True), Query(half_stars=(1, 2)), Query(all=True, search="soup")):
        assert "toll" not in platforms(desk, query)
        numbers = desk.inbox.numbers(query)
        assert len(numbers) == len(desk.inbox.page(query, limit=500))
    assert platforms(desk, Query(platform="toll")) == {"toll"}
    counts = desk.inbox.counts()
    assert (counts.waiting, dict(counts.apart)) == (others, {"toll": 1})
    first = first_page(desk.home.database)
    assert (first.waiting, {each.platform for each in first.lines}) == (others, {"google"})


def test_the_owner_mixes_and_parts_them_again(toll, connected_desk):
    desk = connected_desk
    desk.accounts.add("toll", "toll")
    desk.fetching.fetch(["toll"])
    assert "toll" in platforms(desk, Query())
    desk.accounts.set("toll", {"apart": "on"})
    assert "toll" not in platforms(desk, Query())
    assert dict(desk.inbox.counts().apart) == {"toll": 1}
    desk.accounts.set("toll", {"apart": ""})
    assert "toll" in platforms(desk, Query())
    assert not desk.inbox.counts().apart
    with pytest.raises(DeskError, match="neither yes nor no"):
        desk.accounts.set("toll", {"apart": "perhaps"})


def test_nobody_pays_for_looks_that_were_not_asked_for(toll, desk, clock):
    desk.accounts.add("toll", "toll")
    desk.fetching.fetch(by_itself=True)
    clock.advance(hours=5)
    desk.fetching.fetch(by_itself=True)
    assert toll.looks == 1
    desk.fetching.fetch()
    assert toll.looks == 2, "a fetch by hand always goes"
    clock.advance(hours=5)
    desk.fetching.fetch(by_itself=True)
    assert toll.looks == 2, "counted from the last look, whoever asked for it"
    clock.advance(hours=1)
    desk.fetching.fetch(by_itself=True)
    assert toll.looks == 3


def test_how_often_is_the_owners_to_say(toll, desk, clock):
    desk.accounts.add("toll", "toll", settings={"fetch_minutes": "30"})
    desk.fetching.fetch(by_itself=True)
    clock.advance(minutes=30)
    desk.fetching.fetch(by_itself=True)
    assert toll.looks == 2
    desk.accounts.set("toll", {"fetch_minutes": "0"})
    clock.advance(days=9)
    desk.fetching.fetch(by_itself=True)
    assert toll.looks == 2, "0 = only when asked"
    with pytest.raises(DeskError, match="no number of minutes"):
        desk.accounts.set("toll", {"fetch_minutes": "often"})
