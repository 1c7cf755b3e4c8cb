"""Places and reviews as Terra's JSON tells them: what is empty is left out."""

from datetime import UTC, datetime
from typing import Any

from reviewdesk_tripadvisor.sandbox.things import GuestReview, OwnerResponse, Place
from reviewdesk_tripadvisor.sandbox.world import World

__all__ = ["location_json", "main_url", "review_json", "review_url", "stamp"]

_ICONS = "https://static.tacdn.com/img2/ratings/traveler"
_MEDIA = "https://media-cdn.tripadvisor.com/media"
_SUBRATINGS = {
    "VALUE": "Value",
    "SERVICE": "Service",
    "FOOD": "Food",
    "ATMOSPHERE": "Atmosphere",
    "ROOMS": "Rooms",
    "LOCATION": "Location",
    "CLEANLINESS": "Cleanliness",
    "SLEEP": "Sleep Quality",
}


def review_json(review: GuestReview, place: Place, world: World, url: str, language: str) -> dict[str, Any]:
    """`language` is a code, or "primary" for the guest's own with what Tripadvisor made of it."""
    response = world.shown(review)
    return _filled(
        id=review.id,
        title=_texts(review, language, "title"),
        text=_texts(review, language, "text"),
        rating=review.stars,
        rating_icon_url=_icon(review.stars),
        publish_ts=stamp(review.published_at),
        travel_date=review.travel_date,
        trip_type=review.trip,
        photos=[_photo(review, number) for number in range(review.photos)],
        url=review_url(review, place, url),
        user=_user(review, place),
        owner_response=_response(response, place) if response else None,
    ) | {"subratings": [_subrating(name, stars) for name, stars in review.subratings.items()]}


def _texts(review: GuestReview, language: str, field: str) -> list[dict[str, Any]]:
    own = {"language": review.language, "value": getattr(review, field), "primary": True}
    others = [
        {"language": version.language, "value": getattr(version, field), "primary": False}
        for version in review.versions
    ]
    rows = [row for row in (*others, own) if row["value"]]
    return rows if language == "primary" else [row for row in rows if row["language"] == language]


def _user(review: GuestReview, place: Place) -> dict[str, Any] | None:
    if review.author is None:
        return None
    return _filled(
        username=review.author,
        geo=review.home,
        geo_id=place.geo_id if review.home else None,
        avatar_url={"key": "original", "url": f"{_MEDIA}/photo-o/1a/f6/e9/60/{review.id}.jpg"},
    )


def _response(response: OwnerResponse, place: Place) -> dict[str, Any]:
    return _filled(
        id=place.id,
        username=response.by,
        author_connection=response.connection,
        publish_date=stamp(response.at),
        geo_id=place.geo_id,
        avatar_url={"key": "original", "url": f"{_MEDIA}/photo-o/1a/f6/e9/61/{place.id}.jpg"},
        text=[{"language": response.language, "value": response.text, "primary": True}],
    )


def location_json(place: Place, world: World, url: str, *, catalogue: bool = False) -> dict[str, Any]:
    told = _filled(
        id=place.id,
        geo=place.geo,
        geo_id=place.geo_id,
        names=[{"language": "en", "value": place.title, "primary": True}],
        addresses=[_address(place)] if place.street else [],
        coordinates={"latitude": place.latitude, "longitude": place.longitude},
    )
    if catalogue:
        return told
    main = main_url(place, url)
    pages = {
        "main": main,
        "photos": f"{main}#photos",
        "write_review": f"{url}/UserReview-g{place.geo_id}-d{place.id}-{place.slug}.html",
        "questions_answers": f"{main}#qa",
    }
    return told | {
        "urls": _filled(tripadvisor=pages, official=place.website),
        "traveler_ratings": _ratings(place, world),
        "status": {"value": place.status},
    }


def _ratings(place: Place, world: World) -> dict[str, Any]:
    stars = [review.stars for review in world.reviews(place.id)]
    mean = round(sum(stars) / len(stars), 1) if stars else 0.0
    counts = [{"rating": number, "count": stars.count(number)} for number in range(5, 0, -1)]
    overall = {"rating": mean, "count": len(stars), "icon_url": _icon(round(mean) or 1)}
    return {"overall": overall, "breakdowns": counts if stars else [], "subratings": []}


def _address(place: Place) -> dict[str, Any]:
    formatted = f"{place.street}, {place.postal_code} {place.city}, {place.country}"
    return _filled(
        street_address=place.street,
        city=place.city,
        country_code=place.country,
        postal_code=place.postal_code,
        formatted=formatted,
        language="en",
    )


def main_url(place: Place, url: str) -> str:
    return f"{url}/{place.kind}_Review-g{place.geo_id}-d{place.id}-Reviews-{place.slug}.html"


def review_url(review: GuestReview, place: Place, url: str) -> str:
    page = f"ShowUserReviews-g{place.geo_id}-d{place.id}-r{review.id}-Reviews-{place.slug}.html"
    return f"{url}/{page}#review{review.id}"


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _subrating(name: str, stars: int) -> dict[str, Any]:
    label = _SUBRATINGS.get(name, name.capitalize())
    return {"type": name, "type_name": label, "rating": stars, "icon_url": _icon(stars)}


def _icon(stars: int) -> dict[str, str]:
    return {"key": "svg", "url": f"{_ICONS}/s{stars}.0-MCID-5.svg"}


def _photo(review: GuestReview, number: int) -> dict[str, Any]:
    return {
        "key": f"{review.id}-{number}",
        "media_type": "IMAGE",
        "original_height": 900,
        "original_width": 1200,
        "original_size_url": f"{_MEDIA}/photo-o/2d/f2/95/49/{review.id}-{number}.jpg",
    }


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
