"""Two pages become one: nothing is lost, whoever knew it, and doing it twice changes nothing."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from reviewdesk.api import DeskError, Listing, Precision, Rating, Review, StandingReply
from reviewdesk.store import accounts, drafts, ingest, joining, listings, notes, replies, reviews, tables
from reviewdesk.store.database import Database
from reviewdesk.store.lines import State
from reviewdesk.store.tables import alias, review

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROME = ZoneInfo("Europe/Rome")


class Two:
    """A page by hand and the API's, of one shop."""

    def __init__(self, db, *, fetched=True, mark=""):
        self.db = db
        with db.write() as tx:
            hand = accounts.add(tx, "google", f"google{mark}", settings={}, secrets={}, at=NOW)
            main = accounts.add(tx, "google", f"main{mark}", settings={}, secrets={"key": "env:K"}, at=NOW)
            old = Listing(external_id=f"table:mario{mark}", title=f"Mario{mark}")
            new = Listing(external_id=f"12345{mark}", title=f"Mario Downtown{mark}")
            self.hand = listings.adopt(tx, hand.id, "google", old, fetched=False, now=NOW)
            self.api = listings.adopt(tx, main.id, "google", new, fetched=fetched, now=NOW)

    def terms(self, **more):
        given = {"now": NOW, "zone": ROME, "fetched": False, "replaceable": True}
        return ingest.Terms(**(given | more))

    def take(self, where, *items, **more):
        with self.db.write() as tx:
            return ingest.take(tx, listings.get(tx, where.id), list(items), self.terms(**more)).taken

    def join(self, gone=None, into=None):
        with self.db.write() as tx:
            gone, into = (listings.get(tx, each.id) for each in (gone or self.hand, into or self.api))
            return joining.join(tx, gone, into, self.terms(), by="nico")

    def all(self):
        with self.db.read() as tx:
            return reviews.get_many(tx, list(tx.execute(select(review.c.id).order_by(review.c.id)).scalars()))

    def only(self):
        (known,) = self.all()
        return known


def told(name="r1", space="api", **more):
    given = {
        "external_id": name,
        "listing": "12345" if space == "api" else "table:mario",
        "created_at": NOW - timedelta(days=3),
        "rating": Rating(2, 5),
        "text": "The soup was cold.",
        "author": "Ewa K.",
        "id_space": space,
    }
    return Review(**(given | more))


@pytest.fixture
def two(db):
    return Two(db)


def test_a_review_known_to_both_pages_is_one_and_the_others_go_along(two):
    two.take(two.api, told(), fetched=True, walk=1)
    other = {"author": "Jan", "created_at": NOW - timedelta(days=9)}
    two.take(two.hand, told("t1", "takeout"), told("t2", "takeout", **other))
    done = two.join()
    assert (done.met, done.moved, done.unsure) == (1, 1, 0)
    assert {each.listing for each in two.all()} == {"Mario Downtown"}
    with two.db.read() as tx:
        names = {(row.id_space, row.external_id) for row in tx.execute(select(alias))}
        assert [each.title for each in listings.all_of(tx)] == ["Mario Downtown"]
    assert names == {("api", "r1"), ("takeout", "t1"), ("takeout", "t2")}


def test_what_names_the_old_page_later_lands_on_the_joined_one(two):
    two.take(two.hand, told("t1", "takeout"))
    two.join()
    with two.db.write() as tx:
        page = Listing(external_id="table:mario", title="Mario by another name")
        again = listings.adopt(tx, 1, "google", page, fetched=False, now=NOW)
        assert (again.external_id, again.title) == ("12345", "Mario Downtown")
        assert listings.named(tx, "Mario").id == listings.named(tx, "google/12345").id == again.id
    assert two.take(again, told("t1", "takeout")).known == 1


def test_a_page_by_hand_takes_the_id_that_the_api_shows_later(db):
    two = Two(db, fetched=False)
    two.take(two.api, told("t1", "takeout"))
    two.join(two.api, two.hand)
    with db.write() as tx:
        page = Listing(external_id="12345", title="Mario Downtown")
        found = listings.adopt(tx, 2, "google", page, fetched=True, now=NOW)
        assert (found.id, found.external_id, found.fetched) == (two.hand.id, "12345", True)
        assert listings.named(tx, "table:mario").id == found.id


def test_drafts_notes_diary_and_skips_go_along(two):
    two.take(two.api, told(), fetched=True, walk=1)
    two.take(two.hand, told("t1", "takeout"))
    with two.db.write() as tx:
        mine = reviews.find(tx, two.all()[1].pub)
        drafts.save(tx, mine, "nico", "Sorry about the soup.", NOW)
        notes.add(tx, mine, NOW, "nico", "A new pot is ordered.", changed=True)
        was = two.all()[1].pub
    two.join()
    known = two.only()
    assert known.state == State.DRAFTED
    assert known.draft.text == "Sorry about the soup."
    with two.db.read() as tx:
        assert [each.text for each in notes.of_review(tx, known.id)] == ["A new pot is ordered."]
        assert reviews.find(tx, was) == known.id, "an id that somebody noted still leads to the review"


def test_of_two_drafts_the_later_stays_and_the_other_is_kept(two):
    two.take(two.api, told(), fetched=True, walk=1)
    two.take(two.hand, told("t1", "takeout"))
    with two.db.write() as tx:
        drafts.save(tx, 1, "nico", "Older words.", NOW - timedelta(hours=1))
        drafts.save(tx, 2, "nico", "Later words.", NOW)
    two.join()
    known = two.only()
    assert known.draft.text == "Later words."
    with two.db.read() as tx:
        assert "Older words." in [each.text for each in drafts.versions(tx, known.id)]


def _begin(two, number, state):
    with two.db.write() as tx:
        known = reviews.get(tx, number)
        return replies.begin(
            tx, review_id=number, text="We are sorry.", state=state, by="nico", seen=known.words, at=NOW
        )


def test_an_answer_carried_by_hand_stays_on_its_way_and_is_watched_by_the_api(two):
    two.take(two.api, told(), fetched=True, walk=1)
    two.take(two.hand, told("t1", "takeout"))
    answer = _begin(two, 2, "handed_off")
    done = two.join()
    known = two.only()
    assert known.state == State.HANDED_OFF
    assert (known.reply.id, known.reply.account_id) == (answer.id, two.api.account_id)
    assert done.out == [known.id]


def test_an_answer_that_a_program_is_sending_keeps_its_page(two):
    two.take(two.hand, told("t1", "takeout"))
    _begin(two, 1, "queued")
    with pytest.raises(DeskError) as refused:
        two.join()
    assert refused.value.what == "An answer to a review of Mario is on its way."
    with two.db.read() as tx:
        assert len(listings.all_of(tx)) == 2


def test_two_answers_to_one_review_are_refused_and_nothing_changed(two):
    two.take(two.api, told(), fetched=True, walk=1)
    two.take(two.hand, told("t1", "takeout"), told("t2", "takeout", author="Jan"))
    _begin(two, 1, "queued")
    _begin(two, 2, "handed_off")
    with pytest.raises(DeskError):
        two.join()
    assert len(two.all()) == 3


def test_an_answer_on_the_owners_word_is_not_forgotten_because_the_api_shows_none_yet(two):
    two.take(two.api, told(), fetched=True, walk=1)
    two.take(two.hand, told("t1", "takeout"))
    with two.db.write() as tx:
        listings.change(tx, two.api.id, walked_at=NOW)
        said = StandingReply(text="We are sorry.", at=NOW - timedelta(days=1))
        reviews.stands(tx, 2, said, by="nico", claimed_until=NOW + timedelta(days=2))
    two.join()
    known = two.only()
    assert (known.state, known.review.reply.text) == (State.PUBLISHED, "We are sorry.")
    two.take(two.api, told(), fetched=True, walk=2)
    assert two.only().state == State.PUBLISHED


def test_an_answer_that_only_the_api_shows_wins_over_an_old_file(two):
    there = StandingReply(text="Thank you, and sorry.", at=NOW - timedelta(days=1))
    two.take(two.api, told(reply=there), fetched=True, walk=1)
    two.take(two.hand, told("t1", "takeout"))
    two.join()
    assert two.only().state == State.ANSWERED_ELSEWHERE


def test_numbers_are_never_given_twice(two):
    two.take(two.api, told(), fetched=True, walk=1)
    two.take(two.hand, told("t1", "takeout"))
    was = two.all()[1].pub
    two.join()
    two.take(two.api, told("r2", author="Jan"), fetched=True, walk=2)
    assert was not in {each.pub for each in two.all()}


def test_the_shop_that_is_left_without_a_page_goes_with_its_zone(two):
    with two.db.write() as tx:
        listings.set_location(tx, two.hand.location_id, zone="Pacific/Auckland", hours="Mo-Fr 9:00-17:00")
    two.join()
    with two.db.read() as tx:
        (shop,) = listings.locations(tx)
    assert (shop.name, shop.zone, shop.hours) == ("Mario Downtown", "Pacific/Auckland", "Mo-Fr 9:00-17:00")


def test_every_table_that_names_a_page_or_a_shop_is_led_on(two):
    names = {column.table.name for column in joining.pointing_to(tables.listing)}
    assert {"alias", "aside", "review", "joined_page"} <= names
    assert {"listing", "review"} <= {column.table.name for column in joining.pointing_to(tables.location)}


# --- any two lists ------------------------------------------------------------------------------------

_NAMES = st.sampled_from(["Ewa K.", "Jan", "Lea", None])
_DAYS = st.integers(0, 4)
_STARS = st.integers(1, 5)


@st.composite
def _guest(draw):
    return (draw(_NAMES), draw(_DAYS), draw(_STARS), draw(st.sampled_from(["Cold.", "Warm.", None])))


def _as_told(number, guest, space):
    name, days, stars, words = guest
    at = NOW - timedelta(days=days + 1, minutes=3)
    exact = space != "paste"
    return told(
        f"{space}-{number}",
        space,
        author=name,
        rating=Rating(stars, 5),
        text=words,
        created_at=at if exact else at.astimezone(ROME).date(),
        precision=Precision.SECOND if exact else Precision.DAY,
    )


_MARKS = count()
_LISTS = st.lists(st.tuples(_guest(), st.booleans(), st.booleans()), max_size=8)


@pytest.fixture(scope="module")
def one_base(empty_database, tmp_path_factory):
    path = tmp_path_factory.mktemp("joined") / "desk.db"
    path.write_bytes(empty_database)
    base = Database(f"sqlite:///{path}")
    yield base
    base.close()


@settings(max_examples=40, deadline=None)
@given(guests=_LISTS, spaces=st.sampled_from([("takeout", "api"), ("paste", "api"), ("paste", "takeout")]))
def test_joined_either_way_nothing_is_lost_and_nothing_doubled(one_base, guests, spaces):
    sums = [
        _joined(Two(one_base, fetched=False, mark=f" {next(_MARKS)}"), guests, spaces, swapped=swapped)
        for swapped in (False, True)
    ]
    assert sums[0] == sums[1]


def _joined(two, guests, spaces, *, swapped):
    mine = [_as_told(n, each, spaces[0]) for n, (each, here, _there) in enumerate(guests) if here]
    theirs = [_as_told(n, each, spaces[1]) for n, (each, _here, there) in enumerate(guests) if there]
    two.take(two.hand, *mine)
    two.take(two.api, *theirs)
    done = two.join(two.api, two.hand) if swapped else two.join()
    with two.db.read() as tx:
        left = two.hand.id if swapped else two.api.id
        names = tx.execute(select(alias).where(alias.c.listing_id == left))
        known = {(row.id_space, row.external_id): row.review_id for row in names}
        mine_now = select(func.count()).select_from(review).where(review.c.listing_id == left)
        rows = tx.execute(mine_now).scalar_one()
    assert set(known) == {(each.id_space, each.external_id) for each in mine + theirs}, "no id is lost"
    assert rows == len(mine) + len(theirs) - done.met
    per_review = Counter((number, space) for (space, _name), number in known.items())
    assert max(per_review.values(), default=1) == 1, "two reviews of one source stay two"
    page = two.hand if swapped else two.api
    again = two.take(page, *mine, *theirs)
    assert (again.new, again.joined) == (0, 0), "both roads know everything already"
    return {frozenset(name for name, mark in known.items() if mark == number) for number in known.values()}
