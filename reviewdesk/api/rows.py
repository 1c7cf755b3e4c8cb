"""Reading rows one by one, so that a bad one costs nothing but itself."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reviewdesk.api.review import Review, Skipped

__all__ = ["read_rows"]


def read_rows(
    rows: Iterable[Any], read: Callable[[Any], Review | Skipped], place: str = ""
) -> Iterator[Review | Skipped]:
    """Read each row with `read`; one that raises KeyError, TypeError or ValueError becomes a `Skipped`.

    `place` names where the rows come from; the row's number, from 1, is added to it.
    """
    for number, row in enumerate(rows, 1):
        try:
            yield read(row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield Skipped(reason=_told(error), raw=_raw(row), place=f"{place} row {number}".strip())


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"The field {error} is missing."
    return f"A field can't be read: {error}"


def _raw(row: object) -> str:
    try:
        return json.dumps(row, ensure_ascii=True, default=str)
    except (TypeError, ValueError):
        return ascii(row)
