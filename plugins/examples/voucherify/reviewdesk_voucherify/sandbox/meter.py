"""What every call passes first: the application's keys, and the calls of the minute."""

import math

from starlette.requests import Request

from reviewdesk.sandbox import SandboxClock
from reviewdesk_voucherify.sandbox.answers import ApiError
from reviewdesk_voucherify.sandbox.switches import VoucherifySwitches

__all__ = ["APPLICATION_ID", "SECRET_KEY", "Meter"]

APPLICATION_ID = "5a3db0ec-0000-4000-8000-5a3db0e00001"
SECRET_KEY = "5a3db0ec-0000-4000-8000-5ec2e7000001"  # noqa: S105 - opens nothing but this sandbox
_MINUTE = 60


class Meter:
    def __init__(self, clock: SandboxClock, switches: VoucherifySwitches) -> None:
        self._clock = clock
        self._switches = switches
        self._secret = SECRET_KEY
        self._minute = 0
        self._calls = 0

    @property
    def secret(self) -> str:
        return self._secret

    def regenerate(self) -> str:
        """A new secret key; the old one opens nothing from now on."""
        self._secret = f"{SECRET_KEY[:-1]}{int(self._secret[-1]) + 1}"
        return self._secret

    def admit(self, request: Request) -> None:
        """Count the call. Raises `ApiError`."""
        given = request.headers.get("x-app-id"), request.headers.get("x-app-token")
        if given != (APPLICATION_ID, self._secret):
            raise ApiError(
                401, "", "Unauthorized", "Provided authentication details are not valid or missing."
            )
        if self._switches.plan_over:
            raise ApiError(402, "", "Payment Required", "The request exceeded your current pricing plan.")
        minute = int(self._clock.now().timestamp()) // _MINUTE
        if minute != self._minute:
            self._minute, self._calls = minute, 0
        if self._switches.per_minute and self._calls >= self._switches.per_minute:
            wait = {"Retry-After": str(self._left()), "X-Rate-Limit-Type": "api_calls"}
            raise ApiError(429, "", "API limit reached", "Too many requests.", headers=wait)
        self._calls += 1

    def headers(self) -> dict[str, str]:
        limit = self._switches.per_minute
        at = math.ceil(self._clock.now().timestamp())
        return {
            "X-Rate-Limit-Limit": str(limit or 1_000_000),
            "X-Rate-Limit-Remaining": str(max(0, limit - self._calls) if limit else 1_000_000),
            "X-Rate-Limit-Retry": str(at + self._left() if limit and self._calls >= limit else at),
        }

    def _left(self) -> int:
        return _MINUTE - int(self._clock.now().timestamp()) % _MINUTE
