"""The Guest Review API: reviews, scores, and the owner's one reply."""

import json
from datetime import date
from typing import Any

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewdesk_booking.sandbox.answers import ApiError, envelope
from reviewdesk_booking.sandbox.gate import Call, Gate
from reviewdesk_booking.sandbox.shapes import review_json, scores_json
from reviewdesk_booking.sandbox.things import GuestReview
from reviewdesk_booking.sandbox.tickets import Ticket
from reviewdesk_booking.sandbox.world import AlreadyAnswered, NotAnswerable, World

__all__ = ["LONGEST", "Reviews"]

LONGEST = 10_000
_USUAL, _MOST = 10, 100
_FOREVER = "2000-01-01"
_HOSTS = {"booking": "https://supply-xml.booking.com", "foreign": "https://supply-xml.booking.example"}


class Reviews:
    def __init__(self, world: World, url: str, gate: Gate) -> None:
        self._world = world
        self._url = url
        self._gate = gate

    def routes(self) -> list[BaseRoute]:
        door = self._gate.endpoint
        one = "/review-api/properties/{property}/reviews/{review}"
        return [
            Route("/review-api/properties/{property}/reviews", door(self._list), methods=["GET"]),
            # Next pages are named at another path than the first one.
            Route("/reviews/properties/{property}/reviews", door(self._list), methods=["GET"]),
            Route("/review-api/properties/{property}/score", door(self._score), methods=["GET"]),
            Route(one, door(self._one), methods=["GET"]),
            Route(one, door(self._reply), methods=["POST"]),
        ]

    def _list(self, call: Call) -> Response:
        wish = self._wish(call)
        rows = self._world.page(call.property.id, wish.after, date.fromisoformat(wish.since), wish.size)
        told = [review_json(review, self._world) for review in rows]
        after = rows[-1].turn if rows else wish.after
        if self._world.switches.circle and wish.after:
            after = 0
        following = Ticket(property=wish.property, after=after, since=wish.since, size=wish.size)
        return envelope({"reviews": told}, next_page=self._next_page(following))

    def _next_page(self, ticket: Ticket) -> str:
        host = _HOSTS.get(self._world.switches.next_host, self._url)
        way = f"/reviews/properties/{ticket.property}/reviews"
        return f"{host}{way}?from_date={ticket.since}&cursor={ticket.text()}"

    def _wish(self, call: Call) -> Ticket:
        cursor = call.query.get("cursor")
        if cursor is not None:
            if self._world.switches.stale_cursors:
                raise ApiError(400, "INVALID_CURSOR", "Cursor has expired")
            return Ticket.read(cursor, call.property.id)
        since = call.query.get("from_date", _FOREVER)
        try:
            date.fromisoformat(since)
            size = int(call.query.get("limit", str(_USUAL)))
        except ValueError:
            raise ApiError(400, "INVALID_PARAMETER", "Invalid from_date or limit") from None
        if size < 1:
            raise ApiError(400, "INVALID_PARAMETER", "Invalid limit")
        return Ticket(property=call.property.id, after=0, since=since, size=min(size, _MOST))

    def _one(self, call: Call) -> Response:
        told = review_json(self._found(call), self._world)
        shapes: dict[str, dict[str, Any]] = {"object": told, "reviews": {"reviews": [told]}}
        return envelope(shapes.get(self._world.switches.single, {"review": told}))

    def _score(self, call: Call) -> Response:
        return envelope({"scores": scores_json(self._world.reviews(call.property.id))})

    def _reply(self, call: Call) -> Response:
        review = self._found(call)
        text = _text(call.body)
        try:
            self._world.answer(review, text)
        except NotAnswerable:
            raise ApiError(400, "NO_COMMENTS", "Reviews without comments cannot be replied to") from None
        except AlreadyAnswered:
            if self._world.switches.second_reply != "ignore":
                raise ApiError(400, "ALREADY_REPLIED", "Review already has a reply") from None
        return envelope()

    def _found(self, call: Call) -> GuestReview:
        review = self._world.get(call.property.id, call.path["review"])
        if review is None:
            raise ApiError(404, "NOT_FOUND", "Review not found")
        return review


def _text(body: bytes) -> str:
    try:
        told = json.loads(body)
    except ValueError:
        raise ApiError(400, "INVALID_BODY", "Request body is no JSON") from None
    text = told.get("reply") if isinstance(told, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise ApiError(400, "EMPTY_REPLY", "Reply is empty")
    if len(text) > LONGEST:
        raise ApiError(400, "REPLY_TOO_LONG", f"Reply is longer than {LONGEST} characters")
    return text
