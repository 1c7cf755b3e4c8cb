"""The open connections of a sandbox, so that one can be shut in a caller's face."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["Doors", "protocol_with"]


class Doors:
    """Connections by the caller's address. Touched in the server's own loop only."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.Transport] = {}
        self.closing = asyncio.Event()
        """Set when the sandbox stops."""

    def opened(self, transport: asyncio.Transport) -> None:
        self._open[_caller(transport)] = transport

    def closed(self, caller: tuple[str, int]) -> None:
        self._open.pop(caller, None)

    def slam(self, caller: tuple[str, int]) -> None:
        """Close one connection with nothing more said."""
        transport = self._open.get((caller[0], caller[1]))
        if transport is not None:
            transport.abort()

    def slam_all(self) -> None:
        self.closing.set()
        for transport in list(self._open.values()):
            transport.abort()


def _caller(transport: asyncio.BaseTransport) -> tuple[str, int]:
    host, port = transport.get_extra_info("peername")[:2]
    return str(host), int(port)


def protocol_with(doors: Doors) -> type[asyncio.Protocol]:
    """Give uvicorn's HTTP protocol, telling `doors` of each connection (ASGI has no way to drop one)."""

    class DoorProtocol(H11Protocol):
        caller: tuple[str, int]

        def connection_made(self, transport: Any) -> None:
            self.caller = _caller(transport)
            doors.opened(transport)
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            doors.closed(self.caller)
            super().connection_lost(exc)

    return DoorProtocol
