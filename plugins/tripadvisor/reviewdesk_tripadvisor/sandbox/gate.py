"""What every call passes before Terra looks at it: the key, the package, the limits, the version."""

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import Response

from reviewdesk.sandbox import SandboxClock
from reviewdesk_tripadvisor.sandbox.problems import GATEWAY_404, GATEWAY_DENIED, Problem, as_json, invalid
from reviewdesk_tripadvisor.sandbox.switches import TripadvisorSwitches

__all__ = ["KEY", "Gate"]

KEY = "sandbox-terra-key"
_DAY = 86_400.0


class Gate:
    def __init__(self, clock: SandboxClock, switches: TripadvisorSwitches) -> None:
        self._clock = clock
        self._switches = switches
        self._second: deque[float] = deque()
        self._day: deque[float] = deque()
        self._searches = float(switches.searches_at_once or 0)
        self._searched_at = 0.0

    def endpoint(
        self, handler: Callable[[Request], object], *, reviews: bool = False, search: bool = False
    ) -> Callable[[Request], Awaitable[Response]]:
        """A route's endpoint: `handler` gets the calls that are let in and gives the JSON to answer."""

        async def answer(request: Request) -> Response:
            if self._switches.key == "refused":
                return GATEWAY_DENIED
            try:
                self._admit(request, reviews=reviews, search=search)
                return as_json(handler(request), headers=self._farewell())
            except Problem as problem:
                if problem.status == 404 and self._switches.gateway_404:
                    return GATEWAY_404
                return problem.response(request.url.path)

        return answer

    def _admit(self, request: Request, *, reviews: bool, search: bool) -> None:
        given = request.headers.get("x-api-key")
        if not given:
            raise _unauthorized("API key is not provided")
        if given != KEY:
            raise _unauthorized("API key has not been found")
        if self._switches.key == "disabled":
            raise _unauthorized("API key is not enabled")
        if reviews and self._switches.key == "no_reviews":
            words = "API Key does not have access to endpoint"
            raise Problem(403, "Forbidden Access", words, kind="forbidden")
        self._count(self._second, self._switches.calls_per_second, 1.0)
        self._count(self._day, self._switches.calls_per_day, _DAY)
        if search:
            self._count_search()
        version = request.query_params.get("version", "1")
        if version != "1":
            raise invalid(f"version: Unsupported version '{version}'. Supported versions: 1")

    def _count(self, recent: deque[float], limit: int | None, seconds: float) -> None:
        if limit is None:
            return
        now = self._clock.monotonic()
        while recent and recent[0] <= now - seconds:
            recent.popleft()
        if len(recent) >= limit:
            raise self._too_many(recent[0] + seconds - now)
        recent.append(now)

    def _count_search(self) -> None:
        most = self._switches.searches_at_once
        if most is None:
            return
        now = self._clock.monotonic()
        self._searches = min(float(most), self._searches + now - self._searched_at)
        self._searched_at = now
        if self._searches < 1:
            raise self._too_many(1.0)
        self._searches -= 1

    def _too_many(self, seconds: float) -> Problem:
        told = {"Retry-After": str(int(seconds) + 1)} if self._switches.tell_retry_after else {}
        return Problem(
            429, "Too Many Requests", "Rate limit exceeded", kind="too-many-requests", headers=told
        )

    def _farewell(self) -> dict[str, str]:
        if self._switches.sunset is None:
            return {}
        ends = datetime.fromisoformat(self._switches.sunset).replace(tzinfo=UTC)
        began = int(self._clock.started_at.timestamp())
        return {"Deprecation": f"@{began}", "Sunset": format_datetime(ends, usegmt=True)}


def _unauthorized(words: str) -> Problem:
    return Problem(401, "Unauthorized", words, kind="unauthorized")
