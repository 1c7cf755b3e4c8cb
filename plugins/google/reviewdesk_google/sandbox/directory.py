"""The v1 APIs: accounts and locations."""

import re
from typing import Any

from starlette.routing import BaseRoute, Route

from reviewdesk_google.sandbox.answers import invalid, not_found, with_fields
from reviewdesk_google.sandbox.fields import masked
from reviewdesk_google.sandbox.gate import Call, Gate
from reviewdesk_google.sandbox.shapes import account_json, location_json
from reviewdesk_google.sandbox.switches import ACCOUNTS, LOCATIONS
from reviewdesk_google.sandbox.things import Place
from reviewdesk_google.sandbox.tickets import read_ticket, write_ticket
from reviewdesk_google.sandbox.world import World

__all__ = ["Directory"]

_LOCATION_FIELDS = frozenset(
    [
        "adWordsLocationExtensions",
        "categories",
        "labels",
        "languageCode",
        "latlng",
        "metadata",
        "moreHours",
        "name",
        "openInfo",
        "phoneNumbers",
        "profile",
        "regularHours",
        "relationshipData",
        "serviceArea",
        "serviceItems",
        "specialHours",
        "storeCode",
        "storefrontAddress",
        "title",
        "websiteUri",
    ]
)
_FILTER = re.compile(r'\s*(title|storeCode|store_code)\s*=\s*"([^"]*)"\s*')
_ORDER = re.compile(r"(title|store_code|storeCode)(?:\s+(asc|desc))?", re.IGNORECASE)


class Directory:
    def __init__(self, world: World, url: str, gate: Gate) -> None:
        self._world = world
        self._url = url
        self._gate = gate

    def routes(self) -> list[BaseRoute]:
        paging = ("pageSize", "pageToken", "filter")
        accounts = self._gate.endpoint(ACCOUNTS, self._accounts, (*paging, "parentAccount"))
        locations = self._gate.endpoint(LOCATIONS, self._locations, (*paging, "orderBy", "readMask"))
        return [
            Route("/v1/accounts", accounts, methods=["GET"]),
            Route("/v1/accounts/{account}", self._gate.endpoint(ACCOUNTS, self._account), methods=["GET"]),
            Route("/v1/accounts/{account}/locations", locations, methods=["GET"]),
            Route(
                "/v1/locations/{location}",
                self._gate.endpoint(LOCATIONS, self._location, ("readMask",)),
                methods=["GET"],
            ),
        ]

    def _accounts(self, call: Call) -> dict[str, Any]:
        size = call.page_size(20, 20)
        wanted = call.query.get("filter", "")
        kind = re.fullmatch(r"\s*type\s*=\s*(\w+)\s*", wanted)
        if wanted and not kind:
            raise invalid("filter")
        parent = call.query.get("parentAccount", "").removeprefix("accounts/")
        if parent and parent not in self._world.accounts:
            raise not_found()
        rows = [a for a in self._world.accounts.values() if not kind or a.type == kind[1]]
        rows.sort(key=lambda account: account.type != "PERSONAL")
        begin, _key = read_ticket(call.query.get("pageToken", ""), ["accounts", wanted, parent])
        page = rows[begin : begin + size]
        more = begin + size < len(rows)
        return with_fields(
            accounts=[account_json(account) for account in page],
            nextPageToken=write_ticket(["accounts", wanted, parent], begin + size, (0, 0, ""))
            if more
            else None,
        )

    def _account(self, call: Call) -> dict[str, Any]:
        account = self._world.accounts.get(call.path["account"])
        if account is None:
            raise not_found()
        return account_json(account)

    def _locations(self, call: Call) -> dict[str, Any]:
        paths = _read_mask(call)
        size = call.page_size(10, 100)
        account = call.path["account"]
        if account != "-" and account not in self._world.accounts:
            raise not_found()
        wanted, order = call.query.get("filter", ""), call.query.get("orderBy", "")
        rows = _ordered(_filtered(self._reachable(account), wanted), order)
        list_of = ["locations", account, wanted, order]
        begin, _key = read_ticket(call.query.get("pageToken", ""), list_of)
        more = begin + size < len(rows)
        return with_fields(
            locations=[masked(location_json(p, self._url), paths) for p in rows[begin : begin + size]],
            nextPageToken=write_ticket(list_of, begin + size, (0, 0, "")) if more else None,
            totalSize=len(rows) if wanted else None,
        )

    def _location(self, call: Call) -> dict[str, Any]:
        paths = _read_mask(call)
        place = self._world.places.get(call.path["location"])
        if place is None or not place.access:
            raise not_found()
        return masked(location_json(place, self._url), paths)

    def _reachable(self, account: str) -> list[Place]:
        return [p for p in self._world.places.values() if p.access and account in {"-", p.account}]


def _read_mask(call: Call) -> set[str]:
    told = call.query.get("readMask", "")
    if not told:
        raise invalid("read_mask", "Field is required")
    paths = set()
    for path in told.split(","):
        first, *rest = (_camel(step) for step in path.strip().split("."))
        if first not in _LOCATION_FIELDS or not all(rest):
            raise invalid("read_mask", f"Invalid field mask provided: {path}")
        paths.add(".".join([first, *rest]))
    return paths


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def _filtered(places: list[Place], wanted: str) -> list[Place]:
    if not wanted:
        return places
    told = _FILTER.fullmatch(wanted)
    if not told:
        raise invalid("filter")
    if told[1] == "title":
        return [p for p in places if told[2].casefold() in p.title.casefold()]
    return [p for p in places if p.store_code == told[2]]


def _ordered(places: list[Place], order: str) -> list[Place]:
    for part in reversed([part.strip() for part in order.split(",")] if order else []):
        told = _ORDER.fullmatch(part)
        if not told:
            raise invalid("order_by")
        by_title = told[1] == "title"
        places = sorted(
            places,
            key=lambda p, by_title=by_title: p.title if by_title else p.store_code or "",
            reverse=(told[2] or "").lower() == "desc",
        )
    return places
