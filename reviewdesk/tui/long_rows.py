"""The rows of a long list as numbers: where a review stands, and before which rows the days begin."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from reviewdesk.store.lines import Line

if TYPE_CHECKING:
    from reviewdesk.store.rows import Rows as StoredRows

AROUND = 60
"""Lines are read so far ahead and behind: paging on finds them there already."""
_NEAR = 4096


@dataclass(frozen=True, slots=True)
class Rows:
    """What the list shows: row numbers, and before which of them a new day begins."""

    numbers: array[int]
    headings: tuple[tuple[int, date], ...] = ()
    stored: StoredRows | None = None
    lines: Mapping[int, Line] = field(default_factory=dict)
    """Those that are seen first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the list now: the next rows go on from it."""

    numbers: array[int] = field(default_factory=lambda: array("q"))
    cursor: int = 0
    stored: StoredRows | None = None


def headings_of(lines: Sequence[Line]) -> tuple[tuple[int, date], ...]:
    """Before which lines a new day begins."""
    return tuple(
        (row, line.day) for row, line in enumerate(lines) if row == 0 or lines[row - 1].day != line.day
    )


def headings_above(starts: list[int], line: int) -> int:
    """How many headings stand above a line."""
    return bisect_left(range(len(starts)), line, key=lambda place: starts[place] + place)


def same_place(old: array[int], at: int, new: array[int]) -> int:
    """Where the review of a row stands in other rows; else the one that came after it."""
    if len(new) > at and len(old) > at and new[at] == old[at]:
        return at
    for number in old[at : at + 24]:
        place = place_of(new, number, at, far=False)
        if place is not None:
            return place
    place = place_of(new, old[at], at) if at < len(old) else None
    return at if place is None else place


def place_of(numbers: array[int], number: int, near: int, *, far: bool = True) -> int | None:
    """The row with this number: looked for nearby first, since a million take longer than a frame."""
    for start, end in ((max(0, near - _NEAR), near + _NEAR), (0, len(numbers) if far else 0)):
        try:
            return numbers.index(number, start, end)
        except ValueError:
            continue
    return None
