"""Where the counter listens: on this machine alone, or on the shop's network too."""

import errno
import ipaddress
import logging
import os
import signal
import socket
import threading
from collections.abc import Sequence
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from reviewdesk.api import DeskError, _

__all__ = ["HERE", "PORT", "Server", "bound", "network_address", "origin"]

HERE = "127.0.0.1"
PORT = 8740
_PLAIN = 80
_CROWD = 100
"""Connections at once: a shop has a few phones."""


def network_address() -> str:
    """This machine's address on the network it is in. Nothing is sent to find it."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            # RFC 5737, a network that is nowhere: the system only says by which of its addresses it would go.
            asked.connect(("192.0.2.1", 9))
            found = str(asked.getsockname()[0])
    except OSError:
        found = HERE
    if ipaddress.ip_address(found).is_loopback:
        raise DeskError(
            _("This machine seems to be in no network."),
            _("Connect it, or name its address with --host."),
        )
    return found


def bound(host: str, port: int) -> socket.socket:
    """The door to stand at. Raises DeskError where it can't be had."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise DeskError(
            _("{host} is no address of a machine.").format(host=host), _("Give it like 192.168.1.20.")
        ) from None
    if address.is_unspecified:
        raise DeskError(
            _("{host} means every network this machine is in.").format(host=host),
            _("Name the one address of the shop's network, or use --lan."),
        )
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere this option would let two programs share the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(64)
    except OSError as error:
        listening.close()
        raise _no_door(host, port, error) from error
    return listening


def _no_door(host: str, port: int, error: OSError) -> DeskError:
    if error.errno == errno.EADDRINUSE:
        return DeskError(
            _("The port {port} is taken: the counter may run already.").format(port=port),
            _("Stop the other one, or choose another port with --port."),
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return DeskError(
            _("{host} is not an address of this machine.").format(host=host),
            _("Leave --host out and use --lan."),
        )
    return DeskError(
        _("The counter can't stand at {host}, port {port}: {why}.").format(
            host=host, port=port, why=error.strerror or error
        ),
        _("Choose another port with --port."),
    )


def origin(listening: socket.socket) -> str:
    """As browsers write it: without the port that goes without saying."""
    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else str(host)
    return f"http://{name}" if port == _PLAIN else f"http://{name}:{port}"


class Server(uvicorn.Server):
    """uvicorn, saying nothing of what it serves: addresses here hold codes."""

    def __init__(self, app: ASGIApp, *, proxied: bool = False) -> None:
        """`proxied`: one on this machine tells whose request it brings."""
        self.ready = threading.Event()
        logging.getLogger("uvicorn").addHandler(logging.NullHandler())
        super().__init__(
            uvicorn.Config(
                app,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=proxied,
                forwarded_allow_ips=HERE,
                server_header=False,
                limit_concurrency=_CROWD,
                timeout_graceful_shutdown=3,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    def stand(self, doors: Sequence[socket.socket]) -> None:
        """Serve until the program is asked to stop (Ctrl-C or a signal), or `leave` is called."""
        if threading.current_thread() is threading.main_thread():
            # Once it has closed, uvicorn raises the signal again: to end a program that has more to close.
            signal.signal(signal.SIGTERM, _ended)
        self.run(list(doors))

    def leave(self) -> None:
        self.should_exit = True


def _ended(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
