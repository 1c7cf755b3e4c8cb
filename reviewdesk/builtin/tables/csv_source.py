"""Tables with one row a line: CSV with whatever parts its cells."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reviewdesk.api import _
from reviewdesk.builtin.tables import moments
from reviewdesk.builtin.tables.encoding import Letters
from reviewdesk.builtin.tables.known_names import hits
from reviewdesk.builtin.tables.source import Record, Source

_SEPARATORS = (",", ";", "\t", "|")
_HEAD = 262_144
_LARGEST_CELL = 256 * 1024 * 1024
_ABOVE = 10
_MOST_COLUMNS = 2000
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class _Form:
    separator: str
    header: int
    """How many rows stand above the names of the columns."""
    columns: tuple[str, ...]
    headless: bool


def open_csv(path: Path, letters: Letters) -> Source | None:
    """None where it is no table."""
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_CELL))
    with path.open(encoding=letters.encoding, errors="replace", newline="") as file:
        head = file.read(_HEAD)
    form = _form(head)
    if form is None or len(form.columns) > _MOST_COLUMNS:
        return None
    return Source(
        kind="csv",
        columns=form.columns,
        rows=lambda: _records(path, letters, form),
        headless=form.headless,
        told=(letters.told,) if letters.told else (),
    )


def _form(head: str) -> _Form | None:
    text = head.removeprefix("\ufeff")
    named = text[4:5] if text[:4].casefold() == "sep=" else ""
    separators = (named,) if named and named not in '\r\n"' else _SEPARATORS
    best: tuple[float, int, str, list[list[str]]] | None = None
    for separator in separators:
        rows = _first_rows(text, separator)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, often = widths.most_common(1)[0]
        found = (often / len(rows), width, separator, rows)
        if best is None or found[:2] > best[:2]:
            best = found
    if best is None or best[0] < 0.3:
        return None
    return _headed(best[2], best[3], above=1 if named else 0)


def _first_rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 400))
    # The head may end within a row.
    full = [
        row
        for row in (rows[:-1] if len(text) >= _HEAD and len(rows) > 1 else rows)
        if any(cell.strip() for cell in row)
    ]
    return full or rows


def _headed(separator: str, rows: list[list[str]], above: int) -> _Form | None:
    """The first row that names columns; else the first that could."""
    for place, row in enumerate(rows[:_ABOVE]):
        if len(hits(row)) >= 2:
            return _Form(separator, place, _named(row), headless=False)
    first = rows[above] if len(rows) > above else rows[0]
    return _Form(separator, above, _named(first), headless=not _names_columns(first))


def _names_columns(row: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled or len(set(filled)) < len(filled):
        return bool(filled) and len(hits(row)) > 0
    return all(
        len(cell) <= _LONGEST_NAME
        and not cell.lstrip("+-").replace(".", "").isdecimal()
        and not moments.look(cell)
        for cell in filled
    )


def _named(row: Sequence[str]) -> tuple[str, ...]:
    """A name for each column: two of one name are told apart by their number."""
    seen: Counter[str] = Counter()
    names = []
    for place, cell in enumerate(row, 1):
        name = " ".join(cell.replace("\x00", "").split()) or _("column {number}").format(number=place)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _records(path: Path, letters: Letters, form: _Form) -> Iterator[Record]:
    with path.open(encoding=letters.encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=form.separator)
        before, count = 0, 0
        try:
            for row in reader:
                place = _place(path.name, before + 1, reader.line_num)
                before = reader.line_num
                if not any(cell.strip() for cell in row):
                    continue
                count += 1
                if count <= form.header:
                    yield _aside(place, row, _("This line stands above the table."), known=True)
                elif count > form.header + 1:
                    yield _record(place, row, form.columns)
        except csv.Error as error:
            reason = _("The file breaks off here: {why}").format(why=error)
            yield Record(_place(path.name, before + 1, before + 1), {}, problem=reason)


def _record(place: str, row: Sequence[str], columns: tuple[str, ...]) -> Record:
    width = len(columns)
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        return _aside(
            place, row, _("The row has more columns than the header: nobody can tell which is which.")
        )
    cells = dict(zip(columns, row, strict=False))
    return Record(place, cells, absent=frozenset(columns[len(row) :]))


def _aside(place: str, row: Sequence[str], reason: str, *, known: bool = False) -> Record:
    return Record(place, {}, problem=reason, raw=json.dumps(list(row))[:4000], known=known)


def _place(name: str, first: int, last: int) -> str:
    if first >= last:
        return _("{file}, line {line}").format(file=name, line=last)
    return _("{file}, lines {first}-{last}").format(file=name, first=first, last=last)
