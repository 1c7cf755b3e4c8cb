"""Full-text search: filled behind the owner's back, so that a first import is not slowed down.

The index knows a row under a number that begins with its time: the newest come first without any sorting.
"""

import json
import re

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, text

from reviewdesk.store.database import Tx
from reviewdesk.store.folding import fold, search_words
from reviewdesk.store.tables import review

MOST = 10_000
"""Of more hits only the newest are shown."""
_COLUMNS = ("author", "title", "text", "translation", "standing_text")
_SAID = f"search_words({', '.join(_COLUMNS)})"
_MINUTE, _DAY = 60_000_000, 1440
_SHARED = 16
"""So many places has each minute."""
_UNREAD = 2_000
"""So many rows that are not in the index yet are looked through at once."""
_SHORT = 3
"""Beginnings up to this length have an index of their own."""
_SPELLINGS = 300
_SPELLED = text(
    "WITH RECURSIVE spelled(term) AS ("
    "SELECT (SELECT term FROM review_fts_terms WHERE term >= :first AND term < :last LIMIT 1) "
    "UNION ALL SELECT "
    "(SELECT term FROM review_fts_terms WHERE term >= spelled.term || char(1) AND term < :last LIMIT 1) "
    "FROM spelled WHERE spelled.term IS NOT NULL LIMIT :most"
    ") SELECT term FROM spelled WHERE term IS NOT NULL"
)
"""From one word to the next: read in a row, each would be counted through all reviews that have it."""


def fill(tx: Tx, limit: int = 500) -> int:
    """Index the next rows; the answer is how many were left to do, at most `limit`."""
    columns = review.c.id, review.c.word_order
    todo = tx.execute(select(*columns).where(text("indexed = 0")).order_by(review.c.id).limit(limit)).all()
    if not todo:
        return 0
    places = _places(tx, {row.id: _wanted(row.id, row.word_order) for row in todo})
    put = text("UPDATE review SET indexed = :place WHERE id = :id")
    tx.execute(put, [{"id": number, "place": place} for number, place in places.items()])
    these = "id IN (SELECT value FROM json_each(:ids))"
    tx.execute(
        text(f"INSERT INTO review_fts(rowid, words) SELECT indexed, {_SAID} FROM review WHERE {these}"),  # noqa: S608
        {"ids": json.dumps(list(places))},
    )
    return len(todo)


def _wanted(number: int, word_order: int) -> int:
    """Small steps from one to the next keep the index small."""
    minute = word_order // _MINUTE
    if minute % _DAY == 0:  # a bare day: its reviews share the day's minutes
        minute += number * 7 % _DAY
    return minute * _SHARED + number % _SHARED


def _places(tx: Tx, wanted: dict[int, int]) -> dict[int, int]:
    """A free place for each, the wanted one or one soon after it."""
    found: dict[int, int] = {}
    while wanted:
        asked = text("SELECT indexed FROM review WHERE indexed IN (SELECT value FROM json_each(:places))")
        given = {"places": json.dumps(list(wanted.values()))}
        taken = set(tx.execute(asked, given).scalars()) | set(found.values())
        again: dict[int, int] = {}
        for number, place in wanted.items():
            if place in taken:
                again[number] = place + 1 + number % 61
            else:
                found[number] = place
                taken.add(place)
        wanted = again
    return found


def forget(tx: Tx, number: int) -> None:
    """Take a row out of the index before it goes: the index must be told with which words."""
    gone = text(
        "INSERT INTO review_fts(review_fts, rowid, words) "  # noqa: S608
        f"SELECT 'delete', indexed, {_SAID} FROM review WHERE id = :number AND indexed <> 0"
    )
    tx.execute(gone, {"number": number})


def newest(tx: Tx, words: str, limit: int = MOST) -> list[int]:
    """The newest rows with these words, each as the beginning of a word.

    Signs that are no words are looked for letter by letter.
    """
    terms = _terms(words)
    if not terms:
        asked = select(review.c.id).where(_letters(words)).order_by(review.c.word_order.desc())
        return list(tx.execute(asked.limit(limit)).scalars())
    found = _indexed(tx, terms, limit)
    # Not sorted in among the others: they are few, and the list has an order of its own.
    unread = select(review.c.id).where(text("indexed = 0")).order_by(review.c.id.desc()).limit(_UNREAD)
    late = select(review.c.id).where(review.c.id.in_(unread), _as_told(terms)).limit(limit)
    return [*tx.execute(late).scalars(), *found][:limit]


def _indexed(tx: Tx, terms: list[str], limit: int) -> list[int]:
    glued = any(" " in term for term in terms)
    hits = (
        "SELECT rowid AS place FROM review_fts WHERE review_fts MATCH :asked ORDER BY rowid DESC LIMIT :most"
    )
    found = text(f"SELECT review.id FROM ({hits}) JOIN review ON review.indexed = place")  # noqa: S608
    given = {"asked": _query(tx, terms), "most": MOST if glued else limit}
    numbers = list(tx.execute(found, given).scalars())
    if not glued:
        return numbers
    told = select(review.c.id).where(picked(numbers), _as_told(terms))
    return list(tx.execute(told.order_by(review.c.word_order.desc()).limit(limit)).scalars())


def picked(numbers: list[int]) -> ColumnElement[bool]:
    """A condition on `review`: one of these rows, however many they are."""
    chosen = text("review.id IN (SELECT value FROM json_each(:picked))")
    return chosen.bindparams(bindparam("picked", json.dumps(numbers), unique=True))  # type: ignore[return-value]


def _terms(words: str) -> list[str]:
    """As they are indexed; letters of an unspaced script that stood together keep together."""
    found = [search_words(word) for word in re.split(r"[\W_]+", fold(words.replace("\0", " ")) or "")]
    return [term for term in found if term]


def _query(tx: Tx, terms: list[str]) -> str:
    return " AND ".join(_asked(tx, part) for term in terms for part in term.split())


def _asked(tx: Tx, word: str) -> str:
    # A single letter is a word of its own: as a beginning it would be one of nearly every review.
    if len(word) == 1:
        return f'"{word}"'
    if len(word) <= _SHORT:
        return f'"{word}"*'
    # All that begins with a longer word is merged before the first hit comes; one by one they come at once.
    given = {"first": word, "last": word + "\U0010ffff", "most": _SPELLINGS + 1}
    spelled = list(tx.execute(_SPELLED, given).scalars())
    if not 0 < len(spelled) <= _SPELLINGS:
        return f'"{word}"*'
    return "(" + " OR ".join(f'"{each}"' for each in spelled) + ")"


def _as_told(terms: list[str]) -> ColumnElement[bool]:
    """As the index would find it, for rows that are not in it yet."""
    said = " " + func.search_words(*(review.c[name] for name in _COLUMNS)) + " "
    return and_(*(func.instr(said, _sought(term)) > 0 for term in terms))


def _sought(term: str) -> str:
    return f" {term} " if len(term) == 1 else f" {term}"


def _letters(words: str) -> ColumnElement[bool]:
    signs = words.replace("\0", " ").split()
    columns = [review.c[name] for name in _COLUMNS]
    if not signs:
        return review.c.id < 0
    return and_(*(or_(*(column.contains(sign, autoescape=True) for column in columns)) for sign in signs))
