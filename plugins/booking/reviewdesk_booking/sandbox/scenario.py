"""Reading a scenario: JSON beside this file."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
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
from reviewdesk_booking.sandbox.rules import judge
from reviewdesk_booking.sandbox.switches import BookingSwitches
from reviewdesk_booking.sandbox.things import GuestReview, OwnerReply, Property
from reviewdesk_booking.sandbox.world import World

__all__ = ["SCORES", "load_world", "names", "read_guest_review", "read_score", "read_verdict"]

_FOLDER = files("reviewdesk_booking.sandbox")
SCORES = ("staff", "clean", "location", "facilities", "comfort", "value")
_REVIEW = (
    "id",
    "score",
    "scores",
    "headline",
    "positive",
    "negative",
    "language",
    "by",
    "country",
    "genius",
    "at",
    "edited",
    "reservation",
    "checkout",
)
_STAY = timedelta(days=2)
"""Booking.com asks for a review 48 hours after check-out."""


def names() -> tuple[str, ...]:
    return scenario_names(_FOLDER, "small")


def load_world(name: str, clock: SandboxClock) -> tuple[World, Reader]:
    """The world of a scenario, and its file for the events in it."""
    source = load_scenario(_FOLDER, name, names())
    source.only("format", "about", "zone", "moderation", "switches", "properties", "events")
    if source.number("format") != 1:
        raise source.bad("is of another format than 1")
    pace = source.one("moderation")
    after = _length(pace, "after") if pace else None
    switches = BookingSwitches()
    wishes = source.one("switches")
    if wishes:
        try:
            switches.set(wishes.whole())
        except ValueError as error:
            raise wishes.bad(str(error)) from None
    world = World(clock, Moderation(clock, judge, 240.0 if after is None else after), switches)
    written: list[GuestReview] = []
    for place in source.each("properties"):
        written += _read_property(place, world, source.text("zone", "UTC"))
    handles: set[str] = set()
    for review in sorted(written, key=lambda one: one.changed_at):
        if review.handle in handles:
            raise source.bad(f"has two reviews {review.handle!r}")
        handles.add(review.handle)
        world.put(review)
    return world, source


def _read_property(source: Reader, world: World, zone: str) -> list[GuestReview]:
    source.only("id", "title", "zone", "connected", "reviews")
    own_zone = source.text("zone", zone)
    try:
        ZoneInfo(own_zone)
    except (KeyError, ValueError, OSError):
        raise source.bad(f"names the unknown zone {own_zone!r}") from None
    place = Property(
        id=source.text("id"),
        title=source.text("title"),
        zone=own_zone,
        connected=source.yes("connected", default=True),
    )
    if place.id in world.properties:
        raise source.bad("repeats the id of another property")
    world.properties[place.id] = place
    return [
        read_guest_review(review, place, world, f"{place.id}-{number}")
        for number, review in enumerate(source.each("reviews"))
    ]


def read_guest_review(
    source: Reader, place: Property, world: World, handle: str, now: datetime | None = None
) -> GuestReview:
    """One review; `now` is its time where it tells none."""
    source.only(*_REVIEW, "reply", "moderation")
    handle = source.text("id", handle)
    digest = hashlib.sha256(f"{place.id}/{handle}".encode()).digest()
    created = now if now and "at" not in source else _moment(source, "at", world, place.zone)
    edited = _moment(source, "edited", world, place.zone) if "edited" in source else created
    checkout = _moment(source, "checkout", world, place.zone) if "checkout" in source else created - _STAY
    reply = _read_reply(source.one("reply"), place, world)
    verdict = source.one("moderation")
    changed = max(edited, reply.at if reply and reply.published else edited)
    return GuestReview(
        id=base64.urlsafe_b64encode(digest[:8]).decode().rstrip("="),
        handle=handle,
        place=place.id,
        reservation=source.number(
            "reservation", 2_150_000_000 + int.from_bytes(digest[8:12]) % 2_000_000_000
        ),
        checkout=checkout.astimezone(ZoneInfo(place.zone)).date(),
        created_at=created,
        changed_at=changed,
        score=read_score(source, "score"),
        scores=_scores(source),
        headline=source.maybe("headline"),
        positive=source.maybe("positive"),
        negative=source.maybe("negative"),
        language=source.text("language", "en"),
        author=source.maybe("by"),
        country=source.maybe("country"),
        genius=source.yes("genius", default=False),
        reply=reply,
        planned=read_verdict(verdict) if verdict else None,
        planned_after=_length(verdict, "after") if verdict else None,
    )


def read_verdict(source: Reader) -> Verdict:
    """APPROVED or REJECTED; why, Booking.com tells nobody."""
    state = source.text("state", "APPROVED").lower()
    if state not in {Ruling.APPROVED, Ruling.REJECTED}:
        raise source.bad("needs APPROVED or REJECTED as 'state'")
    return Verdict(Ruling(state))


def read_score(source: Reader, key: str) -> float | None:
    score = source.get(key)
    if score is None:
        return None
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 10:
        raise source.bad(f"needs 0 to 10 as {key!r}")
    return float(score)


def _scores(source: Reader) -> dict[str, float | None]:
    told = source.one("scores")
    if told is None:
        return {}
    told.only(*SCORES)
    return {name: read_score(told, name) for name in SCORES if name in told}


def _read_reply(source: Reader | None, place: Property, world: World) -> OwnerReply | None:
    if source is None:
        return None
    source.only("text", "at", "state")
    text = source.text("text")
    at = _moment(source, "at", world, place.zone)
    if source.get("state") == "PENDING":
        return OwnerReply(text=text, at=at, round=world.moderation.take(text))
    verdict = read_verdict(source)
    published = verdict.ruling is Ruling.APPROVED
    return OwnerReply(text=text, at=at, round=Round(verdict, 0.0), published=published)


def _moment(source: Reader, key: str, world: World, zone: str) -> datetime:
    try:
        moment = read_moment(source.text(key), world.clock.started_at, zone)
    except BadMoment as error:
        raise source.bad(f"has a bad {key!r}: {error}") from None
    return moment.astimezone(UTC).replace(microsecond=0)


def _length(source: Reader, key: str) -> float | None:
    try:
        return read_length(source.get(key)) if key in source else None
    except (BadMoment, TypeError) as error:
        raise source.bad(f"has a bad {key!r}: {error}") from None
