"""Answers in the form Booking.com gives them, errors above all."""

import json
import uuid
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

__all__ = ["ApiError", "envelope", "unauthorized"]


class ApiError(Exception):
    """A refusal; the form of its body is documented nowhere."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}

    def response(self) -> Response:
        error = {"code": self.code, "message": self.message}
        return envelope(errors=[error], status=self.status, headers=self.headers)


def envelope(
    data: Mapping[str, Any] | None = None,
    *,
    next_page: str | None = None,
    errors: list[Any] | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    meta = {"ruid": ruid()} | ({"next_page": next_page} if next_page else {})
    body: dict[str, Any] = {"errors": errors or [], "warnings": [], "meta": meta}
    if data is not None:
        body["data"] = data
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=status,
        headers=dict(headers or {}),
        media_type="application/json; charset=utf-8",
    )


def unauthorized() -> Response:
    """401 as all its older products answer it: XML, whatever was asked for."""
    return Response(
        '<fault code="401" string="Authorization Required" />\n',
        status_code=401,
        headers={"WWW-Authenticate": 'Basic realm="Booking.com"'},
        media_type="application/xml",
    )


def ruid() -> str:
    """The number of a request: long, and different each time."""
    return b64encode(b"RandomIV$sde#}" + uuid.uuid4().bytes + uuid.uuid4().bytes).decode()
