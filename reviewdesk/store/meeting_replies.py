"""What a source that shows a known review again tells about the reply that stands there."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from reviewdesk.api import Review, Standing, StandingReply
from reviewdesk.store import diary
from reviewdesk.store.begin import before
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import same_text
from reviewdesk.store.tables import reply
from reviewdesk.store.terms import Terms
from reviewdesk.store.told import standing_columns
from reviewdesk.store.values import ListingInfo

_CUT = timedelta(seconds=1)
_LAG = timedelta(minutes=15)
"""For so long a list may still show what was taken down."""


def changes(tx: Tx, where: ListingInfo, row: Row[Any], item: Review, terms: Terms) -> dict[str, Any]:
    known = {"reply_known": True} if item.reply_known and not row.reply_known else {}
    if item.reply is None:
        return known | _absent(tx, row, item, terms)
    if _outdated(tx, where, row, item.reply, terms):
        return {}
    return _present(tx, row, item.reply, terms)


def _present(tx: Tx, row: Row[Any], there: StandingReply, terms: Terms) -> dict[str, Any]:
    same = same_text(there.text, row.standing_text)
    found = standing_columns(there, row.standing_origin if same else "platform")
    found |= {"history": False, "reply_known": True, "claimed_until": None}
    if same and there.standing == Standing.UNTOLD:
        # A source that knows less about the same text.
        found |= {"standing": row.standing, "standing_reason": row.standing_reason}
    if same and (there.at is None or (row.standing_at and abs(there.at - row.standing_at) <= _CUT)):
        found["standing_at"] = row.standing_at
    if not same:
        ours = _ours(tx, row.id, there.text)
        found |= {"standing_origin": "platform" if ours is None else "here", "standing_by": ours}
        found |= {"again": False, "outcome": None, "outcome_reason": None}
        diary.write(tx, terms.now, "reply.seen", review_id=row.id, origin=found["standing_origin"])
    return found | _ruled(row, there, found, terms)


def _ruled(row: Row[Any], there: StandingReply, found: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """What the platform's ruling on the text makes of the review; an answer on its way is watched itself."""
    if row.live:
        return {}
    if found["standing"] == Standing.REJECTED.value:
        new = row.standing != Standing.REJECTED.value or not same_text(there.text, row.standing_text)
        matters = found["standing_origin"] == "here" or not before(row.day, terms.begin)
        return {"outcome": "refused", "outcome_reason": there.reason} if new and matters else {}
    if row.outcome == "refused" and row.standing == Standing.REJECTED.value:
        return {"outcome": None, "outcome_reason": None}
    return {}


def _outdated(tx: Tx, where: ListingInfo, row: Row[Any], there: StandingReply, terms: Terms) -> bool:
    """Whether something newer is known than what this source shows."""
    if there.at and row.standing_at and there.at < row.standing_at - _CUT:
        return True
    if row.live:
        return False
    taken_down = _taken_down(tx, row, there)
    if terms.fetched:
        return taken_down is not None and terms.now - taken_down < _LAG
    looked = where.walked_at if row.id_space == "api" and row.reply_known else None
    return taken_down is not None or (looked is not None and (there.at is None or there.at <= looked))


def _taken_down(tx: Tx, row: Row[Any], there: StandingReply) -> Any:
    """When we took this very text down, if it was not written again since."""
    if row.outcome != "withdrawn":
        return None
    ended = select(reply.c.ended_at, reply.c.text).where(
        reply.c.review_id == row.id, reply.c.state == "withdrawn"
    )
    last = tx.execute(ended.order_by(reply.c.id.desc()).limit(1)).first()
    if last is None or last.ended_at is None or (there.at and there.at > last.ended_at):
        return None
    return last.ended_at


def _absent(tx: Tx, row: Row[Any], item: Review, terms: Terms) -> dict[str, Any]:
    """Only the platform itself, telling of replies at all, can say that one is gone.

    While an answer is on its way its own watch decides: a list may lag behind.
    """
    if not (terms.fetched and item.reply_known and row.standing_text) or row.live:
        return {}
    if row.claimed_until and terms.now < row.claimed_until:
        return {}
    diary.write(tx, terms.now, "reply.gone", review_id=row.id, origin=row.standing_origin)
    found = standing_columns(None, "") | {"again": False, "claimed_until": None}
    if row.standing_origin == "here":
        found |= {"outcome": "gone", "outcome_reason": None}
    elif row.outcome == "refused":
        found |= {"outcome": None, "outcome_reason": None}
    return found


def _ours(tx: Tx, review_id: int, text: str) -> str | None:
    """Who of us wrote this text, if one of us did."""
    rows = tx.execute(select(reply.c.text, reply.c.by).where(reply.c.review_id == review_id))
    return next((row.by or "" for row in rows if same_text(row.text, text)), None)
