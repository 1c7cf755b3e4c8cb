"""All rows of a list as numbers and days: read piece by piece, and again only where something changed."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from reviewdesk.store import inbox, search
from reviewdesk.store.database import Tx
from reviewdesk.store.lines import Order, Query
from reviewdesk.store.tables import review

_PIECE = 8192
_DAY = 86_400_000_000
"""Microseconds; the keys of every order hold the local wall clock, so that no day needs the row itself."""
_DAY_OF = review.c.word_order // _DAY
_NUMBER, _ORDINAL = itemgetter(0), itemgetter(1)
_MODULUS = 2_147_483_647

Keys = tuple[int, ...]
Days = tuple[tuple[int, int], ...]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbours in a list: all from `first` to where the next piece begins."""

    first: Keys
    numbers: "array[int]"
    days: Days
    mark: Keys
    """How many they are, and a sum over their keys: equal marks are equal rows in equal order."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Row numbers in order, and runs of (day as ordinal, how many rows)."""

    numbers: "array[int]"
    days: Days
    pieces: tuple[Piece, ...] = ()
    more: bool = False
    """There are more than these."""


def beginning(tx: Tx, query: Query, limit: int) -> Rows:
    """The first rows, whatever their number."""
    if query.search:
        return _found(tx, query, limit)
    told = tx.execute(_told(query).limit(limit + 1)).fetchall()
    return _rows(told[:limit], more=len(told) > limit)


def whole(tx: Tx, query: Query, before: Rows | None = None, stop: Stop = bool) -> Rows | None:
    """All rows; `before` is an earlier answer to the same question. None when told to stop."""
    if query.search:
        return _found(tx, query, search.MOST)
    pieces: list[Piece] = []
    for piece in _again(tx, query, before.pieces) if before and before.pieces else _pieces(tx, query):
        if stop():
            return None
        pieces.append(piece)
    numbers: array[int] = array("q")
    for piece in pieces:
        numbers.extend(piece.numbers)
    # What fits into one piece is read faster than it is compared.
    return Rows(numbers, _joined(pieces), tuple(pieces) if len(pieces) > 1 else ())


def _found(tx: Tx, query: Query, limit: int) -> Rows:
    """The newest rows with these words, in the order asked for."""
    assert query.search is not None
    hits = search.newest(tx, query.search, limit + 1)
    asked = select(review.c.id, _DAY_OF).where(search.picked(hits[:limit]))
    told = tx.execute(inbox.ordered(asked, query)).fetchall()
    return _rows(told, more=len(hits) > limit)


def _rows(told: Any, *, more: bool) -> Rows:
    numbers, days = _split(told)
    return Rows(numbers, days, more=more)


def _told(query: Query) -> Select[Any]:
    return inbox.ordered(select(review.c.id, _DAY_OF), query)


def _split(told: Any) -> "tuple[array[int], Days]":
    numbers = array("q", map(_NUMBER, told))
    return numbers, tuple((day, len(list(run))) for day, run in groupby(map(_ORDINAL, told)))


def _pieces(tx: Tx, query: Query, since: Keys | None = None, until: Keys | None = None) -> Iterator[Piece]:
    """Read a stretch of the list. The cursor's own rows: a million of SQLAlchemy's cost a second more."""
    cursor: Any = tx.execute(_told(query).where(*_between(query, since, until))).cursor
    above, read = since, _split(cursor.fetchmany(_PIECE))
    first = since
    while read[0]:
        following = _split(cursor.fetchmany(_PIECE))
        first = first or _keys_of(tx, query, read[0][0])
        end = _keys_of(tx, query, following[0][0]) if following[0] else until
        yield Piece(first, *read, _mark(tx, query, above, end))
        above = first = end
        read = following


def _again(tx: Tx, query: Query, before: tuple[Piece, ...]) -> Iterator[Piece]:
    """Keep the pieces that are as they were."""
    for place, (piece, following) in enumerate(pairwise([*before, None])):
        assert piece is not None
        since, until = piece.first if place else None, following.first if following else None
        if _mark(tx, query, since, until) == piece.mark:
            yield piece
        else:
            yield from _pieces(tx, query, since, until)


def _mark(tx: Tx, query: Query, since: Keys | None, until: Keys | None) -> Keys:
    key = inbox.keys(query)[0]
    each = (review.c.id * 7919 + review.c.word_order * 31 + key % 1024) % _MODULUS
    asked = select(func.count(), func.coalesce(func.sum(each), 0)).select_from(review)
    row = tx.execute(asked.where(*inbox.conditions(query), *_between(query, since, until))).one()
    return row[0], row[1]


def _keys_of(tx: Tx, query: Query, number: int) -> Keys:
    return tuple(tx.execute(select(*inbox.keys(query)).where(review.c.id == number)).one())


def _between(query: Query, since: Keys | None, until: Keys | None) -> list[ColumnElement[bool]]:
    """From `since` on, it included, to before `until`, in the list's own direction."""
    keys, found = tuple_(*inbox.keys(query)), []
    upward = query.order == Order.OLDEST
    if since is not None:
        found.append(keys >= tuple_(*since) if upward else keys <= tuple_(*since))
    if until is not None:
        found.append(keys < tuple_(*until) if upward else keys > tuple_(*until))
    return found


def _joined(pieces: list[Piece]) -> Days:
    runs: list[tuple[int, int]] = []
    for piece in pieces:
        for day, count in piece.days:
            if runs and runs[-1][0] == day:
                runs[-1] = (day, runs[-1][1] + count)
            else:
                runs.append((day, count))
    return tuple(runs)
