"""Accounts at a running Google, and Takeout folders made from what stands there."""

import json
from datetime import UTC
from pathlib import Path

import pytest
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_google.sandbox.shapes import comment_of

from reviewdesk.store import migrate

_STARS = ("STAR_RATING_UNSPECIFIED", "ONE", "TWO", "THREE", "FOUR", "FIVE")


@pytest.fixture(scope="session")
def schema(tmp_path_factory):
    """Migrated once: building the schema costs more than most tests."""
    path = tmp_path_factory.mktemp("schema") / "desk.db"
    migrate.migrate(path, f"sqlite:///{path}")
    return path.read_bytes()


@pytest.fixture
def desk(home, schema, reopen):
    home.make()
    home.database.write_bytes(schema)
    return reopen()


@pytest.fixture
def sign_in(desk, monkeypatch):
    """Adds an account at a running Google."""

    def add(running, name="main", **settings):
        sources = {}
        for key, value in running.secrets.items():
            variable = f"{name}_{key}".upper()
            monkeypatch.setenv(variable, value)
            sources[key] = f"env:{variable}"
        return desk.accounts.add("google", name, settings={**running.settings, **settings}, secrets=sources)

    return add


@pytest.fixture
def start_google(clock):
    running = []

    def start(scenario):
        running.append(GoogleSandbox(clock).start(scenario=scenario))
        return running[-1]

    yield start
    for each in running:
        each.stop()


def _stamp(at):
    """Takeout cuts to thousandths."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _entry(world, place, review):
    entry = {
        "reviewer": {} if review.anonymous or not review.author else {"displayName": review.author},
        "starRating": _STARS[review.stars],
        "createTime": _stamp(review.created_at),
        "updateTime": _stamp(review.updated_at),
        "name": f"accounts/{place.account}/locations/{place.id}/reviews/Chd{review.id[-40:]}RRAB",
    }
    if comment := comment_of(review, world.switches):
        entry["comment"] = comment
    if review.reply:
        entry["reviewReply"] = {"comment": review.reply.text, "updateTime": _stamp(review.reply.updated_at)}
    return entry


@pytest.fixture
def takeout_of(tmp_path):
    """A Takeout folder with everything that stands on a running Google: other ids, times cut, no links."""
    made = []

    def write(running, folder=None):
        made.append(1)
        root = Path(folder or tmp_path / f"takeout-{len(made)}") / "Takeout" / "Google Business Profile"
        for place in running.world.places.values():
            home = root / f"account-{place.account}" / f"location-{place.id}"
            home.mkdir(parents=True)
            entries = [_entry(running.world, place, each) for each in running.world.reviews(place.id)]
            (home / "data.json").write_text(
                json.dumps({"title": place.title, "name": f"locations/{place.id}"})
            )
            for page, begin in enumerate(range(0, max(len(entries), 1), 20)):
                name = "reviews.json" if page == 0 else f"reviews-page{page}.json"
                (home / name).write_text(json.dumps({"reviews": entries[begin : begin + 20]}))
        return root.parent.parent

    return write
