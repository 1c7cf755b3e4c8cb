"""The one place that says where a review stands and whether it waits."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from reviewdesk.api import Review
from reviewdesk.store.lines import WAITING, State

NO_STARS = 6
"""Reviews without stars are ordered as if they had three."""


def state_of(row: Mapping[str, Any]) -> State:
    """The first state that holds, in the order the command line documents."""
    if row["removed_at"]:
        return State.REMOVED
    if row["live"]:
        return State(row["live"])
    if row["outcome"] in ("refused", "gone"):
        return State(row["outcome"])
    rules = (
        (row["again"], State.AGAIN),
        (row["snoozed_until"], State.SNOOZED),
        (row["skipped"], State.SKIPPED),
        (row["history"], State.HISTORY),
        (row["drafted"], State.DRAFTED),
        (row["standing_text"] and row["standing_origin"] == "here", State.PUBLISHED),
        (row["outcome"] == "withdrawn" and not row["standing_text"], State.WITHDRAWN),
        (row["standing_text"], State.ANSWERED_ELSEWHERE),
        (not row["answerable"], State.NOT_ANSWERABLE),
    )
    return next((state for holds, state in rules if holds), State.UNANSWERED)


def waits(row: Mapping[str, Any], state: State) -> bool:
    """Whether it stands in the inbox: never where nobody knows if it is answered already."""
    if state == State.UNANSWERED and not row["reply_known"]:
        return False
    return state in WAITING and row["kind"] == "review"


def settled(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that follow from the others."""
    state = state_of(row)
    return {"state": state.value, "inbox_key": row["desk_key"] if waits(row, state) else None}


def answered_before(item: Review) -> bool:
    """Whether the reply was written before the review itself.

    So it was to an earlier one, whose place this took under a new id: nobody has answered these words.
    """
    at = item.reply.at if item.reply else None
    return at is not None and isinstance(item.created_at, datetime) and at < item.created_at


def order_keys(last_word: datetime | date, half_stars: int | None, zone: ZoneInfo) -> dict[str, int]:
    """The sort keys: local day and wall-clock time of the last word, and the stars.

    desk_key = day*16 + (15 - h), h the half stars 1..10, 6 without stars. A bare day is that day everywhere.
    """
    if isinstance(last_word, datetime):
        local = last_word.astimezone(zone)
        day, clock = local.date(), local.time()
    else:
        day, clock = last_word, time()
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    word_order = day.toordinal() * 86_400_000_000 + seconds * 1_000_000 + clock.microsecond
    low = 15 - (half_stars or NO_STARS)
    return {
        "day": day.toordinal(),
        "word_order": word_order,
        "desk_key": day.toordinal() * 16 + low,
        "low_key": low,
    }
