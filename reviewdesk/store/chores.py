"""What waits to be done in the background."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select, text

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import review


@dataclass(frozen=True, slots=True)
class Waiting:
    unindexed: bool
    unguessed: bool


def waiting(tx: Tx) -> Waiting:
    unindexed = select(review.c.id).where(text("indexed = 0")).limit(1)
    unguessed = select(review.c.id).where(text("guessed IS NULL")).limit(1)
    return Waiting(*(tx.execute(rows).first() is not None for rows in (unindexed, unguessed)))


def unguessed(tx: Tx, limit: int) -> dict[int, str | None]:
    """Texts whose language nobody told and nobody guessed yet; those with a told one are marked done."""
    rows = select(review.c.id, review.c.text, review.c.title, review.c.language)
    rows = rows.where(text("guessed IS NULL")).order_by(review.c.id).limit(limit)
    return {row.id: None if row.language else (row.text or row.title) for row in tx.execute(rows)}


def note_languages(tx: Tx, guessed: Mapping[int, str]) -> None:
    if guessed:
        done = review.update().where(review.c.id == bindparam("n")).values(guessed=bindparam("g"))
        tx.execute(done, [{"n": number, "g": language} for number, language in guessed.items()])
