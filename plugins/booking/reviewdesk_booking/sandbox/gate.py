"""What every call passes before an API looks at it: the sign-in, the permission, the pace, the property."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reviewdesk_booking.sandbox.answers import ApiError, unauthorized
from reviewdesk_booking.sandbox.grants import Grants
from reviewdesk_booking.sandbox.things import Property
from reviewdesk_booking.sandbox.world import World

__all__ = ["Call", "Gate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call that was let in."""

    property: Property
    path: dict[str, str]
    query: dict[str, str]
    body: bytes


class Gate:
    def __init__(self, grants: Grants, world: World) -> None:
        self._grants = grants
        self._world = world
        self._recent: deque[float] = deque()

    def endpoint(self, handler: Callable[[Call], Response]) -> Callable[[Request], Awaitable[Response]]:
        """A route's endpoint: `handler` gets the calls that are let in."""

        async def answer(request: Request) -> Response:
            body = await request.body()
            if not self._grants.lets_in(request.headers.get("authorization", "")):
                return unauthorized()
            try:
                self._count()
                return handler(
                    Call(
                        property=self._property(request.path_params["property"]),
                        path=dict(request.path_params),
                        query=dict(request.query_params),
                        body=body,
                    )
                )
            except ApiError as error:
                return error.response()

        return answer

    def _count(self) -> None:
        limit = self._world.switches.requests_per_minute
        if limit is None:
            return
        now = self._world.clock.monotonic()
        while self._recent and self._recent[0] <= now - 60.0:
            self._recent.popleft()
        if len(self._recent) >= limit:
            wait = int(self._recent[0] + 60.0 - now) + 1
            raise ApiError(429, "RATE_LIMIT", "Too many requests", {"Retry-After": str(wait)})
        self._recent.append(now)

    def _property(self, number: str) -> Property:
        found = self._world.properties.get(number)
        if not self._world.switches.permission:
            raise ApiError(403, "NO_PERMISSION", "No permission for review-api")
        if found is None:
            raise ApiError(404, "NOT_FOUND", "Property not found")
        if not found.connected:
            raise ApiError(403, "NOT_CONNECTED", "Property is not connected to this provider")
        return found
