"""One request, one answer: marks the moment of leaving, reads the body under a cap, tells faults apart."""

from collections.abc import Callable
from typing import Any

import httpx

from reviewdesk.api.errors import BadData, OutcomeUnknown, PlatformError, Unavailable
from reviewdesk.api.words import _
from reviewdesk.engine.net import faults
from reviewdesk.engine.net.wire import Call

__all__ = ["LARGEST", "TIMEOUTS", "exchange"]

TIMEOUTS = {"connect": 5.0, "read": 20.0, "write": 20.0, "pool": 5.0}
LARGEST = 64 * 1024 * 1024
"""No page of reviews comes near; beyond it something is wrong."""


class _TooLarge(Exception):
    pass


def exchange(inner: httpx.BaseTransport, request: httpx.Request, call: Call, *, read: bool) -> httpx.Response:
    """Send `request` once. Raises `Unavailable`, `OutcomeUnknown` or `BadData`, never an error of httpx."""
    departed: list[bool] = []
    write = not read and not call.renewing
    request.extensions["timeout"] = _bounded(request.extensions.get("timeout", {}), call)
    request.extensions["trace"] = _departure(call, departed, write=write)
    left_before = call.left
    host = request.url.host

    def unknown(error: Exception) -> bool:
        return write and call.write and (bool(departed) or faults.after_leaving(error))

    try:
        response = inner.handle_request(request)
        return _whole(response, call)
    except _TooLarge as error:
        raise _too_large(host, unknown=unknown(error)) from None
    except httpx.LocalProtocolError as error:
        # h11 refuses it before it hands out the first byte.
        call.stayed(left_before=left_before)
        raise faults.told(error, host, unknown=False) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise faults.told(error, host, unknown=unknown(error)) from error


def _departure(call: Call, departed: list[bool], *, write: bool) -> Callable[[str, dict[str, Any]], None]:
    def trace(event: str, info: dict[str, Any]) -> None:
        if not event.endswith(".send_request_headers.started"):
            return
        if info["request"].method == b"CONNECT":  # opens a proxy's tunnel; the request itself comes after
            return
        if write:
            call.depart()
            departed.append(True)
        else:
            call.check()

    return trace


def _bounded(asked: dict[str, float | None], call: Call) -> dict[str, float]:
    """No single step may outlast the call."""
    remaining = call.remaining()
    if remaining <= 0:
        raise Unavailable(_("There was no time left for a request; nothing was sent."))
    return {name: min(asked.get(name) or longest, remaining) for name, longest in TIMEOUTS.items()}


def _whole(response: httpx.Response, call: Call) -> httpx.Response:
    """The answer with its body read and unpacked."""
    parts: list[bytes] = []
    size = 0
    try:
        for part in response.iter_bytes():
            size += len(part)
            if size > LARGEST:
                raise _TooLarge
            parts.append(part)
            call.check()
    finally:
        response.close()
    headers = response.headers.copy()
    for name in ("Content-Encoding", "Content-Length", "Transfer-Encoding"):
        headers.pop(name, None)
    return httpx.Response(
        response.status_code, headers=headers, content=b"".join(parts), extensions=_kept(response.extensions)
    )


def _kept(extensions: dict[str, Any]) -> dict[str, Any]:
    return {name: extensions[name] for name in ("http_version", "reason_phrase") if name in extensions}


def _too_large(host: str, *, unknown: bool) -> PlatformError:
    reason = _("The answer of {host} was too large to be right.").format(host=host)
    return OutcomeUnknown(reason) if unknown else BadData(reason)
