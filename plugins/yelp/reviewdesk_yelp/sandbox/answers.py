"""Answers in the forms Yelp gives them, errors above all."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import HTMLResponse, Response

__all__ = ["NOT_HERE", "PartnerError", "PlacesError", "as_json"]


class PlacesError(Exception):
    """An error of the Places and Private Reviews calls."""

    def __init__(
        self, status: int, code: str, description: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.code = code
        self.description = description
        self.headers = headers or {}

    def response(self, headers: Mapping[str, str]) -> Response:
        body = {"error": {"code": self.code, "description": self.description}}
        return as_json(body, status=self.status, headers={**headers, **self.headers})


class PartnerError(Exception):
    """An error of Respond to Reviews. Three of them are documented without an id."""

    def __init__(self, status: int, id: str, description: str) -> None:  # noqa: A002 - Yelp's own word
        super().__init__(description)
        self.status = status
        self.id = id
        self.description = description

    def response(self) -> Response:
        error: dict[str, Any] = {"description": self.description, "http_code": self.status}
        if self.id:
            error = {"id": self.id, **error}
        return as_json({"error": error}, status=self.status)


def as_json(data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        json.dumps(data, ensure_ascii=False),
        status_code=status,
        headers=dict(headers or {}),
        media_type="application/json",
    )


NOT_HERE = HTMLResponse(
    "<!DOCTYPE html><html lang=en><title>Page not found</title><h1>We’re sorry.</h1>"
    "<p>We can’t find the page you’re looking for.",
    status_code=404,
)
