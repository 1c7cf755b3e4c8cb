"""By which signs a review told by two sources is known to be one."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

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
    when = created.isoformat()
    if isinstance(created, datetime):
        when = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    # Only a hash of the name: where a platform lets no one keep it, it must not be kept here either.
    return f"{when}|{digest(folded(author))[:12]}"


def digest(*parts: object) -> str:
    joined = "\0".join("" if part is None else f"+{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def words_of(item: Review) -> str:
    """What the guest said: a change of this is a last word, a change of stamps alone is not."""
    stars = item.rating.half_stars if item.rating else None
    return digest(stars, _plain(item.title), _plain(item.text))


@dataclass(frozen=True, slots=True)
class Match:
    review_id: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """By what a review is known where its ids are not."""

    born: str
    precision: str
    stars: int | None
    words: str
    spaces: frozenset[str]
    """The sources that have an id of their own for it."""


def sign_of(item: Review) -> Sign:
    return Sign(
        born=born(item.created_at, item.author),
        precision=item.precision.value,
        stars=item.rating.half_stars if item.rating else None,
        words=words_of(item),
        spaces=frozenset([item.id_space]),
    )


def twins(tx: Tx, listing_id: int, signs: Sequence[Sign]) -> dict[int, Match]:
    """For reviews with an id never seen: the one known from another source, by position in `signs`."""
    groups: dict[tuple[str, frozenset[str]], list[int]] = {}
    for place, sign in enumerate(signs):
        groups.setdefault((sign.born, sign.spaces), []).append(place)
    if not groups:
        return {}
    rows = select(review.c.id, review.c.born, review.c.half_stars).where(
        review.c.listing_id == listing_id, review.c.born.in_({when for when, _spaces in groups})
    )
    found = tx.execute(rows.order_by(review.c.id)).all()
    if not found:
        return {}
    spaces = spaces_of(tx, [row.id for row in found])
    matches: dict[int, Match] = {}
    for (when, mine), places in groups.items():
        # Two ids of one source are two reviews, however alike.
        rivals = [(row.id, row.half_stars) for row in found if row.born == when]
        rivals = [rival for rival in rivals if not mine & spaces[rival[0]]]
        pairs = pair([(place, signs[place].stars) for place in places], rivals)
        matches |= pairs
        for match in pairs.values():
            if match.certain:
                spaces[match.review_id] |= mine
    return matches


Starred = tuple[int, int | None]


def pair(items: list[Starred], rivals: list[Starred]) -> dict[int, Match]:
    """Who is whose: certain where one stands against one; where several do, stars break the tie."""
    if not items or not rivals:
        return {}
    if len(items) == len(rivals) == 1:
        return {items[0][0]: Match(rivals[0][0], certain=True)}
    matches: dict[int, Match] = {}
    for stars in {star for _place, star in items}:
        mine = [place for place, star in items if star == stars]
        theirs = [number for number, star in rivals if star == stars]
        if len(mine) == len(theirs) == 1:
            matches[mine[0]] = Match(theirs[0], certain=True)
    left = [rival for rival in rivals if rival[0] not in {match.review_id for match in matches.values()}]
    for turn, (place, _star) in enumerate(each for each in items if each[0] not in matches):
        if left:
            matches[place] = Match(left[turn % len(left)][0], certain=False)
    return matches


def spaces_of(tx: Tx, numbers: list[int]) -> dict[int, set[str]]:
    spaces: dict[int, set[str]] = {number: set() for number in numbers}
    rows = select(alias.c.review_id, alias.c.id_space).where(alias.c.review_id.in_(numbers))
    for row in tx.execute(rows):
        spaces[row.review_id].add(row.id_space)
    return spaces
