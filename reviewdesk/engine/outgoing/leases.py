"""Who holds an answer while sending it: a name that tells the dead from the living."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from reviewdesk.engine.bench import Bench
from reviewdesk.store import replies
from reviewdesk.store.values import ReplyInfo

log = logging.getLogger("reviewdesk.outbox")


@lru_cache(maxsize=1)
def holder() -> str:
    """host/pid/start/mark of this process."""
    return f"{socket.gethostname()}/{os.getpid()}/{_start(os.getpid())}/{secrets.token_hex(3)}"


def alive(name: str) -> bool:
    """Whether the program that holds a lease can still be running; on another host nobody knows."""
    parts = name.split("/")
    if len(parts) != 4 or parts[0] != socket.gethostname():
        return True
    if name == holder():
        return True
    pid = int(parts[1])
    return _runs(pid) and _start(pid) == parts[2]


def _runs(pid: int) -> bool:
    if os.name == "nt":
        return True  # signal 0 would end the process there: its lease runs out by itself
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start(pid: int) -> str:
    """When a process began, in the system's own ticks: a reused pid is another program."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace")
    except OSError:
        return "-"
    words = stat.rpartition(")")[2].split()
    # A killed program whose parent has not looked yet still has its number.
    return "ended" if words[0] in ("Z", "X") else words[19]


def claim(bench: Bench, reply: ReplyInfo) -> ReplyInfo | None:
    """Take the lease; None where somebody living holds it."""
    with bench.db.write() as tx:
        return replies.claim(
            tx,
            reply,
            holder=holder(),
            now=bench.clock.now(),
            seconds=bench.config.outbox.lease_seconds,
            alive=alive,
        )


def release(bench: Bench, held: ReplyInfo) -> None:
    with bench.db.write() as tx:
        replies.release(tx, held)


@contextmanager
def kept(bench: Bench, held: ReplyInfo) -> Iterator[None]:
    """Renew the lease at a third of its length for as long as the block runs."""
    seconds = bench.config.outbox.lease_seconds
    done = threading.Event()

    def renew() -> None:
        while not bench.clock.wait(seconds / 3, until=done):
            try:
                with bench.db.write() as tx:
                    if not replies.renew_lease(tx, held, bench.clock.now(), seconds):
                        return
            except Exception as error:  # noqa: BLE001 - the next beat may succeed; if not, the lease ends
                log.warning("a lease was not renewed: %s", error)

    threading.Thread(target=renew, name="lease", daemon=True).start()
    try:
        yield
    except BaseException:
        # Let go at once: whoever comes next sees by the state how far it got.
        with suppress(Exception):
            release(bench, held)
        raise
    finally:
        done.set()
