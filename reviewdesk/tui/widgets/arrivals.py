"""Which reviews came into the head of a list while it was out of sight."""

from __future__ import annotations

from array import array

_HEAD = 4096
"""Rows at the top that are looked through for new ones."""


class Arrivals:
    """New reviews have the highest numbers."""

    def __init__(self) -> None:
        self._arrived: set[int] = set()
        self._highest = 0

    def look(self, numbers: array[int], cursor: int, *, same: bool) -> None:
        """Other rows are shown; `same`: of the same list, in which only news moved anything."""
        head = numbers[:_HEAD]
        if same and self._highest:
            self._arrived.update(number for number in head[:cursor] if number > self._highest)
        elif not same:
            self._arrived.clear()
        self._highest = max(self._highest, max(head, default=0))

    def above(self, numbers: array[int], cursor: int, out_of_sight: int) -> int:
        """How many came above the cursor and were never seen; so many rows are out of sight now."""
        self._arrived.intersection_update(numbers[: min(out_of_sight, _HEAD)])
        return len(self._arrived.intersection(numbers[: min(cursor, _HEAD)]))
