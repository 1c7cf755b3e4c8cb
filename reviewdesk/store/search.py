"""Full-text search: filled behind the owner's back, so that a first import is not slowed down."""

import re
import unicodedata

from sqlalchemy import ColumnElement, String, and_, bindparam, func, or_, select, text

from reviewdesk.store.database import Tx
from reviewdesk.store.folding import fold
from reviewdesk.store.tables import review

_COLUMNS = ("author", "title", "text", "translation", "standing_text")

_NAMES = ", ".join(_COLUMNS)
_UNSPACED = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HALFWIDTH KATAKANA",
    "HANGUL",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
)


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


def forget(tx: Tx, number: int) -> None:
    """Take a row out of the index before it goes: the index must be told with which words."""
    gone = text(
        f"INSERT INTO review_fts(review_fts, rowid, {_NAMES}) "  # noqa: S608
        f"SELECT 'delete', id, {_NAMES} FROM review WHERE id = :number AND indexed = 1"
    )
    tx.execute(gone, {"number": number})


def matching(words: str) -> ColumnElement[bool]:
    """A condition on `review`: every word stands in it, each as the beginning of a word.

    Scripts without spaces, and signs that are no words, are looked for letter by letter.
    """
    terms = re.findall(r"\w+", unicodedata.normalize("NFC", words.replace("\0", " ")))
    if not terms:
        signs = words.replace("\0", " ").split()
        return _letters(signs) if signs else review.c.id < 0
    if any(_unspaced(term) for term in terms):
        return _letters(terms)
    asked = " ".join(f'"{term}"*' for term in terms)
    hits = text("review.id IN (SELECT rowid FROM review_fts WHERE review_fts MATCH :asked)")
    indexed = hits.bindparams(asked=asked)
    return or_(indexed, and_(text("indexed = 0"), _folded(terms)))


def _letters(terms: list[str]) -> ColumnElement[bool]:
    columns = [review.c[name] for name in _COLUMNS]
    return and_(*(or_(*(column.contains(term, autoescape=True) for column in columns)) for term in terms))


def _folded(terms: list[str]) -> ColumnElement[bool]:
    """As the index would find it, for rows that are not in it yet."""
    columns = [func.folded(review.c[name], type_=String) for name in _COLUMNS]
    folded = [fold(term) for term in terms]
    return and_(*(or_(*(column.contains(term, autoescape=True) for column in columns)) for term in folded))


def _unspaced(term: str) -> bool:
    return any(unicodedata.name(letter, "").startswith(_UNSPACED) for letter in term)
