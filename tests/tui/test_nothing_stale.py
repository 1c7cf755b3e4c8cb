"""What stands at the terminal is what would be painted anew: lines are kept, and none is kept too long."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual._context import visible_screen_stack
from textual.app import App
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from reviewdesk.tui.themes import DARK, LIGHT, TERMINAL
from reviewdesk.tui.widgets.painted import PaintedLines
from reviewdesk.tui.widgets.review_list import ReviewList

_PIECES = re.compile(r"\x1b\[(\d*;?\d*)H|\x1b\[([\d;]*)m|(\n)|([^\x1b\n]+)")

_LOOKS = 5
"""What came in between two looks is painted by the next; what is stale stays stale."""


class Terminal:
    """Knows as much of a terminal as the desk uses: what is written where, and how it looks."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}

    def write(self, sequence: str) -> None:
        x = y = 0
        look = ""
        for place, style, line, text in (found.groups(default="") for found in _PIECES.finditer(sequence)):
            if place:
                y, x = (int(each or 1) - 1 for each in place.partition(";")[::2])
            elif line:
                x, y = 0, y + 1
            elif text:
                x = self._put(text, x, y, look)
            else:
                look = style.removeprefix("0")

    def _put(self, text: str, x: int, y: int, look: str) -> int:
        for sign in text:
            for cell in range(cell_len(sign)):
                self.cells[x + cell, y] = ("" if cell else sign, look)
            x += cell_len(sign)
        return x

    def lines(self, width: int, height: int) -> list[list[tuple[str, str]]]:
        return [[self.cells.get((x, y), ("", "")) for x in range(width)] for y in range(height)]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Gets what a real one would get."""
    shown = Terminal()

    def display(app, screen, update):
        if update is not None and not app._batch_count and screen is app.screen:
            shown.write(update.render_segments(app.console))

    monkeypatch.setattr(App, "_display", display)
    return shown


def _forget(widget: Widget) -> None:
    asked = set(widget._repaint_regions)
    widget._layout_cache.clear()
    widget._set_dirty()
    widget._repaint_regions = asked


def _anew(app) -> Terminal:
    """The screen with nothing remembered. What is remembered stays: it may be wrong."""
    give_back: list[Callable[[], object]] = []
    for widget in (each for screen in app.screen_stack for each in screen.walk_children(with_self=True)):
        _forget(widget)
        if isinstance(widget, PaintedLines):
            give_back.append(lambda kept=widget._painted, was=dict(widget._painted): kept.update(was))
            widget._painted.clear()
            if widget.show_vertical_scrollbar:
                bar, at = widget.vertical_scrollbar, widget.vertical_scrollbar.position
                give_back.append(lambda bar=bar, at=at: bar.set_reactive(ScrollBar.position, at))
                bar.set_reactive(ScrollBar.position, widget.scroll_y)
                _forget(bar)
        if isinstance(widget, ReviewList):
            strips = widget._drawn._strips
            give_back.append(lambda kept=strips, was=dict(strips): kept.update(was))
            widget._forget_drawn()
    fresh = Terminal()
    visible_screen_stack.set(app._background_screens)
    fresh.write(app.screen._compositor.render_full_update().render_segments(app.console))
    for each in give_back:
        each()
    return fresh


STEPS = (
    *("j", "space", "G", "g", "a", "pagedown", LIGHT, "k", (70, 9), "j", "g", TERMINAL, "G", "pageup"),
    *("S", DARK, "escape", "down", "N", True, "escape", "tab", "g", (110, 12)),
    *("m", LIGHT, "escape", "j", "o", "O", False, "escape", "1", "escape"),
)


async def test_no_line_is_stale(connected_desk, sit, terminal, clock):
    clock.hold()
    async with sit(size=(100, 12)) as seat:
        app = seat.app

        def stale() -> list[int]:
            width, height = app.screen.size
            there, wanted = terminal.lines(width, height), _anew(app).lines(width, height)
            return [y for y in range(height) if there[y] != wanted[y]]

        for place, step in enumerate(STEPS):
            if isinstance(step, str):
                await seat.press(step)
            elif isinstance(step, tuple):
                await seat.pilot.resize_terminal(*step)
            elif isinstance(step, bool):
                app.use(replace(app.home.config, ascii=step))
            else:
                app.theme = step.name
            for _look in range(_LOOKS):
                await seat.pilot.pause()
                app.screen._on_timer_update()
                if not (old := stale()):
                    break
            assert not old, STEPS[: place + 1]
