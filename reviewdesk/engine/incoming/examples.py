"""What stands in the columns of a table, for the eye: cells of its first rows, as they came."""

import json
from collections.abc import Iterable, Mapping
from itertools import islice

from reviewdesk.api import Review, Skipped

_ROWS = 20
_ENOUGH = 2


def examples(rows: Iterable[Review | Skipped], columns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Column -> its first different cells that are not empty."""
    found: dict[str, list[str]] = {column: [] for column in columns}
    for row in islice(rows, _ROWS):
        cells = _cells(row.raw) if isinstance(row, Skipped) else {}
        for column, cell in cells.items():
            there = found.get(column)
            if there is not None and len(there) < _ENOUGH and cell.strip() and cell not in there:
                there.append(cell)
    return {column: tuple(cells) for column, cells in found.items() if cells}


def _cells(raw: str) -> Mapping[str, str]:
    """The cells of a row, those before the cut where the row was longer than is kept of it."""
    try:
        told = json.loads(raw)
    except ValueError:
        told = _as_far_as_it_goes(raw)
    if not isinstance(told, dict):
        return {}
    return {name: cell for name, cell in told.items() if isinstance(cell, str)}


def _as_far_as_it_goes(raw: str) -> dict[str, str]:
    last = raw.rfind('", "')
    while last > 0:
        try:
            told = json.loads(raw[: last + 1] + "}")
        except ValueError:
            last = raw.rfind('", "', 0, last)
        else:
            return told if isinstance(told, dict) else {}
    return {}
