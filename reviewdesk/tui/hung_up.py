"""A terminal that goes away (its window closed, the line cut) closes the desk, and every word is kept."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING

from textual.drivers._writer_thread import WriterThread

if TYPE_CHECKING:
    from reviewdesk.tui.opening import Opening

_EVERY = 2.0
_SIGNALS = ("SIGHUP", "SIGTERM")


def watch_terminal(app: Opening) -> None:
    """From the screen's own thread, once it stands; a browser's desk is watched by its server."""
    if app.is_headless or app.is_web or sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for name in _SIGNALS:
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
            loop.add_signal_handler(getattr(signal, name), _leave, app)
    if _there():
        app.at_terminal = True
        # Without a terminal of its own a program gets no signal: reading would turn round for ever.
        app.set_interval(_EVERY, lambda: None if _there() else _leave(app))


class LastingWriter(WriterThread):
    """Textual waits for its writer, for ever where it broke: what a terminal takes no more goes nowhere."""

    def run(self) -> None:
        try:
            super().run()
        except OSError:
            while self._queue.get() is not None:
                pass


def _there() -> bool:
    return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())


def left_alone(app: Opening) -> bool:
    """Whether the terminal at which it began is gone: then what breaks is no fault of it, and it ends."""
    if not app.at_terminal or _there():
        return False
    _leave(app)
    return True


def _leave(app: Opening) -> None:
    if app.desk is not None:
        app.inbox_screen.save_now()
    app.exit()
