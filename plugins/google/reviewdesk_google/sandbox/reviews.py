"""The v4 API: reviews and the owner's replies to them."""

import json
from collections.abc import Sequence
from typing import Any

from starlette.routing import BaseRoute, Route

from reviewdesk_google.sandbox.answers import ApiError, invalid, not_found, validation_error, with_fields
from reviewdesk_google.sandbox.gate import Call, Gate
from reviewdesk_google.sandbox.shapes import reply_json, review_json, review_name
from reviewdesk_google.sandbox.shelf import Order, key_of
from reviewdesk_google.sandbox.switches import REVIEWS
from reviewdesk_google.sandbox.things import GuestReview, Place
from reviewdesk_google.sandbox.tickets import read_ticket, write_ticket
from reviewdesk_google.sandbox.world import World

__all__ = ["LONGEST", "Reviews"]

LONGEST = 4096
"""Bytes of UTF-8, as the reference of ReviewReply says."""
_MOST = 50
_MOST_LOCATIONS = 50
_MISSING_VALUE = 4
_OUT_OF_RANGE = 9
_REPLY_KEYS = frozenset({"comment", "updateTime", "reviewReplyState", "policyViolation"})
_BATCH_KEYS = frozenset({"locationNames", "pageSize", "pageToken", "orderBy", "ignoreRatingOnlyReviews"})
_ORDERS = {
    "": Order.UPDATED,
    "updateTime desc": Order.UPDATED,
    "update_time desc": Order.UPDATED,
    "rating": Order.LOWEST,
    "rating desc": Order.HIGHEST,
}


class Reviews:
    def __init__(self, world: World, url: str, gate: Gate) -> None:
        self._world = world
        self._url = url
        self._gate = gate

    def routes(self) -> list[BaseRoute]:
        one = "/v4/accounts/{account}/locations/{location}/reviews/{review}"
        door = self._gate.endpoint
        paging = ("pageSize", "pageToken", "orderBy")
        return [
            Route(
                "/v4/accounts/{account}/locations:batchGetReviews",
                door(REVIEWS, self._batch),
                methods=["POST"],
            ),
            Route(
                "/v4/accounts/{account}/locations/{location}/reviews",
                door(REVIEWS, self._list, paging),
                methods=["GET"],
            ),
            Route(f"{one}/reply", door(REVIEWS, self._reply), methods=["PUT"]),
            Route(f"{one}/reply", door(REVIEWS, self._unreply), methods=["DELETE"]),
            Route(one, door(REVIEWS, self._get), methods=["GET"]),
            Route("/v4/{rest:path}", door(REVIEWS, self._nothing), methods=["GET", "PUT", "POST", "DELETE"]),
        ]

    def _list(self, call: Call) -> dict[str, Any]:
        place = self._place(call.path["account"], call.path["location"])
        order = _order(call.query.get("orderBy", ""))
        list_of = ["reviews", place.id, order]
        token = call.query.get("pageToken", "")
        with self._world.open():
            rows, following = self._page([place], order, list_of, token, call.page_size(_MOST, _MOST))
            count, mean = self._world.totals(place.id)
            answer = with_fields(
                reviews=[self._told(review) for review in rows],
                averageRating=_plain(mean),
                totalReviewCount=count,
                nextPageToken=following,
            )
        if not count and self._world.switches.explicit_zeros:
            return {"averageRating": 0, "totalReviewCount": 0}
        return answer

    def _get(self, call: Call) -> dict[str, Any]:
        return self._told(self._found(call))

    def _batch(self, call: Call) -> dict[str, Any]:
        body = _object(call.body, _BATCH_KEYS)
        names = body.get("locationNames")
        if not isinstance(names, list) or not names:
            raise invalid("location_names", "Field is required")
        if len(names) > _MOST_LOCATIONS:
            raise invalid("location_names", f"At most {_MOST_LOCATIONS} locations")
        places = [self._named(name, call.path["account"]) for name in names]
        order = _order(str(body.get("orderBy", "")))
        words = body.get("ignoreRatingOnlyReviews") is True
        list_of = ["batch", order, str(words), *(place.id for place in places)]
        wish = Call(path={}, query={"pageSize": str(body.get("pageSize", 0))}, body=b"")
        with self._world.open():
            rows, following = self._page(
                places,
                order,
                list_of,
                str(body.get("pageToken", "")),
                wish.page_size(_MOST, _MOST),
                words=words,
            )
            told = [
                {
                    "name": review_name(r, self._world.places[r.location]).rsplit("/", 2)[0],
                    "review": self._told(r),
                }
                for r in rows
            ]
        return with_fields(locationReviews=told, nextPageToken=following)

    def _reply(self, call: Call) -> dict[str, Any]:
        body = _object(call.body, _REPLY_KEYS)
        review = self._found(call)
        text = body.get("comment", "")
        if not isinstance(text, str):
            wrong = f"Invalid value at 'review_reply.comment' (TYPE_STRING), {json.dumps(text)}"
            raise invalid("review_reply.comment", wrong, wrong)
        if not text.strip():
            raise validation_error(_MISSING_VALUE, "review_reply.comment", "A value is required.")
        if len(text.encode("utf-8", "surrogatepass")) > LONGEST:
            wrong = f"The value is longer than {LONGEST} bytes."
            raise validation_error(_OUT_OF_RANGE, "review_reply.comment", wrong)
        reply = self._world.answer(review.location, review.id, text)
        if reply is None:
            raise not_found()
        return reply_json(reply, self._world.moderation, self._world.switches)

    def _unreply(self, call: Call) -> dict[str, Any]:
        review = self._found(call)
        if not self._world.withdraw(review.location, review.id):
            raise not_found()
        return {}

    def _nothing(self, _call: Call) -> dict[str, Any]:
        raise not_found()

    def _page(
        self,
        places: Sequence[Place],
        order: Order,
        list_of: Sequence[str],
        token: str,
        size: int,
        *,
        words: bool = False,
    ) -> tuple[list[GuestReview], str | None]:
        number, key = read_ticket(token, list_of)
        if self._world.switches.short_pages and number % 3 == 1:
            size = max(1, size * 2 // 3)
        locations = [place.id for place in places]
        rows, more = self._world.page(locations, order, key, size, lambda r: not words or r.text is not None)
        following = write_ticket(list_of, number + 1, key_of(rows[-1], order)) if more else None
        return rows, following

    def _found(self, call: Call) -> GuestReview:
        place = self._place(call.path["account"], call.path["location"])
        review = self._world.get(place.id, call.path["review"])
        if review is None:
            raise not_found()
        return review

    def _named(self, name: object, under: str) -> Place:
        match str(name).split("/"):
            case ["accounts", account, "locations", location] if under in {"-", account}:
                return self._place(account, location)
        raise not_found()

    def _place(self, account: str, location: str) -> Place:
        place = self._world.places.get(location)
        if place is None or account not in {"-", place.account}:
            raise not_found()
        if not place.access:
            raise ApiError(403, "The caller does not have permission")
        if not place.verified:
            raise ApiError(400, "Precondition check failed.", status="FAILED_PRECONDITION")
        return place

    def _told(self, review: GuestReview) -> dict[str, Any]:
        return review_json(review, self._world.places[review.location], self._world, self._url)


def _order(told: str) -> Order:
    order = _ORDERS.get(" ".join(told.split()))
    if order is None:
        raise invalid()
    return order


def _plain(mean: float) -> float | int:
    rounded = round(mean, 1)
    return int(rounded) if rounded.is_integer() else rounded


def _object(body: bytes, known: frozenset[str]) -> dict[str, Any]:
    try:
        data = json.loads(body or b"{}")
    except ValueError:
        raise invalid(message="Invalid JSON payload received. Unexpected token.") from None
    if not isinstance(data, dict):
        raise invalid(message="Invalid JSON payload received. Root element must be a message.")
    for name in data:
        if name not in known:
            wrong = f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.'
            raise invalid(name, wrong, wrong)
    return data
