"""The endpoints."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewdesk_voucherify.sandbox.answers import ApiError, as_json, made_id
from reviewdesk_voucherify.sandbox.bodies import read_object, read_terms
from reviewdesk_voucherify.sandbox.meter import Meter
from reviewdesk_voucherify.sandbox.things import Voucher
from reviewdesk_voucherify.sandbox.world import World

__all__ = ["Pages"]

Page = Callable[[Request], Awaitable[tuple[int, Any]]]
_FILTER = re.compile(r"\[?filters\]?\[metadata\.([\w.-]+)\]\[conditions\]\[\$is\]")


class Pages:
    def __init__(self, world: World, meter: Meter) -> None:
        self._world = world
        self._meter = meter
        self._calls = 0

    def routes(self) -> list[BaseRoute]:
        one = "/v1/vouchers/{code}"
        return [
            self._route("/v1/vouchers", GET=self._list, POST=self._create),
            self._route(one, GET=self._get, POST=self._create, DELETE=self._delete),
            self._route(one + "/disable", POST=self._disable),
            self._route(one + "/enable", POST=self._enable),
            self._route(one + "/redemption", GET=self._uses),
            self._route("/v1/redemptions", GET=self._redemptions, POST=self._redeem),
            self._route("/v1/redemptions/{id}/rollback", POST=self._roll_back),
            self._route("/{rest:path}"),
        ]

    def _route(self, path: str, **pages: Page) -> Route:
        async def answer(request: Request) -> Response:
            self._calls += 1
            try:
                self._meter.admit(request)
                status, body = await self._page(pages, request)(request)
            except ApiError as error:
                headers = {**self._meter.headers(), **error.headers}
                return as_json(error.body(self._calls), status=error.status, headers=headers)
            return as_json(body, status=status, headers=self._meter.headers())

        return Route(path, answer, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])

    def _page(self, pages: dict[str, Page], request: Request) -> Page:
        if not pages:
            raise ApiError(404, "not_found", "Resource not found", "There is no such endpoint.")
        if request.method not in pages:
            hint = f"{request.method} is not supported by this endpoint. Did you mean {' or '.join(pages)}?"
            raise ApiError(405, "", "HTTP Method Not Allowed", hint)
        return pages[request.method]

    async def _create(self, request: Request) -> tuple[int, Any]:
        told = read_object(await request.body())
        code = request.path_params.get("code") or told.get("code") or made_id(self._calls, size=8)
        made = self._world.create(str(code), **read_terms(told, self._world.products))
        return 200, made.as_json()

    async def _get(self, request: Request) -> tuple[int, Any]:
        return 200, self._world.voucher(request.path_params["code"]).as_json()

    async def _list(self, request: Request) -> tuple[int, Any]:
        limit, page = _number(request, "limit", 10, 100), _number(request, "page", 1, 99)
        rows = [one for one in self._world.vouchers() if _fits(one, request)]
        shown = rows[(page - 1) * limit : page * limit]
        listed = [one.as_json() for one in shown]
        return 200, {"object": "list", "data_ref": "vouchers", "vouchers": listed, "total": len(rows)}

    async def _delete(self, request: Request) -> tuple[int, Any]:
        self._world.delete(request.path_params["code"], force=request.query_params.get("force") == "true")
        return 204, None

    async def _disable(self, request: Request) -> tuple[int, Any]:
        return 200, self._world.switch(request.path_params["code"], active=False).as_json()

    async def _enable(self, request: Request) -> tuple[int, Any]:
        return 200, self._world.switch(request.path_params["code"], active=True).as_json()

    async def _uses(self, request: Request) -> tuple[int, Any]:
        with self._world.still():
            one = self._world.voucher(request.path_params["code"])
            entries = [each.as_json(one) for each in self._world.entries(one.id)]
        told = {"quantity": one.quantity, "redeemed_quantity": one.redeemed, "object": "list"}
        told |= {"url": f"/v1/vouchers/{one.code}/redemptions?page=1&limit=10"}
        return 200, told | {
            "data_ref": "redemption_entries",
            "total": len(entries),
            "redemption_entries": entries,
        }

    async def _redemptions(self, request: Request) -> tuple[int, Any]:
        limit, page = _number(request, "limit", 10, 100), _number(request, "page", 1, 99)
        with self._world.still():
            rows = self._world.entries()
            shown = [each.as_json(self._world.owner_of(each)) for each in rows[(page - 1) * limit :][:limit]]
        return 200, {"object": "list", "data_ref": "redemptions", "redemptions": shown, "total": len(rows)}

    async def _redeem(self, request: Request) -> tuple[int, Any]:
        told = read_object(await request.body())
        wanted = told.get("redeemables")
        if not isinstance(wanted, list) or len(wanted) != 1 or not isinstance(wanted[0], dict):
            raise ApiError(
                400, "invalid_payload", "Invalid payload", "redeemables: one voucher is played here."
            )
        given, metadata = str(wanted[0].get("id")), told.get("metadata") or {}
        try:
            use, one = self._world.redeem(given, metadata)
        except ApiError as error:
            if not self._world.switches.partial:
                raise
            return 200, _nothing_applied(given, error)
        return 200, {"redemptions": [use.as_json(one)], "order": None, "inapplicable_redeemables": []}

    async def _roll_back(self, request: Request) -> tuple[int, Any]:
        reason = request.query_params.get("reason")
        back, one = self._world.roll_back(request.path_params["id"], reason)
        return 200, back.as_json(one)


def _nothing_applied(given: str, error: ApiError) -> dict[str, Any]:
    why = {"code": error.status, "key": error.key, "message": error.message, "details": error.details}
    row = {"status": "INAPPLICABLE", "id": given, "object": "voucher", "result": {"error": why}}
    return {"redemptions": [], "inapplicable_redeemables": [row], "skipped_redeemables": []}


def _fits(one: Voucher, request: Request) -> bool:
    wanted = request.query_params
    if "code" in wanted and one.code != wanted["code"]:
        return False
    for name, value in wanted.items():
        found = _FILTER.fullmatch(name)
        if found and str(one.metadata.get(found[1])) != value:
            return False
    return True


def _number(request: Request, name: str, otherwise: int, most: int) -> int:
    told = request.query_params.get(name, str(otherwise))
    if not told.isdecimal() or not 1 <= int(told) <= most:
        details = f"{name} should be a number from 1 to {most}"
        raise ApiError(400, "invalid_query_params", "Invalid query params", details)
    return int(told)
