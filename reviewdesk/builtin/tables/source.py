"""A file as rows of named cells, whatever it is written in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

Cells = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Record:
    place: str
    cells: Cells
    problem: str | None = None
    """Why nothing of it can be read, for the owner."""
    raw: str = ""
    known: bool = False
    """With a problem: nothing is lost by it."""
    absent: frozenset[str] = frozenset()
    """Columns for which this row has no cell at all."""


@dataclass(frozen=True, slots=True)
class Source:
    """Rows can be walked several times."""

    kind: str
    """`csv`, `json`, `jsonl` or `maps-rpc`."""
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Record]]
    headless: bool = False
    """A table whose first line holds no names of columns."""
    told: tuple[str, ...] = field(default=())
    """What the owner has to know of how it was read."""


class NoReviews(Exception):
    """It is read well, and holds something else."""


class Refused(Exception):
    """It is recognised and can't be taken; the words say what it is."""
