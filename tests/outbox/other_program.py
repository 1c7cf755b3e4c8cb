"""Another program on the same home, for tests: it delivers, and dies where it is told to.

``serve``: for each line of JSON on standard input it forks programs that deliver the outbox, and answers
with how they ended. They are forked from a program that has everything imported, so that each costs little.
``hang``: delivers in the background, closes the desk when it reads a line, and ends like any program.
"""

import gc
import json
import os
import signal
import sys
import threading
import time
from encodings import idna
from importlib.metadata import entry_points
from pathlib import Path
from types import FrameType
from typing import Any

import h11
import httpcore
from reviewdesk_google import calls, replies, tokens

from reviewdesk.engine import bench, config_reading
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.net import exchange, http, transport
from reviewdesk.engine.outgoing import watching

PLACES = ("/reviewdesk/engine/", "/reviewdesk/store/", "/reviewdesk_google/", "/httpcore/_sync/http11.py")
IMPORTED = (calls, replies, tokens, exchange, watching, config_reading, http, transport, httpcore, h11, idna)
"""Named here, as the plugins are loaded, so that no forked program has to import them."""


class Files(dict[str, bool]):
    """Which files are looked at line by line; asked at each call."""

    def __missing__(self, name: str) -> bool:
        return self.setdefault(name, any(part in name for part in PLACES))


class Tracer:
    """Notes every line of the way out that is run, in order, or ends the program in front of one."""

    def __init__(self, deadly: list[Any] | None) -> None:
        self.places: dict[tuple[str, int], None] = {}
        self._deadly = tuple(deadly) if deadly else None
        self._deadly_file = deadly[0] if deadly else None
        self._files = Files()
        self._lock = threading.Lock()

    def __call__(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        name = frame.f_code.co_filename
        looked_at = name == self._deadly_file if self._deadly else self._files[name]
        return self._line if looked_at else None

    def _line(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            place = (frame.f_code.co_filename, frame.f_lineno)
            if place == self._deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            with self._lock:
                self.places.setdefault(place)
        return self._line


def deliver(wish: dict[str, Any]) -> None:
    tracer = Tracer(wish.get("die_at"))
    desk = Desk.open(Home.choose())
    if "record" in wish or "die_at" in wish:
        threading.settrace(tracer)
        sys.settrace(tracer)
    desk.replies.deliver(wait=wish.get("wait", 3.0))
    sys.settrace(None)
    if "record" in wish:
        Path(wish["record"]).write_text(json.dumps(list(tracer.places)))


def fork(wish: dict[str, Any]) -> int:
    number = os.fork()
    if number == 0:
        try:
            deliver(wish)
        except BaseException:  # noqa: BLE001 - whatever it was, the other program tells it
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    return number


def serve() -> None:
    for point in entry_points(group="reviewdesk"):
        point.load()
    gc.freeze()
    for line in sys.stdin:
        wish = json.loads(line)
        os.environ.update(wish["environ"])
        children = [fork(wish) for _ in range(wish.get("programs", 1))]
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        sys.stdout.write(json.dumps(ends) + "\n")
        sys.stdout.flush()


def hang() -> None:
    desk = Desk.open(Home.choose())
    desk.start()
    sys.stdin.readline()
    began = time.monotonic()
    desk.close()
    sys.stdout.write(f"{time.monotonic() - began}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    bench.StoredBucket.take = lambda *_args: 0.0  # type: ignore[method-assign]
    {"serve": serve, "hang": hang}[sys.argv[1]]()
