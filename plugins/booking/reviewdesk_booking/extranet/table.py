"""The rows of a file under its header, wherever that stands and whatever parts the columns."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reviewdesk.api import _
from reviewdesk_booking.extranet.days import DayForm
from reviewdesk_booking.extranet.headers import COLUMNS, is_english, read_header
from reviewdesk_booking.extranet.letters import mend

_SEPARATORS = (",", ";", "\t")
_LARGEST_CELL = 131_072
_ABOVE = 5
"""So many lines of something else may stand above the header."""
_SCORE = re.compile(r"(?:10(?:[.,]0+)?|[0-9](?:[.,][0-9]+)?)?")


@dataclass(frozen=True, slots=True)
class Table:
    columns: Mapping[str, int]
    rows: Sequence[tuple[int, list[str]]]
    """Each with the line on which it ends, and cells as they stand in the file."""
    width: int
    sure: float
    days: DayForm
    broken: str | None = None
    """Set when the file can't be read to its end."""
    above: Sequence[str] = field(default=())
    """What stands above the header."""


def read_table(text: str) -> Table | None:
    """The table, or None when this is no download of the extranet's."""
    text = re.sub(r"\A\ufeff?sep=.\r?\n", "", text)
    best: Table | None = None
    for separator in _SEPARATORS:
        if separator not in text[:4096]:
            continue
        found = _under_header(text, separator) or _by_place(text, separator)
        if found and (best is None or found.sure > best.sure):
            best = found
    return best


def _lines(text: str, separator: str) -> tuple[list[tuple[int, list[str]]], str | None]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines: list[tuple[int, list[str]]] = []
    try:
        # Grown one by one: what was read before a break counts.
        lines.extend((reader.line_num, _whole(cells)) for cells in reader if any(map(str.strip, cells)))
    except csv.Error as error:
        return lines, str(error)
    return lines, None


def _whole(cells: list[str]) -> list[str]:
    """Raises csv.Error for a cell that swallowed the rest: csv has one limit for the whole program."""
    if max(map(len, cells)) > _LARGEST_CELL:
        raise csv.Error(_("A cell has more than {limit} characters.").format(limit=_LARGEST_CELL))
    return cells


def _under_header(text: str, separator: str) -> Table | None:
    head, _broken = _lines(text[:16384], separator)
    if not any(_header(cells) for _line, cells in head[: _ABOVE + 1]):
        return None
    lines, broken = _lines(text, separator)
    for place, (_line, cells) in enumerate(lines[: _ABOVE + 1]):
        columns = _header(cells)
        if columns is None:
            continue
        rows = lines[place + 1 :]
        return Table(
            columns=columns,
            rows=rows,
            width=len(cells),
            sure=_sureness(cells, columns),
            days=_days(rows, columns["date"]),
            broken=broken,
            above=[" ".join(cell for cell in above if cell.strip()) for _n, above in lines[:place]],
        )
    return None


def _header(cells: Sequence[str]) -> dict[str, int] | None:
    return read_header([mend(cell).text for cell in cells])


def _sureness(cells: Sequence[str], columns: Mapping[str, int]) -> float:
    if is_english(cells):
        return 1.0
    return 0.95 if len(columns) == len(COLUMNS) else 0.85


def _by_place(text: str, separator: str) -> Table | None:
    """A header in a language that is not known: fourteen columns in their order, days and scores in place."""
    lines, broken = _lines(text, separator)
    if len(lines) < 2 or any(len(cells) != len(COLUMNS) for _line, cells in lines):
        return None
    header, rows = lines[0][1], lines[1:]
    if not all(cell.strip() for cell in header) or any(sign.isdigit() for cell in header for sign in cell):
        return None
    scores = range(COLUMNS.index("score"), COLUMNS.index("reply"))
    if not all(_SCORE.fullmatch(cells[place].strip()) for _line, cells in rows for place in scores):
        return None
    days = _days(rows, 0)
    try:
        for _line, cells in rows:
            days.read(cells[0])
    except ValueError:
        return None
    columns = {name: place for place, name in enumerate(COLUMNS)}
    return Table(columns=columns, rows=rows, width=len(COLUMNS), sure=0.6, days=days, broken=broken)


def _days(rows: Sequence[tuple[int, list[str]]], place: int) -> DayForm:
    return DayForm.of(cells[place] for _line, cells in rows if place < len(cells))
