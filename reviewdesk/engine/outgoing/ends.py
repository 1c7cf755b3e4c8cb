"""What went out today, and what came back by itself: to be told, and to be found again."""

from collections.abc import Iterable
from datetime import date

from reviewdesk.engine.bench import Bench
from reviewdesk.store import ends
from reviewdesk.store.ends_values import Ends
from reviewdesk.store.lines import State
from reviewdesk.store.values import ReplyInfo

_TO_MEND = frozenset({State.DRAFTED, State.REFUSED, State.GONE, State.AGAIN})
_OUT = ("sent", "published")


def of(bench: Bench) -> Ends:
    today = bench.clock.now().astimezone().date()
    with bench.db.read() as tx:
        rows = ends.newest(tx)
    done = tuple(row for row, _shown in rows if _went_out(row, today))
    return Ends(tuple(_back(rows, today)), done)


def _back(rows: Iterable[tuple[ReplyInfo, str]], today: date) -> Iterable[ReplyInfo]:
    later: set[int] = set()
    for row, shown in rows:
        if row.review_id not in later and came_back(row) and _needs(row, shown, today):
            yield row
        later.add(row.review_id)


def came_back(row: ReplyInfo) -> bool:
    """Without being called back: then there is a reason."""
    ended = row.state in ("refused", "gone") or (row.state == "undone" and bool(row.reason))
    return ended and row.action == "post"


def _needs(row: ReplyInfo, shown: str, today: date) -> bool:
    if shown == State.REMOVED:
        # Nothing can be done about it: it is told for the day.
        return row.ended_at is not None and row.ended_at.astimezone().date() == today
    return shown in _TO_MEND


def _went_out(row: ReplyInfo, today: date) -> bool:
    moment = row.sent_at or row.ended_at
    posted = row.state in _OUT and row.action == "post"
    return posted and moment is not None and moment.astimezone().date() == today
