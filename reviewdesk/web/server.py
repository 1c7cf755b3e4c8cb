"""The page and its socket: for each browser window one desk of its own, shown by textual-serve."""

import asyncio
import html
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from shlex import join

import textual_serve
from aiohttp import web
from textual_serve.server import Server

from reviewdesk.api import DeskError, _, ngettext, spoken
from reviewdesk.web.doors import Doors, harden

MOST = 8
"""Windows open at once: each is a whole desk with a program of its own."""
_LOCAL = ("127.0.0.1", "localhost")
_PAGE = resources.files("reviewdesk.web") / "page"
_STATIC = Path(textual_serve.__file__).parent / "static"


class DeskServer(Server):
    """textual-serve's way between a browser and a program, with a page and doors of our own."""

    def __init__(
        self, command: Sequence[str], place: socket.socket, public: str | None, *, light: bool = False
    ) -> None:
        host, port = place.getsockname()[:2]
        words = join(command) if sys.platform != "win32" else subprocess.list2cmdline(command)
        super().__init__(words, host=host, port=port, title="reviewdesk")
        here = [f"http://{name}:{port}" for name in _LOCAL]
        self.doors = Doors(public) if public else Doors(here[0], also=tuple(here))
        self.place = place
        self._light = light
        self._windows: set[asyncio.Task[object]] = set()

    def application(self) -> web.Application:
        app = web.Application(middlewares=[self.doors.middleware()])
        app.on_response_prepare.append(harden)
        app.on_shutdown.append(self._close_windows)
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/ws", self._socket),
                web.get("/download/{key}", self.handle_download),
                web.get("/page/{name}", self._own_file),
                web.static("/static", _STATIC),
            ]
        )
        return app

    async def _page(self, _request: web.Request) -> web.Response:
        return web.Response(text=self.page(), content_type="text/html")

    def page(self) -> str:
        words = {
            "LANG": spoken().replace("_", "-"),
            "PAPER": "light" if self._light else "dark",
            "TITLE": "reviewdesk",
            "OPENING": _("The desk is being opened …"),
            "ENDED": _("This desk is closed. Every word is kept."),
            "AGAIN": _("Open it again"),
        }
        text = (_PAGE / "page.html").read_text("utf-8")
        for name, said in words.items():
            text = text.replace("{{" + name + "}}", html.escape(said))
        return text

    async def _own_file(self, request: web.Request) -> web.Response:
        kinds = {"desk.css": "text/css", "desk.js": "text/javascript"}
        name = request.match_info["name"]
        if name not in kinds:
            raise web.HTTPNotFound
        return web.Response(text=(_PAGE / name).read_text("utf-8"), content_type=kinds[name])

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if len(self._windows) >= MOST:
            raise web.HTTPServiceUnavailable(
                text=ngettext(
                    "{n} window is open already; close one.",
                    "{n} windows are open already; close one.",
                    MOST,
                ).format(n=MOST)
            )
        task = asyncio.current_task()
        assert task is not None
        self._windows.add(task)
        try:
            return await self.handle_websocket(request)
        finally:
            self._windows.discard(task)

    async def _close_windows(self, _app: web.Application) -> None:
        """Each desk is asked to close at once: aiohttp would wait for its window to be left first."""
        for task in tuple(self._windows):
            task.cancel()


def serve(server: DeskServer, told: Callable[[str], None], asked: Callable[[], None] | None) -> None:
    """Serve until the program is asked to stop; `told` gets each address, `asked` waits for the next wish."""
    asyncio.run(_serve(server, told, asked))


async def _serve(server: DeskServer, told: Callable[[str], None], asked: Callable[[], None] | None) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=5)
    await runner.setup()
    await web.SockSite(runner, server.place).start()
    for each in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(each, stop.set)
        except NotImplementedError:  # Windows: Ctrl-C comes as KeyboardInterrupt
            break
    told(server.doors.address())
    if asked is not None:

        def wishes(wait: Callable[[], None]) -> None:
            while True:
                wait()
                loop.call_soon_threadsafe(lambda: told(server.doors.address()))

        # A thread that waits for a key must not keep the program from ending.
        threading.Thread(target=wishes, args=(asked,), daemon=True).start()
    try:
        await stop.wait()
    finally:
        await runner.cleanup()


def place_at(host: str, port: int) -> socket.socket:
    """The door to stand at. Raises DeskError where somebody stands there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise DeskError(
            _("The desk can't be served at {host}, port {port}: {why}.").format(
                host=host, port=port, why=error.strerror or error
            ),
            _("Name another with --port, or leave --port out for any free one."),
        ) from error
