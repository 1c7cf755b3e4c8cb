"""By which signs a review told by two sources is known to be one."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from reviewdesk.api import Review
from reviewdesk.store.database import Tx
from reviewdesk.store.tables import alias, review


def folded(text: str | None) -> str:
    """A name or a text as one compares it: NFC, case folded, white space run together."""
    return " ".join(unicodedata.normalize("NFC", text or "").casefold().split())


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two replies are one text: platforms trim, normalise and change line ends."""
    return _plain(one) == _plain(other)


def _plain(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def born(created: datetime | date, author: str | None) -> str:
    """Creation to the second (sources cut fractions differently) or the bare day, and the name."""
    when = created.strftime("%Y-%m-%dT%H:%M:%S") if isinstance(created, datetime) else created.isoformat()
    return f"{when}|{folded(author)}"


def digest(*parts: object) -> str:
    joined = "\0".join("" if part is None else f"+{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def words_of(item: Review) -> str:
    """What the guest said: a change of this is a last word, a change of stamps alone is not."""
    stars = item.rating.half_stars if item.rating else None
    return digest(stars, item.title, item.text)


@dataclass(frozen=True, slots=True)
class Match:
    review_id: int
    certain: bool


def twins(tx: Tx, listing_id: int, items: Sequence[Review]) -> dict[int, Match]:
    """For reviews with an id never seen: the one known from another source, by position in `items`."""
    signs = {born(item.created_at, item.author) for item in items}
    if not signs:
        return {}
    rows = select(review.c.id, review.c.born, review.c.half_stars).where(
        review.c.listing_id == listing_id, review.c.born.in_(signs)
    )
    found = tx.execute(rows).all()
    if not found:
        return {}
    spaces = _spaces(tx, [row.id for row in found])
    matches: dict[int, Match] = {}
    for place, item in enumerate(items):
        mine = born(item.created_at, item.author)
        # Two ids of one source are two reviews, however alike.
        rivals = [row for row in found if row.born == mine and item.id_space not in spaces[row.id]]
        match = _choose([(row.id, row.half_stars) for row in rivals], item)
        if match:
            matches[place] = match
            if match.certain:
                spaces[match.review_id].add(item.id_space)
    return matches


def _choose(rivals: list[tuple[int, int | None]], item: Review) -> Match | None:
    if len(rivals) > 1:
        stars = item.rating.half_stars if item.rating else None
        rivals = [rival for rival in rivals if rival[1] == stars] or rivals
    if not rivals:
        return None
    return Match(rivals[0][0], certain=len(rivals) == 1)


def _spaces(tx: Tx, numbers: list[int]) -> dict[int, set[str]]:
    spaces: dict[int, set[str]] = {number: set() for number in numbers}
    rows = select(alias.c.review_id, alias.c.id_space).where(alias.c.review_id.in_(numbers))
    for row in tx.execute(rows):
        spaces[row.review_id].add(row.id_space)
    return spaces
