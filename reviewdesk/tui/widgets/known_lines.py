"""The lines of a list as they are known: read around what is seen, in a lane, and again after a change."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from typing import Any

from reviewdesk.store.lines import Line
from reviewdesk.tui.long_rows import AROUND

Window = Callable[[list[int]], dict[int, Line]]
Lane = Callable[[Callable[[], Any], Callable[[Any], object]], None]
"""Does a piece of work beside the screen, and hands its result back."""
_KEPT = 4096


class KnownLines:
    def __init__(self, came: Callable[[], object]) -> None:
        self._came = came
        """Called when lines were read."""
        self._window: Window | None = None
        self._lane: Lane | None = None
        self._asking = False
        self._lines: dict[int, Line] = {}
        self._former: dict[int, Line] = {}
        """As they were before the last change: shown until they are read again."""
        self._changes = 0

    def feed(self, window: Window, lane: Lane) -> None:
        self._window, self._lane = window, lane

    def has(self, number: int) -> bool:
        """Whether it was read since the last change."""
        return number in self._lines

    def shown(self, number: int) -> Line | None:
        """The line, else as it was before the last change."""
        return self._lines.get(number) or self._former.get(number)

    def read(self, number: int) -> Line | None:
        """The line, read now where it is not known."""
        if number not in self._lines and self._window is not None:
            self._lines.update(self._window([number]))
        return self._lines.get(number)

    def add(self, lines: Mapping[int, Line]) -> None:
        self._lines.update(lines)

    def forget(self) -> None:
        """They may have changed: they are read again when they are drawn."""
        self._changes += 1
        self._former, self._lines = self._former | self._lines, {}
        if len(self._former) > _KEPT:
            self._former = {}

    def ask(self, numbers: array[int], row: int) -> None:
        """Have the lines around a row read, one reading at a time."""
        window, lane = self._window, self._lane
        if window is None or lane is None or self._asking:
            return
        near = numbers[max(0, row - AROUND) : row + 2 * AROUND]
        wanted = [number for number in near if number not in self._lines]
        if wanted:
            self._asking = True
            changes = self._changes
            lane(lambda: window(wanted), lambda lines: self._answered(changes, lines))

    def _answered(self, changes: int, lines: Mapping[int, Line]) -> None:
        self._asking = False
        if changes == self._changes:  # else they are of before a change
            if len(self._lines) > _KEPT:
                self._lines = {}
            self._lines.update(lines)
        self._came()
