"""A database of its own, and hands that put reviews into it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from reviewdesk.api import Listing, Rating, Review, StandingReply
from reviewdesk.store import accounts, ingest, listings, migrate, reviews
from reviewdesk.store import begin as store_begin
from reviewdesk.store.database import Database
from reviewdesk.store.tables import review, version

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Shelf:
    """One listing with its reviews; `now` and the terms can be set."""

    def __init__(self, db, account_id, *, external_id="shop", platform="google", title="Mario"):
        self.db = db
        self.now = NOW
        self.zone = ZoneInfo("Europe/Rome")
        self.begin = None
        self.wordless_above = None
        self.replaceable = True
        self.walk = 1
        page = Listing(external_id=external_id, title=title)
        with db.write() as tx:
            self.where = listings.adopt(tx, account_id, platform, page, fetched=True, now=NOW)

    def terms(self, **more):
        given = {
            "now": self.now,
            "zone": self.zone,
            "fetched": True,
            "replaceable": self.replaceable,
            "begin": self.begin,
            "wordless_above": self.wordless_above,
            "walk": self.walk,
        }
        return ingest.Terms(**(given | more))

    def fetch(self, *items, **more):
        return self._take(items, self.terms(**more))

    def file(self, *items, **more):
        return self._take(items, self.terms(fetched=False, walk=0, **more))

    def _take(self, items, terms):
        with self.db.write() as tx:
            self.where = listings.get(tx, self.where.id)
            return ingest.take(tx, self.where, list(items), terms).taken

    def note(self, **columns):
        """Something about the listing, e.g. when it was last walked."""
        with self.db.write() as tx:
            listings.change(tx, self.where.id, **columns)

    def begin_on(self, day, wordless_above=None):
        self.begin, self.wordless_above = day, wordless_above
        with self.db.write() as tx:
            return store_begin.apply(tx, day, wordless_above)

    def set(self, number=1, **columns):
        with self.db.write() as tx:
            reviews.update(tx, number, **columns)

    def all(self):
        with self.db.read() as tx:
            numbers = list(tx.execute(select(review.c.id).order_by(review.c.id)).scalars())
            return reviews.get_many(tx, numbers)

    def only(self):
        (known,) = self.all()
        return known

    def row(self, number=1):
        with self.db.read() as tx:
            return tx.execute(select(review).where(review.c.id == number)).one()

    def dump(self):
        """Everything about all reviews, to see that nothing changed."""
        with self.db.read() as tx:
            rows = tx.execute(select(review).order_by(review.c.id)).all()
            return [tuple(row) for row in rows if row], tx.execute(select(version)).all()

    def versions(self, number=1):
        with self.db.read() as tx:
            return reviews.versions(tx, number)


def _guest_review(name="r1", **more):
    given = {
        "external_id": name,
        "listing": "shop",
        "created_at": NOW - timedelta(days=2),
        "rating": Rating(2, 5),
        "text": "The soup was cold.",
        "author": "Ewa K.",
        "ref": f"accounts/1/locations/shop/reviews/{name}",
    }
    return Review(**(given | more))


def _takeout(name="t1", **more):
    """The same as a file tells it: other ids, times cut, no link."""
    given = {"created_at": NOW - timedelta(days=2), "id_space": "takeout", "ref": ""}
    return _guest_review(name, **(given | more))


@pytest.fixture
def guest():
    """Makes a review as the API tells it."""
    return _guest_review


@pytest.fixture
def takeout():
    return _takeout


@pytest.fixture
def answer():
    def make(text="Thank you.", **more):
        return StandingReply(text=text, **({"at": NOW - timedelta(days=1)} | more))

    return make


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """Migrated once: building the schema costs more than most tests."""
    path = tmp_path_factory.mktemp("schema") / "desk.db"
    migrate.migrate(path, f"sqlite:///{path}")
    return path.read_bytes()


@pytest.fixture
def db(tmp_path, empty_database):
    path = tmp_path / "desk.db"
    path.write_bytes(empty_database)
    base = Database(f"sqlite:///{path}")
    yield base
    base.close()


@pytest.fixture
def account_id(db):
    with db.write() as tx:
        return accounts.add(tx, "google", "main", settings={}, secrets={}, at=NOW).id


@pytest.fixture
def shelf(db, account_id):
    return Shelf(db, account_id)


@pytest.fixture
def another_shelf(db, account_id):
    def make(external_id, title):
        return Shelf(db, account_id, external_id=external_id, title=title)

    return make


@pytest.fixture
def now():
    return NOW
