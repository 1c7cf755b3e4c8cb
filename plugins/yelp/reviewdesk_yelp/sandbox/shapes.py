"""Things of the world in the shapes that Yelp's calls show them."""

from typing import Any
from urllib.parse import urlencode

from reviewdesk_yelp.moments import PACIFIC
from reviewdesk_yelp.sandbox.ids import made_id
from reviewdesk_yelp.sandbox.things import Business, GuestReview, Response

__all__ = ["business_json", "excerpt_json", "private_json"]

_EXCERPT = 160
_CLIENT = "s4ndb0xCl1entF0rYe1pAA"
_PHOTOS = "https://s3-media0.fl.yelpcdn.com/photo"


def business_json(business: Business, reviews: list[GuestReview]) -> dict[str, Any]:
    mean = sum(one.stars for one in reviews) / len(reviews) if reviews else 0.0
    lines = [*business.address, business.city] if business.city else list(business.address)
    return {
        "id": business.id,
        "alias": business.alias,
        "name": business.name,
        "image_url": f"{_PHOTOS}/{made_id('photo', business.id)}/o.jpg",
        "is_claimed": business.claimed,
        "is_closed": False,
        "url": _page(business, "api_v3_business_lookup"),
        "phone": business.phone,
        "display_phone": business.phone,
        "review_count": len(reviews),
        "categories": [{"alias": "pizza", "title": "Pizza"}],
        "rating": round(mean * 2) / 2,
        "location": {
            "address1": business.address[0] if business.address else "",
            "address2": "",
            "address3": "",
            "city": business.city,
            "zip_code": "",
            "country": business.country,
            "state": business.state,
            "display_address": lines,
            "cross_streets": "",
        },
        "coordinates": {"latitude": 54.35, "longitude": 18.65},
        "photos": [f"{_PHOTOS}/{made_id('photo', business.id)}/o.jpg"],
        "price": "$$",
        "hours": [
            {
                "open": [
                    {"is_overnight": False, "start": "1200", "end": "2200", "day": day} for day in range(7)
                ],
                "hours_type": "REGULAR",
                "is_open_now": True,
            }
        ],
        "transactions": [],
    }


def excerpt_json(review: GuestReview, business: Business) -> dict[str, Any]:
    text = review.text if len(review.text) <= _EXCERPT else f"{review.text[: _EXCERPT - 3]}..."
    return {
        "id": review.id,
        "url": _page(business, "api_v3_business_reviews", review),
        "text": text,
        "rating": review.stars,
        "time_created": _pacific(review),
        "user": {
            "id": review.user,
            "profile_url": f"https://www.yelp.com/user_details?userid={review.user}",
            # Some guests have no photo.
            "image_url": _photo(review) if review.user < "f" else None,
            "name": review.by,
        },
    }


def private_json(
    review: GuestReview, business: Business, response: Response | None, *, with_id: bool
) -> dict[str, Any]:
    told = {
        "time_created": _pacific(review),
        "rating": review.stars,
        "text": review.text,
        "url": _page(business, "api_v3_graphql", review),
        "user": {"name": review.by, "image_url": _photo(review)},
        "public_response": None
        if response is None
        else {
            "text": response.text,
            "time_created": response.at.isoformat(timespec="seconds"),
            "business_user": {
                "name": response.by,
                "role": response.role,
                "photo_url": f"{_PHOTOS}/{made_id('owner', response.by)}/o.jpg",
            },
        },
    }
    return {"id": review.id, **told} if with_id else told


def _pacific(review: GuestReview) -> str:
    return f"{review.at.astimezone(PACIFIC):%Y-%m-%d %H:%M:%S}"


def _photo(review: GuestReview) -> str:
    return f"{_PHOTOS}/{made_id('photo', review.user)}/o.jpg"


def _page(business: Business, medium: str, review: GuestReview | None = None) -> str:
    query = {"adjust_creative": _CLIENT, "utm_campaign": "yelp_api_v3", "utm_medium": medium}
    shown = {"hrid": review.id, **query} if review else query
    return f"https://www.yelp.com/biz/{business.alias}?{urlencode({**shown, 'utm_source': _CLIENT})}"
