"""One review with all that the pane needs, read beside the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError
from reviewdesk.store.lines import Order, Query
from reviewdesk.tui.long_rows import AROUND, Rows, Seen, same_place

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.rows import Days, Stop
    from reviewdesk.store.rows import Rows as StoredRows
    from reviewdesk.store.values import Known
    from reviewdesk.tui.told import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    known: Known
    around: Around
    writing_as: str
    by_hand: bool


def read_whole(desk: Desk, number: int) -> Whole:
    from reviewdesk.tui.told import Around

    known = desk.inbox.known(number)
    past = desk.inbox.past(known)
    around = Around(
        versions=tuple(past.versions),
        notes=tuple(past.notes),
        drafts=tuple(past.drafts),
        guest=tuple(past.guest),
        forgotten=not known.words_kept and desk.inbox.forgotten(known),
        goodwill=tuple(desk.vouchers.list(review=known.pub)),
    )
    try:
        look = desk.replies.look(known.pub, "")
    except DeskError:
        return Whole(known=known, around=around, writing_as=known.listing, by_hand=True)
    return Whole(known=known, around=around, writing_as=look.writing_as, by_hand=look.how == "hand")


def read_rows(desk: Desk, query: Query, seen: Seen, *, stop: Stop) -> Rows | None:
    """All rows, with the lines that will be seen first; None when nobody waits for them any more."""
    stored = desk.inbox.rows(query, seen.stored, stop)
    return None if stored is None else _shown(desk, query, stored, seen, ahead=2 * AROUND)


def read_beginning(desk: Desk, query: Query) -> Rows:
    """The first rows, to be shown while the others are read."""
    return _shown(desk, query, desk.inbox.beginning(query), Seen(), ahead=AROUND)


def _shown(desk: Desk, query: Query, stored: StoredRows, seen: Seen, *, ahead: int) -> Rows:
    numbers = stored.numbers
    at = same_place(seen.numbers, seen.cursor, numbers)
    near = list(numbers[max(0, at - AROUND) : at + ahead])
    return Rows(
        numbers,
        () if query.order == Order.LOWEST else _headings(stored.days),
        stored=stored,
        lines=desk.inbox.lines(near) if near else {},
    )


def _headings(days: Days) -> tuple[tuple[int, date], ...]:
    """Before which rows the days begin."""
    starts = accumulate((count for _day, count in days), initial=0)
    return tuple((row, date.fromordinal(day)) for row, (day, _count) in zip(starts, days, strict=False))
