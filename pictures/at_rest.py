"""When a desk has come to rest.

Textual waits until the whole process uses no processor time. A desk's engine has threads of its own, which
keep that from coming true: a key would cost up to a second. Asked here is: is anything under way?
"""

# Textual shows its timers and what waits for a painting to nobody.
# ruff: noqa: SLF001

import asyncio
from collections.abc import Iterator
from time import monotonic
from typing import Any

import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.timer import Timer

from reviewdesk.tui.app import DeskApp

_TURN = 0.001
_TURNS = 3
"""So many turns in a row nothing may be under way."""
LONGEST = 1.0
"""So long a key waits for what was under way before it, and may hang."""
_SOON = 0.6
"""What goes off once within so many seconds belongs to what was just done: a save, a check, a look."""


def keys_wait_for_the_desk() -> None:
    """From now on a pilot's key is done when nothing is under way any more."""
    for module in (textual.app, textual.pilot):
        module.wait_for_idle = _idle  # type: ignore[attr-defined]


async def _idle(_min_sleep: float = 0.0, max_sleep: float | None = None) -> None:
    app = active_app.get()
    end, calm = monotonic() + (LONGEST if max_sleep is None else max_sleep), 0
    while calm < _TURNS and monotonic() < end:
        await asyncio.sleep(_TURN)
        calm = 0 if _under_way(app) else calm + 1


async def still(pilot: Pilot[Any], seconds: float = 30.0) -> None:
    """Until nothing is under way, and nothing will be by itself."""
    end, calm = monotonic() + seconds, 0
    while calm < _TURNS:
        # A pilot's pause asks every widget and paints: that is done once, when all seems to be over.
        await (pilot.pause(_TURN) if calm == _TURNS - 1 else asyncio.sleep(_TURN))
        calm = 0 if _under_way(pilot.app) or _soon(pilot.app) else calm + 1
        if monotonic() > end:
            raise TimeoutError(f"{type(pilot.app.screen).__name__} never came to rest")


def _under_way(app: App[Any]) -> bool:
    """Whether a message is unread, a key not done, or work beside the screen not finished."""
    if isinstance(app, DeskApp) and (app.beside.busy or app.striking):
        app.ask()  # not first when all is painted
        return True
    if any(screen._callbacks for screen in app.screen_stack):
        return True  # something waits for the next painting
    return any(pump.message_queue_size for pump in _pumps(app))


def _soon(app: App[Any]) -> bool:
    if isinstance(app, DeskApp) and app.glance.counts is None and app.failure is None:
        return True  # it is being opened
    return any(_goes_off_once(timer) for pump in _pumps(app) for timer in tuple(pump._timers))


def _goes_off_once(timer: Timer) -> bool:
    task = timer._task
    once = timer._repeat == 0 and timer._interval <= _SOON
    return once and task is not None and not task.done()


def _pumps(app: App[Any]) -> Iterator[MessagePump]:
    yield app
    for screen in app.screen_stack:
        yield from screen.walk_children(with_self=True)
