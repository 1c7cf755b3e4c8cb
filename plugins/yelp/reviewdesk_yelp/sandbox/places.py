"""The calls with an API key: a page, the excerpts of its reviews, and Private Reviews."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewdesk_yelp.sandbox.answers import PlacesError, as_json
from reviewdesk_yelp.sandbox.meter import Meter
from reviewdesk_yelp.sandbox.shapes import business_json, excerpt_json, private_json
from reviewdesk_yelp.sandbox.things import Business
from reviewdesk_yelp.sandbox.world import World

__all__ = ["Places"]

_MOST_PRIVATE = 200
_NOT_FOUND = "Resource could not be found."
_LOCALE = re.compile(r"[a-z]{2}_[A-Z]{2}")


class Places:
    def __init__(self, world: World, meter: Meter) -> None:
        self._world = world
        self._meter = meter

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/v3/businesses/{business}", self._door(self._details), methods=["GET"]),
            Route("/v3/businesses/{business}/reviews", self._door(self._reviews), methods=["GET"]),
            Route("/v3/private/businesses/{business}/reviews", self._door(self._private), methods=["GET"]),
            Route("/v3/{rest:path}", self._door(self._nothing), methods=["GET", "POST"]),
        ]

    def _door(self, handler: Callable[[Request], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                self._meter.admit(request)
                data = handler(request)
            except PlacesError as error:
                return error.response(self._meter.headers())
            return as_json(data, headers={**self._meter.headers(), "Content-Language": _locale(request)})

        return answer

    def _details(self, request: Request) -> dict[str, Any]:
        business = self._business(request)
        return business_json(business, self._world.reviews(business.id))

    def _reviews(self, request: Request) -> dict[str, Any]:
        business = self._business(request)
        offset = _number(request, "offset", 0, 1000)
        limit = _number(request, "limit", 20, 50)
        if request.query_params.get("sort_by", "yelp_sort") not in {"yelp_sort", "newest"}:
            raise PlacesError(400, "VALIDATION_ERROR", "'sort_by' does not match 'yelp_sort'.")
        if self._world.switches.plan_reviews == 0:
            raise PlacesError(404, "NOT_FOUND", _NOT_FOUND)
        rows = self._world.reviews(business.id)
        if not rows:
            raise PlacesError(403, "BUSINESS_UNAVAILABLE", "Business information is unavailable.")
        language = _locale(request)[:2]
        # Yelp's own order, which is neither by date nor by stars; its own language comes first.
        ordered = sorted(rows, key=lambda one: (one.language[:2] != language, _mixed(one.id)))
        shown = ordered[: self._world.switches.plan_reviews][offset : offset + limit]
        return {
            "reviews": [excerpt_json(one, business) for one in shown],
            "total": len(rows),
            "possible_languages": sorted({one.language[:2] for one in rows}),
        }

    def _private(self, request: Request) -> dict[str, Any]:
        switches = self._world.switches
        if not switches.private_enabled:
            if switches.private_refusal == 401:
                told = "The API key provided is not currently able to query this endpoint."
                raise PlacesError(401, "UNAUTHORIZED_API_KEY", told)
            raise PlacesError(403, "AUTHORIZATION_ERROR", "Authorization Error")
        business = self._business(request)
        rows = [
            private_json(one, business, self._world.seen(one), with_id=switches.private_ids)
            for one in self._world.reviews(business.id)[:_MOST_PRIVATE]
        ]
        return {"reviews": {"review": rows}} if switches.private_nested else {"reviews": rows}

    def _nothing(self, _request: Request) -> dict[str, Any]:
        raise PlacesError(404, "NOT_FOUND", _NOT_FOUND)

    def _business(self, request: Request) -> Business:
        business = self._world.business(request.path_params["business"])
        if business is None:
            raise PlacesError(404, "BUSINESS_NOT_FOUND", "The requested business could not be found.")
        if business.hidden:
            raise PlacesError(403, "BUSINESS_UNAVAILABLE", "Business information is unavailable.")
        return business


def _locale(request: Request) -> str:
    asked = request.query_params.get("locale") or request.headers.get("accept-language", "")[:5].replace(
        "-", "_"
    )
    if not _LOCALE.fullmatch(asked):
        if "locale" in request.query_params:
            raise PlacesError(
                400, "VALIDATION_ERROR", f"'{asked}' does not match '^[a-z]{{2,3}}_[A-Z]{{2}}$'"
            )
        return "en_US"
    return asked


def _number(request: Request, name: str, default: int, most: int) -> int:
    told = request.query_params.get(name, str(default))
    if not told.isdecimal():
        raise PlacesError(400, "VALIDATION_ERROR", f"'{told}' is not of type 'integer'")
    if int(told) > most:
        raise PlacesError(400, "VALIDATION_ERROR", f"{told} is greater than the maximum of {most}")
    return int(told)


def _mixed(given: str) -> str:
    return hashlib.sha256(given.encode()).hexdigest()
