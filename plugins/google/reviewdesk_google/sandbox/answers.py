"""Answers in the form Google gives them, errors above all."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import HTMLResponse, Response

from reviewdesk_google.sandbox.switches import REVIEWS

__all__ = [
    "NOT_HERE",
    "ApiError",
    "as_json",
    "error_info",
    "invalid",
    "not_found",
    "validation_error",
    "with_fields",
]

_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
}
_OLD_REASON = {
    400: "badRequest",
    401: "authError",
    403: "forbidden",
    404: "notFound",
    429: "rateLimitExceeded",
}
_INVALID = "Request contains an invalid argument."


class ApiError(Exception):
    """An error of one of the APIs; the v4 one also tells it in the older form."""

    def __init__(
        self,
        code: int,
        message: str,
        details: Sequence[Mapping[str, Any]] = (),
        *,
        status: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details
        self.status = status or _STATUS[code]
        self.headers = headers or {}

    def response(self, service: str) -> Response:
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if service == REVIEWS:
            reason = _OLD_REASON.get(self.code, "backendError")
            error["errors"] = [{"message": self.message, "domain": "global", "reason": reason}]
        error["status"] = self.status
        if self.details:
            error["details"] = list(self.details)
        return as_json({"error": error}, status=self.code, headers=self.headers)


def as_json(data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        json.dumps(data, ensure_ascii=False),
        status_code=status,
        headers={"Cache-Control": "private", **(headers or {})},
        media_type="application/json; charset=UTF-8",
    )


def invalid(field: str = "", description: str = "", message: str = _INVALID) -> ApiError:
    """400, with the field that is wrong where Google names it."""
    if not field:
        return ApiError(400, message)
    violation = {"field": field, "description": description or _INVALID}
    return ApiError(
        400, message, [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}]
    )


def validation_error(code: int, field: str, message: str, value: str = "") -> ApiError:
    """400 in the form of the v4 API."""
    wrong = {"code": code, "field": field, "message": message} | ({"value": value} if value else {})
    kind = "type.googleapis.com/google.mybusiness.v4.ValidationError"
    return ApiError(400, _INVALID, [{"@type": kind, "errorDetails": [wrong]}])


def not_found() -> ApiError:
    return ApiError(404, "Requested entity was not found.")


def error_info(reason: str, metadata: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": dict(metadata),
    }


NOT_HERE = HTMLResponse(
    "<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title>"
    "<p><b>404.</b> That’s an error.<p>The requested URL was not found on this server. That’s all we know.",
    status_code=404,
)


def with_fields(**fields: Any) -> dict[str, Any]:
    """An object as proto3 writes it: without the fields that have their default value."""
    return {name: value for name, value in fields.items() if value not in (None, "", 0, False, [], {})}
