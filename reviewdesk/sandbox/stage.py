"""The server on which a platform is played: it listens on 127.0.0.1 from a thread of its own."""

import asyncio
import errno
import logging
import os
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from reviewdesk.api import DeskError, _
from reviewdesk.sandbox.clock import SandboxClock
from reviewdesk.sandbox.control import Control, Handles
from reviewdesk.sandbox.doors import Doors, protocol_with
from reviewdesk.sandbox.faults import Faults
from reviewdesk.sandbox.journal import Journal
from reviewdesk.sandbox.switches import Switches
from reviewdesk.sandbox.wire import Wire

__all__ = ["Stage"]

HOST = "127.0.0.1"


class Stage:
    """Bound when it is made, so that its URL is known; serving once `play` was called."""

    def __init__(self, port: int, clock: SandboxClock) -> None:
        self.clock = clock
        self.journal = Journal(clock.now)
        self.faults = Faults()
        self._socket = _bound(port)
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    def play(
        self,
        routes: Sequence[BaseRoute],
        *,
        about: Mapping[str, str],
        happen: Callable[[Mapping[str, Any]], Mapping[str, Any]],
        switches: Switches | None = None,
    ) -> None:
        """Serve `routes`, and the controls under ``/_sandbox``. Requests are answered when this returns."""
        logging.getLogger("uvicorn").addHandler(logging.NullHandler())  # else its warnings reach the terminal
        handles = Handles(
            journal=self.journal,
            faults=self.faults,
            clock=self.clock,
            about={"url": self.url, **about},
            happen=happen,
            switches=switches,
        )
        app = Starlette(routes=[*Control(handles).routes(), *routes])
        self._server = _Server(lambda doors: Wire(app, self.journal, self.faults, doors))
        self._thread = threading.Thread(
            target=self._server.run_on, args=(self._socket,), name="sandbox", daemon=True
        )
        self._thread.start()
        if not self._server.ready.wait(10.0):
            self.stop()
            raise DeskError(_("The local server did not start."), _("Try again."))

    def stop(self) -> None:
        """Close every connection and the port; both are gone when this returns. Twice is no error."""
        if self._server is not None and self._thread is not None:
            self._server.leave()
            self._thread.join(10.0)
        self._socket.close()


def _bound(port: int) -> socket.socket:
    # with the protocol named asyncio turns Nagle's algorithm off, which costs 40 ms an answer
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere this option would let two programs share the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        raise _no_port(port, error) from None
    return listening


def _no_port(port: int, error: Exception) -> DeskError:
    do = _("Choose another port, or leave it out to take any free one.")
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return DeskError(_("The port {port} is taken by another program.").format(port=port), do)
    return DeskError(_("The port {port} can't be used.").format(port=port), do)


class _Server(uvicorn.Server):
    """uvicorn without its ticking: it leaves at once when told, and waits for nobody."""

    def __init__(self, make_app: Callable[[Doors], Wire]) -> None:
        self.ready = threading.Event()
        self._doors = Doors()
        self._loop: asyncio.AbstractEventLoop | None = None
        super().__init__(
            uvicorn.Config(
                make_app(self._doors),
                http=protocol_with(self._doors),
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
            )
        )

    def run_on(self, listening: socket.socket) -> None:
        asyncio.run(self.serve(sockets=[listening]))

    async def main_loop(self) -> None:
        await self.on_tick(0)
        self._loop = asyncio.get_running_loop()
        self.ready.set()
        await self._doors.closing.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        self._doors.slam_all()
        for task in list(self.server_state.tasks):
            task.cancel()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)

    def leave(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._doors.closing.set)
