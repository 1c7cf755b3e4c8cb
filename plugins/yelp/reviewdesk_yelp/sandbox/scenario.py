"""Reading a scenario: JSON beside this file, or a number of machine-made reviews."""

from datetime import datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from reviewdesk.sandbox import (
    BadMoment,
    Reader,
    SandboxClock,
    load_scenario,
    read_moment,
    scenario_names,
)
from reviewdesk_yelp.sandbox.ids import made_id
from reviewdesk_yelp.sandbox.switches import YelpSwitches
from reviewdesk_yelp.sandbox.things import Business, GuestReview, Owner, Response
from reviewdesk_yelp.sandbox.world import World

__all__ = ["load_world", "names", "read_guest_review", "read_stars"]

_FOLDER = files("reviewdesk_yelp.sandbox")
_BUSINESS = ("id", "alias", "name", "zone", "language", "phone", "address", "city", "state", "country")
_RIGHTS = ("claimed", "subscribed", "permitted", "comments", "hidden")
_REVIEW = ("id", "stars", "text", "by", "user", "at", "language", "recommended", "response")


def names() -> tuple[str, ...]:
    return (*scenario_names(_FOLDER, "small"), "many")


def load_world(name: str, clock: SandboxClock) -> tuple[World, Reader]:
    """The world of a scenario, and its file for the events in it. ``many:300`` makes so many reviews."""
    plain, _colon, size = name.partition(":")
    if plain == "many" and (size or "250").isdecimal():
        source = Reader(name, "scenario", _many(int(size or "250"), clock))
    else:
        source = load_scenario(_FOLDER, name, names())
    source.only("format", "about", "zone", "owner", "switches", "businesses", "events")
    if source.number("format") != 1:
        raise source.bad("is of another format than 1")
    switches = YelpSwitches()
    wishes = source.one("switches")
    if wishes:
        try:
            switches.set(wishes.whole())
        except ValueError as error:
            raise wishes.bad(str(error)) from None
    world = World(clock, switches, _read_owner(source))
    for business in source.each("businesses"):
        _read_business(business, world, source.text("zone", "America/Los_Angeles"))
    return world, source


def _many(size: int, clock: SandboxClock) -> dict[str, object]:
    reviews = [
        {
            "id": f"made-{number}",
            "stars": number % 5 + 1,
            "text": f"Sample visit {number}: what we ate was as it was the last time.",
            "by": f"Guest {chr(65 + number % 26)}.",
            "at": (clock.started_at - timedelta(hours=5 * number + 1)).isoformat(),
        }
        for number in range(size)
    ]
    shop = {"alias": "sample-shop-san-francisco", "name": "Sample Shop", "reviews": reviews}
    return {"format": 1, "switches": {"plan_reviews": 7}, "businesses": [shop]}


def _read_owner(source: Reader) -> Owner:
    owner = source.one("owner")
    if owner is None:
        return Owner(id=made_id("owner"), first_name="Sam", last_name="Sample", email="sam@shop.example")
    owner.only("first_name", "last_name", "email", "position")
    return Owner(
        id=made_id("owner", owner.text("email")),
        first_name=owner.text("first_name"),
        last_name=owner.text("last_name"),
        email=owner.text("email"),
        position=owner.text("position", "OWNER"),
    )


def _read_business(source: Reader, world: World, zone: str) -> None:
    source.only(*_BUSINESS, *_RIGHTS, "reviews")
    own_zone = source.text("zone", zone)
    try:
        ZoneInfo(own_zone)
    except (KeyError, ValueError, OSError):
        raise source.bad(f"names the unknown zone {own_zone!r}") from None
    alias = source.text("alias")
    business = Business(
        id=source.text("id", made_id("business", alias)),
        alias=alias,
        name=source.text("name"),
        zone=own_zone,
        language=source.text("language", "en"),
        phone=source.text("phone", ""),
        address=tuple(source.get("address", ())),
        city=source.text("city", ""),
        state=source.text("state", "CA"),
        country=source.text("country", "US"),
        claimed=source.yes("claimed", default=True),
        subscribed=source.yes("subscribed", default=True),
        permitted=source.yes("permitted", default=True),
        comments=source.yes("comments", default=True),
        hidden=source.yes("hidden", default=False),
    )
    if business.id in world.businesses:
        raise source.bad("repeats the id of another page")
    world.businesses[business.id] = business
    handles: set[str] = set()
    for number, one in enumerate(source.each("reviews")):
        review = read_guest_review(one, business, world, f"{alias}-{number}")
        if review.handle in handles:
            raise source.bad(f"has two reviews {review.handle!r}")
        handles.add(review.handle)
        world.put(review)


def read_guest_review(
    source: Reader, business: Business, world: World, handle: str, now: datetime | None = None
) -> GuestReview:
    """One review; `now` is its time where it tells none."""
    source.only(*_REVIEW)
    handle = source.text("id", handle)
    by = source.text("by", "A Guest")
    at = now if now and "at" not in source else _moment(source, "at", world, business.zone)
    return GuestReview(
        id=made_id("review", business.id, handle),
        handle=handle,
        business=business.id,
        user=made_id("user", source.text("user", f"{by}/{handle}")),
        by=by,
        stars=read_stars(source),
        text=source.text("text"),
        at=at,
        language=source.text("language", business.language),
        recommended=source.yes("recommended", default=True),
        response=_read_response(source.one("response"), world, business.zone),
    )


def read_stars(source: Reader) -> int:
    stars = source.get("stars")
    if not isinstance(stars, int) or isinstance(stars, bool) or not 1 <= stars <= 5:
        raise source.bad("needs 1 to 5 stars")
    return stars


def _read_response(source: Reader | None, world: World, zone: str) -> Response | None:
    if source is None:
        return None
    source.only("text", "at", "by", "role")
    by = source.maybe("by")
    return Response(
        text=source.text("text"),
        at=_moment(source, "at", world, zone),
        by=by or world.owner.signature,
        role=source.text("role", "MANAGER" if by else world.owner.position),
        mine=by is None,
    )


def _moment(source: Reader, key: str, world: World, zone: str) -> datetime:
    try:
        return read_moment(source.text(key), world.clock.started_at, zone).replace(microsecond=0)
    except BadMoment as error:
        raise source.bad(f"has a bad {key!r}: {error}") from None
