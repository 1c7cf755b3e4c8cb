"""Reviews whose guest was forgotten, so that no fetch brings name and words back."""

from datetime import datetime

from sqlalchemy import Column, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, SQLModel

from reviewdesk.store.columns import Utc
from reviewdesk.store.database import Tx

__all__ = ["among", "is_forgotten", "note"]


class ForgottenRow(SQLModel, table=True):
    """A review whose guest was forgotten: its words and name never come back from the platform."""

    __tablename__ = "forgotten"
    review_id: int = Field(primary_key=True, foreign_key="review.id")
    at: datetime = Field(sa_column=Column(Utc, nullable=False))


_forgotten = SQLModel.metadata.tables["forgotten"]


def note(tx: Tx, numbers: list[int], now: datetime) -> None:
    for number in numbers:
        tx.execute(insert(_forgotten).values(review_id=number, at=now).on_conflict_do_nothing())


def among(tx: Tx, numbers: list[int]) -> set[int]:
    """Those of these reviews whose guest was forgotten."""
    if not numbers:
        return set()
    rows = select(_forgotten.c.review_id).where(_forgotten.c.review_id.in_(numbers))
    return set(tx.execute(rows).scalars())


def is_forgotten(tx: Tx, review_id: int) -> bool:
    rows = select(_forgotten.c.review_id).where(_forgotten.c.review_id == review_id)
    return tx.execute(rows).first() is not None
