"""Reading a scenario: JSON beside this file."""

import hashlib
from calendar import monthrange
from datetime import datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from reviewdesk.sandbox import (
    BadMoment,
    Moderation,
    Reader,
    Round,
    Ruling,
    SandboxClock,
    Verdict,
    load_scenario,
    read_length,
    read_moment,
    scenario_names,
)
from reviewdesk_tripadvisor.sandbox.rules import judge
from reviewdesk_tripadvisor.sandbox.switches import TripadvisorSwitches
from reviewdesk_tripadvisor.sandbox.things import GuestReview, OwnerResponse, Place, Version
from reviewdesk_tripadvisor.sandbox.world import World

__all__ = ["TRIPS", "load_world", "names", "read_guest_review", "read_verdict"]

TRIPS = ("BUSINESS", "COUPLES", "FAMILY", "FRIENDS", "SOLO", "NONE")
_FOLDER = files("reviewdesk_tripadvisor.sandbox")
_PLACE = ("id", "geo_id", "geo", "title", "zone", "category", "country", "street", "city", "postal_code")
_MORE = ("latitude", "longitude", "website", "status", "reviews", "made")
_REVIEW = ("id", "stars", "title", "text", "language", "versions", "by", "home", "trip", "at", "visited")
_AND = ("subratings", "photos", "response", "moderation")


def names() -> tuple[str, ...]:
    return scenario_names(_FOLDER, "small")


def load_world(name: str, clock: SandboxClock) -> tuple[World, Reader]:
    """The world of a scenario, and its file for the events in it."""
    source = load_scenario(_FOLDER, name, names())
    source.only("format", "about", "zone", "moderation", "switches", "locations", "events")
    if source.number("format") != 1:
        raise source.bad("is of another format than 1")
    pace = source.one("moderation")
    moderation = Moderation(clock, judge, (_length(pace, "after") if pace else None) or 240.0)
    switches = TripadvisorSwitches()
    wishes = source.one("switches")
    if wishes:
        try:
            switches.set(wishes.whole())
        except ValueError as error:
            raise wishes.bad(str(error)) from None
    world = World(clock, moderation, switches)
    for location in source.each("locations"):
        _read_place(location, world, source.text("zone", "UTC"))
    return world, source


def _read_place(source: Reader, world: World, zone: str) -> None:
    source.only(*_PLACE, *_MORE)
    own_zone = source.text("zone", zone)
    try:
        ZoneInfo(own_zone)
    except (KeyError, ValueError, OSError):
        raise source.bad(f"names the unknown zone {own_zone!r}") from None
    place = Place(
        id=source.number("id"),
        geo_id=source.number("geo_id"),
        geo=source.text("geo"),
        title=source.text("title"),
        zone=own_zone,
        category=source.text("category", "RESTAURANT"),
        country=source.text("country", ""),
        street=source.text("street", ""),
        city=source.text("city", ""),
        postal_code=source.text("postal_code", ""),
        latitude=float(source.get("latitude", 0.0)),
        longitude=float(source.get("longitude", 0.0)),
        website=source.maybe("website"),
        status=source.text("status", "OPEN"),
    )
    if place.id in world.places or not 0 < place.id < 2**31:
        raise source.bad("needs a number of its own as 'id'")
    world.places[place.id] = place
    handles: set[str] = set()
    for number, review in enumerate(source.each("reviews")):
        read = read_guest_review(review, place, world, f"{place.id}-{number}")
        if read.handle in handles:
            raise review.bad(f"repeats the id {read.handle!r}")
        handles.add(read.handle)
        world.put(read)
    _make(source.number("made"), place, world)


def _make(count: int, place: Place, world: World) -> None:
    """So many answered reviews from before all others, to have more of them than the pool holds."""
    written = world.reviews(place.id)
    newest = written[-1].published_at if written else world.clock.started_at
    for number in range(count):
        at = newest - timedelta(days=2 * number + 1)
        response = OwnerResponse(
            text="Thank you!",
            at=at + timedelta(days=1),
            round=Round(Verdict(Ruling.APPROVED), 0.0),
            by="Owner",
        )
        world.put(
            GuestReview(
                id=review_id(place.id, f"made-{number}"),
                handle=f"made-{number}",
                location=place.id,
                stars=1 + number % 5,
                title=f"Visit number {number + 1}",
                text=f"We came on a day in the past, and this is what we wrote about it ({number + 1}).",
                language="en",
                published_at=at,
                author=f"Guest{number + 1}",
                travel_date=_last_of_month(at),
                response=response,
            )
        )


def read_guest_review(
    source: Reader, place: Place, world: World, handle: str, now: datetime | None = None
) -> GuestReview:
    """One review; `now` is its time where it tells none."""
    source.only(*_REVIEW, *_AND)
    handle = source.text("id", handle)
    start = world.clock.started_at
    at = now if now and "at" not in source else _moment(source, "at", start, place.zone)
    verdict = source.one("moderation")
    trip = source.text("trip", "NONE")
    if trip not in TRIPS:
        raise source.bad(f"needs one of {', '.join(TRIPS)} as 'trip'")
    ratings = source.get("subratings", {})
    if not isinstance(ratings, dict) or not all(value in range(1, 6) for value in ratings.values()):
        raise source.bad("needs 1 to 5 for each of 'subratings'")
    return GuestReview(
        id=review_id(place.id, handle),
        handle=handle,
        location=place.id,
        stars=_stars(source),
        title=source.text("title"),
        text=source.text("text"),
        language=source.text("language", "en"),
        versions=tuple(_version(version) for version in source.each("versions")),
        published_at=at.replace(microsecond=0),
        author=source.maybe("by"),
        home=source.maybe("home"),
        trip=trip,
        travel_date=source.text("visited", _last_of_month(at)),
        subratings=ratings,
        photos=source.number("photos"),
        response=_read_response(source.one("response"), place, world),
        planned=read_verdict(verdict) if verdict else None,
        planned_after=_length(verdict, "after") if verdict else None,
    )


def review_id(location: int, handle: str) -> int:
    """Ten digits, the same at each start."""
    digest = hashlib.sha256(f"{location}/{handle}".encode()).digest()
    return 1_000_000_000 + int.from_bytes(digest[:4], "big") % 900_000_000


def read_verdict(source: Reader) -> Verdict:
    """APPROVED, or REJECTED with its `violation`."""
    state = source.text("state", "APPROVED").lower()
    if state not in {Ruling.APPROVED, Ruling.REJECTED}:
        raise source.bad("needs APPROVED or REJECTED as 'state'")
    violation = source.maybe("violation")
    if state == Ruling.APPROVED and violation:
        raise source.bad("has a violation though it is APPROVED")
    return Verdict(Ruling(state), violation or ("GUIDELINES" if state == Ruling.REJECTED else None))


def _read_response(source: Reader | None, place: Place, world: World) -> OwnerResponse | None:
    if source is None:
        return None
    source.only("text", "at", "by", "connection", "language", "state", "violation")
    text = source.text("text")
    pending = source.get("state") == "PENDING"
    held = world.moderation.take(text) if pending else Round(read_verdict(source), 0.0)
    return OwnerResponse(
        text=text,
        at=_moment(source, "at", world.clock.started_at, place.zone).replace(microsecond=0),
        round=held,
        by=source.text("by", f"{place.title} team"),
        connection=source.text("connection", "owner"),
        language=source.text("language", "en"),
    )


def _version(source: Reader) -> Version:
    source.only("language", "title", "text")
    return Version(source.text("language"), source.text("title"), source.text("text"))


def _stars(source: Reader) -> int:
    stars = source.number("stars")
    if not 1 <= stars <= 5:
        raise source.bad("needs 1 to 5 stars")
    return stars


def _moment(source: Reader, key: str, start: datetime, zone: str) -> datetime:
    try:
        return read_moment(source.text(key), start, zone)
    except BadMoment as error:
        raise source.bad(f"has a bad {key!r}: {error}") from None


def _length(source: Reader, key: str) -> float | None:
    try:
        return read_length(source.get(key)) if key in source else None
    except (BadMoment, TypeError) as error:
        raise source.bad(f"has a bad {key!r}: {error}") from None


def _last_of_month(at: datetime) -> str:
    return f"{at.year}-{at.month:02d}-{monthrange(at.year, at.month)[1]:02d}"
