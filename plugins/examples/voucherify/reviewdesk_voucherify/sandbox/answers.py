"""Answers in the form Voucherify gives them, errors above all."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

__all__ = ["ApiError", "as_json", "duplicate", "made_id", "not_found"]


class ApiError(Exception):
    """An error with its words, as in https://docs.voucherify.io/api-reference/errors."""

    def __init__(self, status: int, key: str, message: str, details: str = "", **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.key = key
        self.message = message
        self.details = details
        self.headers: Mapping[str, str] = more.pop("headers", {})
        self.more = more

    def body(self, number: int) -> dict[str, Any]:
        told: dict[str, Any] = {"code": self.status, "key": self.key, "message": self.message}
        told |= {"details": self.details, "request_id": f"v-{made_id('request', number, size=18)}"}
        # Plain HTTP errors come without a word of their own, others without details.
        return {name: value for name, value in {**told, **self.more}.items() if value != ""}


def not_found(what: str, given: str) -> ApiError:
    return ApiError(
        404,
        "not_found",
        "Resource not found",
        f"Cannot find {what} with id {given}",
        resource_id=given,
        resource_type=what,
    )


def duplicate(code: str) -> ApiError:
    return ApiError(
        409,
        "duplicate_found",
        "Duplicated resource found",
        f"Duplicated voucher exists with id {code}",
        resource_id=code,
        resource_type="voucher",
    )


def as_json(data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    if status == 204:
        return Response(status_code=204, headers=dict(headers or {}))
    return Response(
        json.dumps(data, ensure_ascii=False),
        status_code=status,
        headers=dict(headers or {}),
        media_type="application/json",
    )


def made_id(*seeds: object, size: int = 32) -> str:
    return hashlib.sha256("/".join(map(str, seeds)).encode()).hexdigest()[:size]
