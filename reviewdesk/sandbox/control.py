"""The controls of a sandbox by HTTP, for other processes: everything lies under ``/_sandbox``."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from reviewdesk.sandbox.clock import SandboxClock
from reviewdesk.sandbox.faults import Fault, Faults
from reviewdesk.sandbox.journal import Journal
from reviewdesk.sandbox.switches import Switches
from reviewdesk.sandbox.wire import CONTROL

__all__ = ["Control", "Handles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handles:
    """What the controls control."""

    journal: Journal
    faults: Faults
    clock: SandboxClock
    about: Mapping[str, str]
    happen: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    """Makes an event happen; raises ValueError for one there is none of."""
    switches: Switches | None


class Control:
    def __init__(self, handles: Handles) -> None:
        self._of = handles

    def routes(self) -> list[BaseRoute]:
        return [
            Route(CONTROL, self._whoami, methods=["GET"]),
            Route(f"{CONTROL}/journal", self._journal_page, methods=["GET", "DELETE"]),
            Route(f"{CONTROL}/faults", self._faults_page, methods=["GET", "POST", "DELETE"]),
            Route(f"{CONTROL}/happen", self._happen_page, methods=["POST"]),
            Route(f"{CONTROL}/clock", self._clock_page, methods=["GET", "POST"]),
            Route(f"{CONTROL}/switches", self._switches_page, methods=["GET", "POST"]),
        ]

    async def _whoami(self, _request: Request) -> Response:
        return JSONResponse(dict(self._of.about))

    async def _journal_page(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._of.journal.clear()
            return JSONResponse({})
        query = request.query_params
        applied = {"true": True, "false": False}.get(query.get("applied", ""))
        try:
            entries = self._of.journal.entries(
                query.get("method"), query.get("path"), applied=applied, since=int(query.get("since", "0"))
            )
        except (ValueError, re.error) as error:
            return _refused(error)
        return JSONResponse({"count": len(entries), "entries": [e.as_json() for e in entries]})

    async def _faults_page(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._of.faults.clear()
        if request.method == "POST":
            try:
                posted = json.loads(await request.body())
                rules = posted if isinstance(posted, list) else [posted]
                self._of.faults.add(*[Fault.from_json(rule) for rule in rules])
            except (ValueError, TypeError, re.error) as error:
                return _refused(error)
        rules = [{**asdict(fault), "struck": struck} for fault, struck in self._of.faults.standing()]
        return JSONResponse({"faults": rules})

    async def _happen_page(self, request: Request) -> Response:
        try:
            event = json.loads(await request.body())
            if not isinstance(event, dict):
                raise ValueError("an event is an object")  # noqa: TRY301 - one way out for all refusals
            return JSONResponse(dict(self._of.happen(event)))
        except ValueError as error:
            return _refused(error)

    async def _clock_page(self, request: Request) -> Response:
        if request.method == "POST":
            try:
                wish = json.loads(await request.body())
                self._of.clock.advance(float(wish["advance"]), stamps=bool(wish.get("stamps", True)))
            except (ValueError, TypeError, KeyError) as error:
                return _refused(error)
        return JSONResponse(
            {
                "now": self._of.clock.now().isoformat(),
                "waited": self._of.clock.waited(),
                "speed": self._of.clock.speed,
            }
        )

    async def _switches_page(self, request: Request) -> Response:
        if self._of.switches is None:
            return JSONResponse({})
        if request.method == "POST":
            try:
                self._of.switches.set(json.loads(await request.body()))
            except (ValueError, TypeError) as error:
                return _refused(error)
        return JSONResponse(self._of.switches.as_json())


def _refused(error: Exception) -> Response:
    return JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=400)
