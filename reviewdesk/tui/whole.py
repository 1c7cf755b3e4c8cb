"""One review with all that the pane needs, read beside the screen."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError
from reviewdesk.store.values import Known, Order, Query
from reviewdesk.tui.told import Around
from reviewdesk.tui.widgets.review_list import HEADINGS_UP_TO, Rows

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    known: Known
    around: Around
    writing_as: str
    by_hand: bool


def read_whole(desk: Desk, number: int) -> Whole:
    known = desk.inbox.known(number)
    past = desk.inbox.past(known)
    around = Around(
        versions=tuple(past.versions),
        notes=tuple(past.notes),
        drafts=tuple(past.drafts),
        guest=tuple(past.guest),
    )
    try:
        look = desk.replies.look(known.pub, "")
    except DeskError:
        return Whole(known=known, around=around, writing_as=known.listing, by_hand=True)
    return Whole(known=known, around=around, writing_as=look.writing_as, by_hand=look.how == "hand")


def read_rows(desk: Desk, query: Query) -> Rows:
    """Row numbers, and where the days begin as far as the order goes by days."""
    numbers = desk.inbox.numbers(query)
    if query.order == Order.LOWEST or len(numbers) > HEADINGS_UP_TO:
        return Rows(numbers)
    return Rows(numbers, _headings(desk, numbers))


def _headings(desk: Desk, numbers: array[int]) -> tuple[tuple[int, date], ...]:
    found: list[tuple[int, date]] = []
    for start in range(0, len(numbers), _CHUNK):
        wanted = list(numbers[start : start + _CHUNK])
        lines = desk.inbox.lines(wanted)
        for row, number in enumerate(wanted, start):
            line = lines.get(number)
            if line is not None and (not found or found[-1][1] != line.day):
                found.append((row, line.day))
    return tuple(found)
