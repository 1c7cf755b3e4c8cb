"""What a listing's reviews amount to for the owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import review


@dataclass(frozen=True, slots=True)
class Amounts:
    to_answer: int
    answered: int
    not_answerable: int
    wordless: int
    unknown_replies: int


def of(tx: Tx, listing_ids: Sequence[int]) -> Amounts:
    """Counts over these listings; reviews put to history count as to answer no more."""
    mine = review.c.listing_id.in_(listing_ids)
    waiting = review.c.inbox_key.is_not(None)
    silent = review.c.text.is_(None) & review.c.title.is_(None)

    def count(*conditions: object) -> int:
        rows = select(func.count()).select_from(review).where(mine, *conditions)  # type: ignore[arg-type]
        return int(tx.execute(rows).scalar_one())

    return Amounts(
        to_answer=count(waiting),
        answered=count(review.c.standing_text.is_not(None)),
        not_answerable=count(review.c.answerable.is_(False)),
        wordless=count(waiting, silent),
        unknown_replies=count(review.c.reply_known.is_(False), review.c.standing_text.is_(None)),
    )
