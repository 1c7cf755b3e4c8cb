"""Which column holds what, from their names and from what stands in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reviewdesk.builtin.tables import fields as f
from reviewdesk.builtin.tables import moments, origin, ratings
from reviewdesk.builtin.tables.known_names import of_an_answer, rank
from reviewdesk.builtin.tables.moments import Kind
from reviewdesk.builtin.tables.names import name_of, word_set
from reviewdesk.builtin.tables.source import Record

_QUALITY = {
    Kind.STAMP: 5,
    Kind.UNIX: 5,
    Kind.CLOCK: 4,
    Kind.DAY: 3,
    Kind.NUMBERS: 3,
    Kind.MONTH: 2,
    Kind.AGO: 1,
}
_EITHER = word_set("name nom nombre nome nazwa naam isim user member guest title titel")
"""Names that may be the guest's or the shop's: what stands there decides."""
_ABOVE = {f"../{name}" for name in ("name", "title", "nom", "nombre", "nome", "nazwa")}
_ORDER = (
    f.ID,
    f.CREATED,
    f.UPDATED,
    f.READ_AT,
    f.REPLY_AT,
    f.RATING,
    f.REPLY,
    f.POSITIVE,
    f.NEGATIVE,
    f.AUTHOR,
    f.LISTING,
    f.LISTING_TITLE,
    f.TEXT,
    f.TITLE,
    f.TRANSLATION,
    f.LANGUAGE,
    f.URL,
    f.ADDRESS,
    f.PLATFORM,
    f.REMOVED,
)


@dataclass(slots=True)
class Column:
    """A sample of what stands in a column."""

    name: str
    cells: list[str] = field(default_factory=list)
    """Filled ones alone."""

    def share(self, test: Iterable[bool]) -> float:
        return sum(test) / len(self.cells) if self.cells else 0.0

    @property
    def many(self) -> bool:
        return len(self.cells) >= 20

    @property
    def distinct(self) -> float:
        return len(set(self.cells)) / len(self.cells) if self.cells else 0.0

    @property
    def length(self) -> float:
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    @property
    def numeric(self) -> float:
        return self.share(cell.strip().lstrip("+-").replace(".", "", 1).isdecimal() for cell in self.cells)

    @property
    def linked(self) -> float:
        return self.share(cell.startswith(("http://", "https://")) for cell in self.cells)

    @property
    def dated(self) -> float:
        return self.share(moments.look(cell) is not None for cell in self.cells)

    @property
    def days(self) -> int:
        return len({day for cell in self.cells for day in _days(cell)})

    @property
    def quality(self) -> int:
        kinds = [told.kind for cell in self.cells if (told := moments.look(cell))]
        return _QUALITY[max(set(kinds), key=kinds.count)] if kinds else 0


def guess(columns: Sequence[str], sample: Sequence[Record]) -> dict[str, f.Spec]:
    """Column -> field; a column that sounds like nothing is left out."""
    seen = {name: Column(name) for name in columns}
    for record in sample:
        for name, value in record.cells.items():
            if name in seen and value and value.strip():
                seen[name].cells.append(value)
    taken: dict[str, str] = {}
    inside = {name for name in columns if of_an_answer(name)}
    inside = inside if len(inside) < len(columns) else set()
    for wanted in _ORDER:
        free = [column for column in seen.values() if column.name not in taken]
        free = [column for column in free if wanted in _OF_ANSWER or column.name not in inside]
        found = _times(free) if wanted == f.CREATED else _first(free, wanted)
        if found is not None:
            taken[found.name] = wanted
    _by_contents([each for each in seen.values() if each.name not in taken.keys() | inside], taken)
    for name in columns:
        if name not in taken and rank(name, f.DETAIL) is not None:
            taken[name] = f.DETAIL
    return {name: f.Spec(taken[name]) for name in columns if name in taken}


def _named(columns: Iterable[Column], wanted: str) -> list[Column]:
    ranked = [(place, column) for column in columns if (place := rank(column.name, wanted)) is not None]
    return [column for _place, column in sorted(ranked, key=lambda each: each[0])]


def _first(columns: Iterable[Column], wanted: str) -> Column | None:
    named = _named(columns, wanted)
    return next((column for column in named if _holds(column, wanted)), None)


def _holds(column: Column, wanted: str) -> bool:
    """Whether what stands in a column can be what its name says; some columns may well be empty."""
    if not column.cells:
        return wanted in _MAY_BE_EMPTY
    test = _TESTS.get(wanted)
    return test is None or test(column)


def _is_rating(column: Column) -> bool:
    return (
        column.share(ratings.look(cell) is not None or ratings.is_none(cell) for cell in column.cells) > 0.8
    )


def _is_words(column: Column) -> bool:
    other = max(column.numeric, column.linked, column.dated)
    return other < 0.5 and not _is_switch(column)


def _is_author(column: Column) -> bool:
    repeats = _is_either(column) and column.many and column.distinct < 0.5
    return column.linked < 0.5 and column.numeric < 0.5 and not repeats


def _is_title(column: Column) -> bool:
    return column.linked < 0.5 and not (_is_either(column) and column.many and column.distinct < 0.05)


def _is_page_name(column: Column) -> bool:
    return column.linked < 0.5 and not (column.many and column.distinct > 0.9) and not _is_switch(column)


def _is_page(column: Column) -> bool:
    return name_of(column.name) not in {"key", "cid"} or column.distinct < 0.5 or not column.many


def _is_either(column: Column) -> bool:
    return name_of(column.name) in _EITHER


def _names_platforms(column: Column) -> bool:
    return column.share(origin.named_platform(cell) is not None for cell in column.cells) >= 0.5


def _is_id(column: Column) -> bool:
    """Numbers that only count the rows name nothing."""
    if column.distinct < 0.5:
        return False
    if "review" in column.name.casefold() or "comment" in column.name.casefold():
        return True
    return column.length >= 6 and column.distinct > 0.9


def _is_switch(column: Column) -> bool:
    return {cell.strip().casefold() for cell in column.cells} <= {"true", "false", "0", "1", "yes", "no"}


_OF_ANSWER = {f.REPLY, f.REPLY_AT}
_MAY_BE_EMPTY = {f.AUTHOR, f.REPLY, f.REPLY_AT, f.UPDATED, f.TITLE, f.NEGATIVE, f.POSITIVE, f.TRANSLATION}
_TESTS: dict[str, Callable[[Column], bool]] = {
    f.ID: _is_id,
    f.RATING: _is_rating,
    **dict.fromkeys((f.UPDATED, f.READ_AT, f.REPLY_AT), lambda column: column.dated > 0.5),
    **dict.fromkeys((f.TEXT, f.REPLY, f.POSITIVE, f.NEGATIVE), _is_words),
    f.AUTHOR: _is_author,
    f.TITLE: _is_title,
    f.LISTING_TITLE: _is_page_name,
    f.LISTING: _is_page,
    f.URL: lambda column: column.linked > 0.5,
    f.PLATFORM: _names_platforms,
    f.LANGUAGE: lambda column: column.length <= 12,
    f.REMOVED: _is_switch,
}


def _times(columns: Sequence[Column]) -> Column | None:
    """The best name; a more exact column beside it only where the two agree on the day."""
    named = [column for column in _named(columns, f.CREATED) if column.dated >= 0.5]
    if not named:
        return None
    best = named[0]
    # When a tool ran is one day or two, whatever the column is called; guests wrote on many.
    if best.days <= 2:
        best = next((column for column in named if column.days >= 5), best)
    for other in [column for column in named if column is not best]:
        counted = best.quality <= _QUALITY[Kind.AGO] < other.quality
        if counted or (other.quality > best.quality and _agree(best, other)):
            best = other
    return best


def _agree(one: Column, other: Column) -> bool:
    if len(one.cells) != len(other.cells):
        return False
    pairs = [
        bool(_days(mine) & _around(_days(theirs)))
        for mine, theirs in zip(one.cells, other.cells, strict=True)
    ]
    return sum(pairs) >= 0.9 * len(pairs)


def _days(cell: str) -> set[date]:
    """The days that a cell may mean."""
    told = moments.look(cell)
    if told is None or told.kind is Kind.AGO:
        return set()
    if told.kind is not Kind.NUMBERS:
        return {date(told.at.year, told.at.month, told.at.day)} if told.at else set()
    one, two, year = told.numbers
    days = set()
    for month, day in ((one, two), (two, one)):
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return days


def _around(days: set[date]) -> set[date]:
    return {day + timedelta(days=step) for day in days for step in (-1, 0, 1)}


def _by_contents(free: list[Column], taken: dict[str, str]) -> None:
    """For what no name told: certain looks alone."""
    there = set(taken.values())
    above = [column.name for column in free if column.name in _ABOVE and column.name not in taken]
    free = [column for column in free if not column.name.startswith("../")]
    if f.LISTING_TITLE not in there:
        either = [column for column in free if name_of(column.name) in _EITHER and column.linked < 0.5]
        either = [column for column in either if column.cells and column.distinct < 0.5]
        _take(either[:1], f.LISTING_TITLE, taken)
    if f.LISTING_TITLE not in taken.values() and f.LISTING not in there:
        taken |= dict.fromkeys(above[:1], f.LISTING_TITLE)
    if f.CREATED not in there:
        _take([c for c in free if c.dated > 0.9 and c.numeric < 0.5 and c.quality > 0], f.CREATED, taken)
    if not there & {f.TEXT, f.POSITIVE}:
        worded = [c for c in free if c.length > 25 and c.share(cell.count(" ") > 2 for cell in c.cells) > 0.5]
        worded = [c for c in worded if c.name not in taken and c.linked < 0.2]
        _take(sorted(worded, key=lambda c: -c.length), f.TEXT, taken)
    if f.RATING not in there:
        told = [c for c in free if c.cells and all(_says_its_scale(cell) for cell in c.cells)]
        _take([c for c in told if c.name not in taken], f.RATING, taken)


def _says_its_scale(cell: str) -> bool:
    score = ratings.look(cell)
    return score is not None and score.scale is not None


def _take(found: list[Column], wanted: str, taken: dict[str, str]) -> None:
    if found:
        taken[found[0].name] = wanted
