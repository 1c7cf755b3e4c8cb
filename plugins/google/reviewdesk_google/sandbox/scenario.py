"""Reading a scenario: JSON beside this file, or a number of machine-made reviews."""

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
from reviewdesk_google.sandbox.ids import nanos, review_id
from reviewdesk_google.sandbox.rules import judge
from reviewdesk_google.sandbox.switches import GoogleSwitches
from reviewdesk_google.sandbox.things import Account, GuestReview, OwnerReply, Place
from reviewdesk_google.sandbox.world import World

__all__ = ["load_world", "names", "read_guest_review", "read_verdict"]

_FOLDER = files("reviewdesk_google.sandbox")
_OLD = timedelta(days=730)
_REVIEW = ("id", "stars", "text", "translation", "by", "anonymous", "at", "edited", "digits", "media")
_PLACE = (
    "id",
    "title",
    "zone",
    "language",
    "store_code",
    "phone",
    "website",
    "address",
    "verified",
    "access",
)


def names() -> tuple[str, ...]:
    return (*scenario_names(_FOLDER, "small"), "many")


def load_world(name: str, clock: SandboxClock) -> tuple[World, Reader]:
    """The world of a scenario, and its file for the events in it. ``many:1000`` makes so many reviews."""
    plain, _colon, size = name.partition(":")
    if plain == "many" and (size or "1000").isdecimal():
        source = Reader(name, "scenario", _many(int(size or "1000")))
    else:
        source = load_scenario(_FOLDER, name, names())
    source.only("format", "about", "zone", "moderation", "switches", "accounts", "events")
    if source.number("format") != 1:
        raise source.bad("is of another format than 1")
    pace = source.one("moderation")
    moderation = Moderation(clock, judge, _length(pace, "after") or 240.0 if pace else 240.0)
    switches = GoogleSwitches()
    wishes = source.one("switches")
    if wishes:
        try:
            switches.set(wishes.whole())
        except ValueError as error:
            raise wishes.bad(str(error)) from None
    world = World(clock, moderation, switches)
    for account in source.each("accounts"):
        _read_account(account, world, source.text("zone", "UTC"))
    return world, source


def _many(size: int) -> dict[str, object]:
    shops = [
        {"id": f"73000000000000000{n:02d}", "title": f"Sample Shop {n}", "language": "en", "made": made}
        for n, made in ((1, size - size // 4), (2, size // 4))
    ]
    account = {"id": "105000000000000000009", "name": "Sample Shops", "locations": shops}
    return {
        "format": 1,
        "switches": {"quota_per_minute": None, "short_pages": False},
        "accounts": [account],
    }


def _read_account(source: Reader, world: World, zone: str) -> None:
    source.only("id", "name", "type", "role", "locations")
    account = Account(
        id=source.text("id"),
        name=source.text("name"),
        type=source.text("type", "PERSONAL"),
        role=source.text("role", "PRIMARY_OWNER"),
    )
    world.accounts[account.id] = account
    for location in source.each("locations"):
        _read_place(location, world, account.id, zone)


def _read_place(source: Reader, world: World, account: str, zone: str) -> None:
    source.only(*_PLACE, "reviews", "made")
    own_zone = source.text("zone", zone)
    try:
        ZoneInfo(own_zone)
    except (KeyError, ValueError, OSError):
        raise source.bad(f"names the unknown zone {own_zone!r}") from None
    place = Place(
        id=source.text("id"),
        account=account,
        title=source.text("title"),
        zone=own_zone,
        language=source.text("language", "en"),
        store_code=source.maybe("store_code"),
        phone=source.maybe("phone"),
        website=source.maybe("website"),
        address=source.get("address", {}),
        verified=source.yes("verified", default=True),
        access=source.yes("access", default=True),
    )
    if place.id in world.places:
        raise source.bad("repeats the id of another location")
    written = [
        read_guest_review(review, place, world, f"{place.id}-{number}")
        for number, review in enumerate(source.each("reviews"))
    ]
    oldest = min((review.created_at for review in written), default=world.clock.started_at)
    world.settle(place, source.number("made"), oldest)
    handles: set[str] = set()
    for review in written:
        if review.handle in handles:
            raise source.bad(f"has two reviews {review.handle!r}")
        handles.add(review.handle)
        world.put(review)


def read_guest_review(
    source: Reader, place: Place, world: World, handle: str, now: datetime | None = None
) -> GuestReview:
    """One review; `now` is its time where it tells none."""
    source.only(*_REVIEW, "reply", "moderation")
    handle = source.text("id", handle)
    given = review_id(place.id, handle)
    start = world.clock.started_at
    created = now if now and "at" not in source else _moment(source, "at", start, place.zone)
    edited = _moment(source, "edited", start, place.zone) if "edited" in source else created
    digits = source.number("digits", 3 if start - edited > _OLD else 6)
    verdict = source.one("moderation")
    return GuestReview(
        id=given,
        handle=handle,
        location=place.id,
        stars=_stars(source),
        created_at=_odd(created, given, digits),
        updated_at=_odd(edited, given, digits),
        nanos=f"{nanos(given) % 999 + 1:03d}" if digits == 9 else "",
        text=source.maybe("text"),
        translation=source.maybe("translation"),
        author=source.maybe("by"),
        anonymous=source.yes("anonymous", default=False),
        media=source.number("media"),
        reply=_read_reply(source.one("reply"), place, world),
        planned=read_verdict(verdict) if verdict else None,
        planned_after=_length(verdict, "after") if verdict else None,
    )


def read_verdict(source: Reader) -> Verdict:
    """APPROVED, or REJECTED with its `violation`."""
    state = source.text("state", "APPROVED").lower()
    if state not in {Ruling.APPROVED, Ruling.REJECTED}:
        raise source.bad("needs APPROVED or REJECTED as 'state'")
    violation = source.maybe("violation")
    if state == Ruling.APPROVED and violation:
        raise source.bad("has a violation though it is APPROVED")
    return Verdict(Ruling(state), violation or ("GENERIC_VIOLATION" if state == Ruling.REJECTED else None))


def _read_reply(source: Reader | None, place: Place, world: World) -> OwnerReply | None:
    if source is None:
        return None
    source.only("text", "at", "state", "violation")
    text = source.text("text")
    at = _moment(source, "at", world.clock.started_at, place.zone)
    if source.get("state") == "PENDING":
        held = world.moderation.take(text)
    else:
        held = Round(read_verdict(source), 0.0)
    return OwnerReply(text=text, updated_at=_odd(at, f"{place.id}/{text}", 6), round=held)


def _stars(source: Reader) -> int:
    stars = source.get("stars", 0)
    if stars is None:
        return 0
    if not isinstance(stars, int) or isinstance(stars, bool) or not 1 <= stars <= 5:
        raise source.bad("needs 1 to 5 stars, or null")
    return stars


def _moment(source: Reader, key: str, start: datetime, zone: str) -> datetime:
    told = source.text(key)
    try:
        moment = read_moment(told, start, zone)
        return moment.replace(microsecond=0) if told.startswith("-") else moment
    except BadMoment as error:
        raise source.bad(f"has a bad {key!r}: {error}") from None


def _length(source: Reader, key: str) -> float | None:
    try:
        return read_length(source.get(key)) if key in source else None
    except (BadMoment, TypeError) as error:
        raise source.bad(f"has a bad {key!r}: {error}") from None


def _odd(at: datetime, given: str, digits: int) -> datetime:
    """Whole seconds get a fraction that belongs to the id, as real stamps have one."""
    micro = at.microsecond or nanos(given) // 1000 | 1
    if digits == 0:
        micro = 0
    elif digits == 3:
        micro = max(micro // 1000, 1) * 1000
    return at.replace(microsecond=micro)
