"""Errors in Terra's form, `application/problem+json`, and in that of the gateway before it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

__all__ = ["GATEWAY_404", "GATEWAY_DENIED", "Problem", "as_json", "invalid", "violated"]

_TYPES = "https://docs.terra.tripadvisor.com/errors"


class Problem(Exception):
    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        *,
        kind: str,
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.kind = kind
        self.more = more or {}
        self.headers = headers or {}

    def response(self, path: str) -> Response:
        trace = hashlib.sha256(f"{path}{self.detail}".encode()).hexdigest()[:32]
        body = {
            "type": f"{_TYPES}/{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": path,
            "trace_id": trace,
            **self.more,
        }
        return as_json(body, self.status, self.headers, kind="application/problem+json")


def invalid(detail: str) -> Problem:
    return Problem(400, "Validation Error", detail, kind="validation")


def violated(fields: Sequence[tuple[str, str, str]]) -> Problem:
    """400 with what is wrong about each field: name, sentence, value."""
    errors = [
        {"field": name, "message": words, "object_name": name, "rejected_value": value}
        for name, words, value in fields
    ]
    detail = "; ".join(f"{name}: {words}" for name, words, _value in fields)
    return Problem(
        400, "Constraint Violation", detail, kind="constraint-violation", more={"field_errors": errors}
    )


def as_json(
    data: Any, status: int = 200, headers: Mapping[str, str] | None = None, kind: str = "application/json"
) -> Response:
    return Response(
        json.dumps(data, ensure_ascii=False), status, headers=dict(headers or {}), media_type=kind
    )


GATEWAY_404 = as_json({"message": "Not Found"}, 404)
GATEWAY_DENIED = as_json(
    {"Message": "User is not authorized to access this resource with an explicit deny"},
    403,
)
