"""What every call passes before an API looks at it: the token, the project, the quota, the parameters."""

from collections import deque
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from reviewdesk.sandbox import SandboxClock
from reviewdesk_google.sandbox.answers import ApiError, as_json, error_info, invalid
from reviewdesk_google.sandbox.fields import BadFields, choose
from reviewdesk_google.sandbox.grants import Grants
from reviewdesk_google.sandbox.switches import SERVICES, GoogleSwitches

__all__ = ["SCOPES", "Call", "Gate"]

SCOPES = frozenset(
    {
        "https://www.googleapis.com/auth/business.manage",
        "https://www.googleapis.com/auth/plus.business.manage",
    }
)
PROJECT = "100000000001"
_STANDARD = frozenset(
    {
        "$.xgafv",
        "access_token",
        "alt",
        "callback",
        "fields",
        "key",
        "oauth_token",
        "prettyPrint",
        "quotaUser",
        "uploadType",
        "upload_protocol",
    }
)
_TITLES = dict(
    zip(
        SERVICES,
        (
            "My Business Account Management API",
            "My Business Business Information API",
            "Google My Business API",
        ),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call that was let in."""

    path: dict[str, str]
    query: dict[str, str]
    body: bytes

    def page_size(self, default: int, most: int) -> int:
        """The wished size, silently cut to the most that is given."""
        told = self.query.get("pageSize", "0")
        try:
            size = int(told)
        except ValueError:
            wrong = f"Invalid value at 'page_size' (TYPE_INT32), \"{told}\""
            raise invalid("page_size", wrong, wrong) from None
        if size < 0:
            raise invalid()
        return min(size or default, most)


class Gate:
    def __init__(self, grants: Grants, clock: SandboxClock, switches: GoogleSwitches) -> None:
        self._grants = grants
        self._clock = clock
        self._switches = switches
        self._recent: dict[str, deque[float]] = {service: deque() for service in SERVICES}

    def endpoint(
        self, service: str, handler: Callable[[Call], Any], params: Collection[str] = ()
    ) -> Callable[[Request], Awaitable[Response]]:
        """A route's endpoint: `handler` gets the calls that are let in and gives the JSON to answer."""

        async def answer(request: Request) -> Response:
            body = await request.body()
            try:
                self._admit(request, service)
                query = _checked(request, frozenset(params))
                data = handler(Call(path=dict(request.path_params), query=query, body=body))
                return as_json(choose(data, query["fields"]) if query.get("fields") else data)
            except BadFields as error:
                return invalid("fields", str(error)).response(service)
            except ApiError as error:
                return error.response(service)

        return answer

    def _admit(self, request: Request, service: str) -> None:
        scope = self._grants.scope_of(_token(request))
        if scope is None:
            raise _unauthenticated(service)
        if not SCOPES & set(scope.split()):
            raise ApiError(
                403,
                "Request had insufficient authentication scopes.",
                [error_info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", {"service": service})],
                headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'},
            )
        if service in self._switches.disabled_services:
            raise _disabled(service)
        self._count(service)

    def _count(self, service: str) -> None:
        if not self._switches.approved:
            raise _exhausted(service, 0)
        limit = self._switches.quota_per_minute
        if limit is None:
            return
        recent, now = self._recent[service], self._clock.monotonic()
        while recent and recent[0] <= now - 60.0:
            recent.popleft()
        if len(recent) >= limit:
            raise _exhausted(service, limit)
        recent.append(now)


def _token(request: Request) -> str:
    kind, _space, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return token.strip()
    return request.query_params.get("access_token", "")


def _checked(request: Request, params: frozenset[str]) -> dict[str, str]:
    query: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in params | _STANDARD:
            wrong = f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter.'
            raise invalid(name, wrong, wrong)
        query[name] = f"{query[name]},{value}" if name in query else value
    if query.get("alt", "json") != "json":
        raise invalid("alt", f"Unsupported output format: {query['alt']}")
    return query


def _unauthenticated(service: str) -> ApiError:
    message = (
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
        "or other valid authentication credential. "
        "See https://developers.google.com/identity/sign-in/web/devconsole-project."
    )
    return ApiError(
        401,
        message,
        [error_info("ACCESS_TOKEN_EXPIRED", {"service": service})],
        headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'},
    )


def _disabled(service: str) -> ApiError:
    page = f"https://console.developers.google.com/apis/api/{service}/overview?project={PROJECT}"
    message = (
        f"{_TITLES[service]} has not been used in project {PROJECT} before or it is disabled. Enable it by "
        f"visiting {page} then retry. If you enabled this API recently, wait a few minutes for the action to "
        "propagate to our systems and retry."
    )
    metadata = {"service": service, "consumer": f"projects/{PROJECT}", "activationUrl": page}
    return ApiError(403, message, [error_info("SERVICE_DISABLED", metadata)])


def _exhausted(service: str, limit: int) -> ApiError:
    message = (
        "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute' of service "
        f"'{service}' for consumer 'project_number:{PROJECT}'."
    )
    metadata = {
        "service": service,
        "consumer": f"projects/{PROJECT}",
        "quota_metric": f"{service}/default_requests",
        "quota_limit": "DefaultRequestsPerMinutePerProject",
        "quota_limit_value": str(limit),
        "quota_location": "global",
        "quota_unit": "1/min/{project}",
    }
    return ApiError(429, message, [error_info("RATE_LIMIT_EXCEEDED", metadata)])
