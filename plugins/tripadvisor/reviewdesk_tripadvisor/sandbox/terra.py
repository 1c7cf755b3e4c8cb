"""The Terra API: places found by name or number, and the pool of their newest reviews."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from reviewdesk_tripadvisor.sandbox.gate import Gate
from reviewdesk_tripadvisor.sandbox.problems import Problem, invalid, violated
from reviewdesk_tripadvisor.sandbox.scenario import TRIPS
from reviewdesk_tripadvisor.sandbox.shapes import location_json, review_json
from reviewdesk_tripadvisor.sandbox.things import GuestReview, Place
from reviewdesk_tripadvisor.sandbox.world import World

__all__ = ["LANGUAGES", "Terra"]

_CODES = "ar cs da de el en es fi fr hu id it iw ja ko nl no pl pt ru sk sr sv th tr vi zh-CN zh-TW"
LANGUAGES = tuple(_CODES.split())
_BARE_LOCALES = frozenset({"ar", "fi", "hu", "pl", "zh"})
_LARGEST_PAGE = 20


class Terra:
    def __init__(self, world: World, url: str, gate: Gate) -> None:
        self._world = world
        self._url = url
        self._gate = gate

    def routes(self) -> list[BaseRoute]:
        door = self._gate.endpoint
        found = "/api/catalog/locations"
        return [
            Route("/api/locations/search", door(self._search, search=True), methods=["GET"]),
            Route("/api/locations/{id}/reviews", door(self._reviews, reviews=True), methods=["GET"]),
            Route("/api/locations/{id}", door(self._one), methods=["GET"]),
            Route("/api/locations", door(self._several), methods=["GET"]),
            Route(f"{found}/search", door(self._catalogue_search, search=True), methods=["GET"]),
            Route(f"{found}/{{id}}", door(self._catalogue_one), methods=["GET"]),
            Route("/api/{rest:path}", door(self._nothing), methods=["GET", "POST"]),
        ]

    def _one(self, request: Request) -> Any:
        _check_locale(request)
        return location_json(self._allowed(request.path_params["id"]), self._world, self._url)

    def _catalogue_one(self, request: Request) -> Any:
        _check_locale(request)
        place = self._known(request.path_params["id"])
        return location_json(place, self._world, self._url, catalogue=True)

    def _several(self, request: Request) -> Any:
        """Numbers that are not known, or not allowed, are left out without a word."""
        _check_locale(request)
        given = request.query_params.getlist("id")
        if not given:
            raise violated([("id", "must not be empty", "")])
        places = [self._world.places.get(_number(text)) for text in given]
        told = [place for place in places if place and self._is_allowed(place)]
        return {"data": [location_json(place, self._world, self._url) for place in told]}

    def _search(self, request: Request) -> Any:
        return self._found(request, catalogue=False)

    def _catalogue_search(self, request: Request) -> Any:
        return self._found(request, catalogue=True)

    def _found(self, request: Request, *, catalogue: bool) -> Any:
        _check_locale(request)
        _check_search(request)
        page, size = _paging(request, 10)
        if size > _LARGEST_PAGE:
            raise violated([("size", "must be less than or equal to 20", str(size))])
        places = [
            place
            for place in self._world.places.values()
            if _fits(place, request) and (catalogue or self._is_allowed(place))
        ]
        rows = [
            {
                "location": location_json(place, self._world, self._url, catalogue=catalogue),
                "matched_value": {"language": "en", "value": place.title},
            }
            for place in places[(page - 1) * size : page * size]
        ]
        return {"data": rows, "pagination": _pagination(page, size, len(places))}

    def _reviews(self, request: Request) -> Any:
        """The order of things: the pool, the language, the filters, the page."""
        place = self._allowed(request.path_params["id"])
        language = request.query_params.get("language", "en")
        if language not in {*LANGUAGES, "primary"}:
            known = ", ".join(LANGUAGES)
            raise invalid(f"language: Unsupported UGC language '{language}'. Supported languages: {known}")
        page, size = _paging(request, 10)
        size = min(size, _LARGEST_PAGE)
        with self._world.open():
            rows = [r for r in self._world.pool(place.id) if _speaks(r, language)]
            rows = self._after(request, [r for r in rows if _passes(r, request)])
            if _choice(request, "sort_by", ("MOST_RECENT", "HIGHEST_RATED")) == "HIGHEST_RATED":
                rows.sort(key=lambda review: -review.stars)
            shown = self._page(rows, page, size)
            total = len(rows) if not self._world.switches.total_follows_page else min(page * size, len(rows))
            data = [review_json(review, place, self._world, self._url, language) for review in shown]
        return {"data": data, "pagination": _pagination(page, size, total)}

    def _page(self, rows: Sequence[GuestReview], page: int, size: int) -> Sequence[GuestReview]:
        start, end = (page - 1) * size, page * size
        if page > 1 and start < len(rows) and self._world.switches.repeat_rows:
            start -= 1
        return rows[start:end]

    def _after(self, request: Request, rows: list[GuestReview]) -> list[GuestReview]:
        given = request.query_params.get("published_after_review_id")
        if given is None:
            return rows
        last = self._world.get(_number(given))
        if last is None:
            raise Problem(404, "Resource Not Found", f"Review {given} not found", kind="not-found")
        return [review for review in rows if (review.published_at, review.id) > (last.published_at, last.id)]

    def _known(self, given: str) -> Place:
        place = self._world.places.get(_number(given))
        if place is None:
            raise _no_place(given)
        return place

    def _allowed(self, given: str) -> Place:
        place = self._known(given)
        if not self._is_allowed(place):
            raise _no_place(given)
        return place

    def _is_allowed(self, place: Place) -> bool:
        allowed = self._world.switches.allowlist
        return not allowed or place.id in allowed

    def _nothing(self, request: Request) -> Any:
        raise Problem(404, "Resource Not Found", f"No endpoint {request.url.path}", kind="not-found")


def _no_place(given: str) -> Problem:
    numbers = [_number(given)]
    return Problem(
        404, "Location Not Found", f"Location {given} not found", kind="not-found", more={"ids": numbers}
    )


def _number(given: str) -> int:
    if not re.fullmatch(r"[0-9]{1,19}", given):
        raise invalid(f"id: Failed to convert value '{given}' to a number")
    return int(given)


def _paging(request: Request, default: int) -> tuple[int, int]:
    numbers = []
    for name, usual in (("page", 1), ("size", default)):
        given = request.query_params.get(name, str(usual))
        if not re.fullmatch(r"[0-9]{1,6}", given) or int(given) < 1:
            raise violated([(name, "must be greater than or equal to 1", given)])
        numbers.append(int(given))
    return numbers[0], numbers[1]


def _pagination(page: int, size: int, total: int) -> dict[str, int]:
    return {"page": page, "size": size, "total_elements": total, "total_pages": -(-total // size)}


def _speaks(review: GuestReview, language: str) -> bool:
    return language in {"primary", review.language, *(version.language for version in review.versions)}


def _passes(review: GuestReview, request: Request) -> bool:
    lowest = request.query_params.get("rating_min", "0")
    if not re.fullmatch(r"[0-9](?:\.[0-9]+)?", lowest):
        raise invalid(f"rating_min: Failed to convert value '{lowest}' to a number")
    trip = _choice(request, "trip_type", ("", *TRIPS))
    since = request.query_params.get("published_after_ts")
    try:
        first = datetime.combine(date.fromisoformat(since), time(), UTC) if since else None
    except ValueError:
        raise invalid(f"published_after_ts: Failed to convert value '{since}' to a date") from None
    return (
        review.stars >= float(lowest)
        and trip in {"", review.trip}
        and (first is None or review.published_at >= first)
    )


def _choice(request: Request, name: str, known: Sequence[str]) -> str:
    given = request.query_params.get(name, known[0])
    if given not in known:
        raise invalid(f"{name}: '{given}' is not one of {', '.join(word for word in known if word)}")
    return given


def _check_locale(request: Request) -> None:
    locale = request.query_params.get("locale", "en-US")
    if locale not in _BARE_LOCALES and not re.fullmatch(r"[a-z]{2}[-_][A-Z]{2}", locale):
        raise invalid(f"locale: Unsupported locale '{locale}'")


def _check_search(request: Request) -> None:
    query = request.query_params.get("query", "")
    if not 1 <= len(query) <= 500:
        raise violated([("query", "size must be between 1 and 500", query)])
    country = request.query_params.get("country_code", "XX")
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise violated([("country_code", 'must match "^[A-Z]{2}$"', country)])
    _choice(request, "search_type", ("NAME", "ADDRESS", "COMBINED"))
    _choice(request, "category", ("", "RESTAURANT", "ATTRACTION", "HOTEL"))  # looked at, and then ignored


def _fits(place: Place, request: Request) -> bool:
    params = request.query_params
    kind = params.get("search_type", "NAME")
    name, address = place.title, f"{place.street} {place.postal_code} {place.city}"
    text = {"NAME": name, "ADDRESS": address}.get(kind, f"{name} {address}").casefold()
    words = params["query"].casefold().split()
    country, geo = params.get("country_code"), params.get("geo_name", "").casefold()
    return (
        all(word in text for word in words)
        and country in {None, place.country}
        and geo in place.geo.casefold()
    )
