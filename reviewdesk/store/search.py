"""Full-text search: filled behind the owner's back, so that a first import is not slowed down."""

import re
import unicodedata

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, text

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import review

_COLUMNS = ("author", "title", "text", "translation", "standing_text")

_NAMES = ", ".join(_COLUMNS)


def fill(tx: Tx, limit: int = 500) -> int:
    """Index the next rows; the answer is how many were left to do, at most `limit`."""
    todo = select(review.c.id).where(text("indexed = 0")).order_by(review.c.id).limit(limit)
    numbers = list(tx.execute(todo).scalars())
    if not numbers:
        return 0
    copy = text(
        f"INSERT INTO review_fts(rowid, {_NAMES}) SELECT id, {_NAMES} FROM review WHERE id IN :ids"  # noqa: S608
    ).bindparams(bindparam("ids", expanding=True))
    tx.execute(copy, {"ids": numbers})
    tx.execute(review.update().where(review.c.id.in_(numbers)).values(indexed=True))
    return len(numbers)


def matching(words: str) -> ColumnElement[bool]:
    """A condition on `review`: every word stands in it, each as the beginning of a word.

    Scripts without spaces, and rows not indexed yet, are looked through letter by letter.
    """
    terms = re.findall(r"\w+", unicodedata.normalize("NFC", words))
    if not terms:
        return review.c.id < 0
    if any(_unspaced(term) for term in terms):
        return _letters(terms)
    asked = " ".join(f'"{term}"*' for term in terms)
    hits = text("review.id IN (SELECT rowid FROM review_fts WHERE review_fts MATCH :asked)")
    indexed = hits.bindparams(asked=asked)
    return or_(indexed, and_(text("indexed = 0"), _letters(terms)))


def _letters(terms: list[str]) -> ColumnElement[bool]:
    columns = [review.c[name] for name in _COLUMNS]
    return and_(*(or_(*(column.contains(term, autoescape=True) for column in columns)) for term in terms))


def _unspaced(term: str) -> bool:
    return any(
        unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO"))
        for letter in term
    )
