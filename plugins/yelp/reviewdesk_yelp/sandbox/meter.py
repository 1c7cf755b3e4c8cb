"""What a call with an API key passes first: the key, the day's calls, the second's."""

from collections import Counter, deque
from datetime import UTC, datetime, timedelta

from starlette.requests import Request

from reviewdesk.sandbox import SandboxClock
from reviewdesk_yelp.sandbox.answers import PlacesError
from reviewdesk_yelp.sandbox.switches import YelpSwitches

__all__ = ["API_KEY", "Meter"]

API_KEY = "sandbox-api-key" + "k" * 113


class Meter:
    def __init__(self, clock: SandboxClock, switches: YelpSwitches) -> None:
        self._clock = clock
        self._switches = switches
        self._days: Counter[str] = Counter()
        self._recent: deque[float] = deque()

    def admit(self, request: Request) -> None:
        """Count the call. Raises `PlacesError`."""
        kind, _space, key = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not key.strip():
            told = "An access token must be supplied in order to use this endpoint."
            raise PlacesError(401, "TOKEN_MISSING", told)
        if key.strip() != API_KEY:
            raise PlacesError(401, "TOKEN_INVALID", "Invalid API key or authorization header.")
        self._count_second()
        today = f"{self._clock.now():%Y-%m-%d}"
        if self._days[today] >= self._switches.daily_limit:
            raise PlacesError(
                429,
                "ACCESS_LIMIT_REACHED",
                "You've reached the access limit for this client. See instructions for requesting a higher "
                "access limit at https://docs.developer.yelp.com/docs/fusion-rate-limiting",
            )
        self._days[today] += 1

    def headers(self) -> dict[str, str]:
        now = self._clock.now()
        reset = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), UTC)
        left = max(0, self._switches.daily_limit - self._days[f"{now:%Y-%m-%d}"])
        return {
            "RateLimit-DailyLimit": str(self._switches.daily_limit),
            "RateLimit-Remaining": str(left),
            "RateLimit-ResetTime": reset.isoformat(),
        }

    def _count_second(self) -> None:
        limit, now = self._switches.per_second, self._clock.monotonic()
        if not limit:
            return
        while self._recent and self._recent[0] <= now - 1.0:
            self._recent.popleft()
        if len(self._recent) >= limit:
            raise PlacesError(
                429,
                "TOO_MANY_REQUESTS_PER_SECOND",
                "You have exceeded the queries-per-second limit for this endpoint. Try reducing the rate at "
                "which you make queries.",
            )
        self._recent.append(now)
