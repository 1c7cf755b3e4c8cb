"""Worlds of the Google sandbox: files, events on the clock, and any number of machine-made reviews."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from reviewdesk_google.sandbox import GoogleSandbox, scenario
from reviewdesk_google.sandbox.happen import Happenings
from reviewdesk_google.sandbox.ids import made_id, made_index, review_id
from reviewdesk_google.sandbox.scenario import load_world
from reviewdesk_google.sandbox.shelf import Order, key_of
from reviewdesk_google.sandbox.things import GuestReview
from reviewdesk_google.sandbox.world import World

from reviewdesk.api import DeskError
from reviewdesk.sandbox import Reader, SandboxClock

PLACE = "7600000000000000001"


def written(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, reviews: list[Any], **top: Any
) -> tuple[World, Reader]:
    location = {"id": PLACE, "title": "Shop", "zone": "Europe/Rome", "reviews": reviews}
    data = {"format": 1, "accounts": [{"id": "1", "name": "Owner", "locations": [location]}], **top}
    (tmp_path / "mine.json").write_text(json.dumps(data))
    monkeypatch.setattr(scenario, "_FOLDER", tmp_path)
    return load_world("mine", SandboxClock())


@pytest.fixture(scope="module")
def many() -> World:
    world, _source = load_world("many:400", SandboxClock())
    return world


def walk(world: World, location: str, order: Order, size: int) -> list[GuestReview]:
    found: list[GuestReview] = []
    key = None
    while True:
        page, more = world.page([location], order, key, size)
        found += page
        if not more:
            return found
        key = key_of(page[-1], order)


@pytest.mark.parametrize("name", GoogleSandbox().scenarios)
def test_every_scenario_that_ships_can_be_loaded(name: str) -> None:
    world, source = load_world(name, SandboxClock())
    Happenings(world, source)
    now = world.clock.now()
    for place in world.places:
        for review in world.reviews(place):
            assert review.created_at <= review.updated_at < now
            assert review.reply is None or review.reply.updated_at <= now


def test_ids_look_like_googles_and_stay_the_same() -> None:
    given = review_id(PLACE, "cold-soup")
    assert given == review_id(PLACE, "cold-soup") != review_id(PLACE, "warm-soup")
    assert given.startswith("AbFvOq")
    assert 60 <= len(given) <= 80
    assert made_index(PLACE, made_id(PLACE, 77)) == 77
    assert made_index("1", made_id(PLACE, 77)) is None
    assert made_index(PLACE, given) is None


def test_machine_made_reviews_are_walked_whole_in_every_order(many: World) -> None:
    location = next(iter(many.places))
    assert many.totals(location)[0] == 300
    for order in Order:
        found = walk(many, location, order, 17)
        assert len({r.id for r in found}) == 300
        keys = [key_of(r, order) for r in found]
        assert keys == sorted(keys)


def test_a_machine_made_review_is_found_changed_and_removed_like_any_other() -> None:
    world, _source = load_world("many:40", SandboxClock())
    location = next(iter(world.places))
    middle = walk(world, location, Order.UPDATED, 50)[12]
    assert world.get(location, middle.id) == middle == world.review("made-12")
    world.edit(middle, world.now(), stars=1, text="Changed")
    found = walk(world, location, Order.UPDATED, 7)
    assert found[0].id == middle.id
    assert len(found) == len({r.id for r in found}) == 30
    world.remove(found[0])
    world.remove(found[5])
    assert world.get(location, middle.id) is None
    assert len(walk(world, location, Order.LOWEST, 7)) == world.totals(location)[0] == 28
    mean = sum(r.stars for r in world.reviews(location)) / 28
    assert world.totals(location)[1] == pytest.approx(mean)


def test_a_hundred_thousand_reviews_cost_nothing_until_they_are_read() -> None:
    world, _source = load_world("many:100000", SandboxClock())
    assert sum(world.totals(place)[0] for place in world.places) == 100_000
    location = next(iter(world.places))
    last = world.review("made-74999")
    page, more = world.page([location], Order.UPDATED, key_of(world.review("made-74997"), Order.UPDATED), 50)
    assert (page[-1].id, more) == (last.id, False)


def test_events_happen_by_themselves_on_the_real_clock(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [
        {"after": 60, "do": "review", "location": PLACE, "review": {"id": "late", "stars": 1, "by": "L"}},
        {"after": 90, "do": "edit", "review": "late", "stars": 3},
        {"after": 95, "do": "remove", "review": "gone-already"},
        {"after": 100, "do": "answer", "review": "first", "text": "Thanks.", "state": "APPROVED"},
    ]
    first = {"id": "first", "stars": 5, "by": "F", "at": "-1h"}
    world, source = written(tmp_path, monkeypatch, [first], events=events)
    world.clock.speed = 1000.0
    Happenings(world, source)
    world.clock.advance(50)
    assert [r.handle for r in world.reviews(PLACE)] == ["first"]
    world.clock.advance(20)
    assert [r.handle for r in world.reviews(PLACE)] == ["late", "first"]
    late = world.review("late")
    assert late.created_at == world.clock.started_at + timedelta(seconds=60)
    world.clock.advance(60)
    assert world.review("late").stars == 3
    reply = world.review("first").reply
    assert reply is not None
    assert reply.text == "Thanks."


def test_times_are_told_from_the_start(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reviews = [
        {"id": "span", "stars": 5, "by": "A", "at": "-2h"},
        {"id": "wall", "stars": 5, "by": "B", "at": "-3d 18:31", "edited": "-1d 07:00"},
        {"id": "fixed", "stars": 5, "by": "C", "at": "2019-05-04T17:22:10.123Z"},
    ]
    world, _source = written(tmp_path, monkeypatch, reviews)
    start = world.clock.started_at
    assert abs(world.review("span").created_at - (start - timedelta(hours=2))) < timedelta(seconds=1)
    assert world.review("wall").created_at.astimezone(ZoneInfo("Europe/Rome")).strftime("%H:%M") == "18:31"
    assert world.review("wall").updated_at > world.review("wall").created_at
    assert world.review("fixed").created_at == datetime(2019, 5, 4, 17, 22, 10, 123000, tzinfo=UTC)


@pytest.mark.parametrize(
    "review",
    [
        {"stars": 6, "at": "-1h"},
        {"stars": "5", "at": "-1h"},
        {"stars": 5},
        {"stars": 5, "at": "yesterday"},
        {"stars": 5, "at": "-1h", "sars": 1},
        {"stars": 5, "at": "-1h", "reply": {"text": "x"}},
        {"stars": 5, "at": "-1h", "reply": {"text": "x", "at": "-1m", "state": "MAYBE"}},
        {"stars": 5, "at": "-1h", "moderation": {"state": "APPROVED", "violation": "PRIVACY"}},
        {"stars": 5, "at": "-1h", "moderation": {"state": "REJECTED", "after": "soon"}},
    ],
)
def test_a_review_that_makes_no_sense_is_told(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, review: dict[str, Any]
) -> None:
    with pytest.raises(DeskError, match=r"accounts\[0\]\.locations\[0\]\.reviews\[0\]"):
        written(tmp_path, monkeypatch, [review])


@pytest.mark.parametrize(
    "event",
    [
        {"do": "edit", "review": "x"},
        {"name": "a", "do": "fly"},
        {"name": "a", "do": "remove", "stars": 3},
        {"name": "a", "do": "review", "location": "1", "review": {}},
        {"name": "a", "do": "review", "location": PLACE, "review": {"stars": 7}},
        {"after": "soon", "do": "remove", "review": "x"},
    ],
)
def test_an_event_that_can_not_happen_is_told_at_the_start(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, event: dict[str, Any]
) -> None:
    world, source = written(tmp_path, monkeypatch, [], events=[event])
    with pytest.raises(DeskError, match=r"events\[0\]"):
        Happenings(world, source)


@pytest.mark.parametrize(
    "top", [{"format": 2}, {"zone": "Mars/Base"}, {"switches": {"loud": True}}, {"colour": "red"}]
)
def test_a_scenario_of_another_kind_is_told(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, top: dict[str, Any]
) -> None:
    if "zone" in top:
        top["accounts"] = [{"id": "1", "name": "O", "locations": [{"id": "2", "title": "T"}]}]
    with pytest.raises(DeskError):
        written(tmp_path, monkeypatch, [], **top)


def test_naming_the_scenarios_starts_no_web_server_library() -> None:
    code = (
        "import sys; from reviewdesk_google.sandbox import GoogleSandbox; GoogleSandbox().scenarios; "
        "sys.exit(bool({'starlette', 'uvicorn', 'h11'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
