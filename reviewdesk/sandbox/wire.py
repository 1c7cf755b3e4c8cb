"""The line between the program and the platform: it writes the journal and lets faults strike."""

import asyncio
import json
from dataclasses import dataclass, replace
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reviewdesk.sandbox.doors import Doors
from reviewdesk.sandbox.faults import Act, Fault, Faults
from reviewdesk.sandbox.journal import Journal

__all__ = ["CONTROL", "Wire"]

CONTROL = "/_sandbox"

_PAGE = (
    "<!DOCTYPE html><html lang=en><head><title>Error {status}</title></head>"
    "<body><h1>{status}</h1><p>The service is temporarily out of order.</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def good(self) -> bool:
        return self.status < 400


class Wire:
    """Takes every request of the platform; those under ``/_sandbox`` pass untouched and uncounted."""

    def __init__(self, app: ASGIApp, journal: Journal, faults: Faults, doors: Doors) -> None:
        self._app = app
        self._journal = journal
        self._faults = faults
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(CONTROL):
            await self._app(scope, receive, send)
            return
        body = await _whole(receive)
        number = self._journal.begin(
            method=scope["method"],
            path=scope["path"],
            query=scope["query_string"].decode("latin-1"),
            body=body,
            authorized=any(name == b"authorization" for name, _value in scope["headers"]),
        )
        fault = self._faults.strike(scope["method"], scope["path"])
        answer = None
        if fault is None or fault.runs_first:
            answer = await self._run(number, scope, body)
        if fault is not None:
            self._journal.note(number, fault=fault.act.value)
            answer = await self._strike(fault, number, scope, body, answer)
        if answer is None:
            await self._hang_up(scope, receive)
            return
        if fault is not None and fault.act is Act.CUT:
            await self._cut(answer, scope, receive, send)
            return
        self._journal.note(number, status=answer.status)
        await _send(answer, send)

    async def _run(self, number: int, scope: Scope, body: bytes) -> _Answer:
        collected: list[Message] = []

        async def give() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def take(message: Message) -> None:
            collected.append(message)

        try:
            await self._app(scope, give, take)
        except Exception as error:  # noqa: BLE001 - starlette has answered 500; the journal says why
            self._journal.note(number, fault=f"broken: {error!r}")
        start = next(m for m in collected if m["type"] == "http.response.start")
        whole = b"".join(m.get("body", b"") for m in collected if m["type"] == "http.response.body")
        answer = _Answer(start["status"], tuple(start.get("headers", ())), whole)
        self._journal.note(number, applied=answer.good)
        return answer

    async def _strike(
        self, fault: Fault, number: int, scope: Scope, body: bytes, answer: _Answer | None
    ) -> _Answer | None:
        if fault.act is Act.HANG:
            await self._doors.closing.wait()
        if fault.act in {Act.HANG, Act.DROP}:
            return None
        if fault.act is Act.DELAY:
            await asyncio.sleep(fault.seconds)
            return answer or await self._run(number, scope, body)
        if answer is None or fault.act in {Act.STATUS, Act.HTML}:
            return _made_up(fault)
        return _spoiled(answer, fault)

    async def _hang_up(self, scope: Scope, receive: Receive) -> None:
        self._doors.slam(scope["client"])
        while (await receive())["type"] != "http.disconnect":
            pass

    async def _cut(self, answer: _Answer, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [*_without_length(answer), (b"content-length", str(len(answer.body)).encode())]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        half = answer.body[: len(answer.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await self._hang_up(scope, receive)


async def _whole(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return b"".join(parts)


def _without_length(answer: _Answer) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in answer.headers if name.lower() != b"content-length"]


async def _send(answer: _Answer, send: Send) -> None:
    headers = _without_length(answer)
    if answer.status not in {204, 304}:
        headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


def _spoiled(answer: _Answer, fault: Fault) -> _Answer:
    if fault.act is Act.TRUNCATE:
        return replace(answer, body=answer.body[: len(answer.body) // 2])
    if fault.act is Act.REWRITE:
        return replace(answer, body=_rewritten(answer.body, fault))
    return answer


def _made_up(fault: Fault) -> _Answer:
    html = fault.act is Act.HTML
    body = fault.body if fault.body is not None else (_PAGE.format(status=fault.status) if html else "{}")
    kind = "text/html; charset=utf-8" if html else "application/json; charset=utf-8"
    headers = {"content-type": kind} | {name.lower(): value for name, value in fault.headers.items()}
    pairs = tuple((name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items())
    return _Answer(fault.status, pairs, body.encode())


def _rewritten(body: bytes, fault: Fault) -> bytes:
    data: Any = json.loads(body)
    *way, last = fault.field.split(".")
    inner = data
    for step in way:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    inner[int(last) if isinstance(inner, list) else last] = fault.value
    return json.dumps(data, ensure_ascii=False).encode()
