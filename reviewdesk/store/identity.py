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


def twins(tx: Tx, listing_id: int, items: Sequence[Review]) -> dict[int, Match]:
    """For reviews with an id never seen: the one known from another source, by position in `items`."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, item in enumerate(items):
        groups.setdefault((born(item.created_at, item.author), item.id_space), []).append(place)
    if not groups:
        return {}
    rows = select(review.c.id, review.c.born, review.c.half_stars).where(
        review.c.listing_id == listing_id, review.c.born.in_({sign for sign, _space in groups})
    )
    found = tx.execute(rows.order_by(review.c.id)).all()
    if not found:
        return {}
    spaces = spaces_of(tx, [row.id for row in found])
    matches: dict[int, Match] = {}
    for (sign, space), places in groups.items():
        # Two ids of one source are two reviews, however alike.
        rivals = [(row.id, row.half_stars) for row in found if row.born == sign]
        rivals = [rival for rival in rivals if space not in spaces[rival[0]]]
        pairs = pair([(place, stars_of(items[place])) for place in places], rivals)
        matches |= pairs
        for match in pairs.values():
            if match.certain:
                spaces[match.review_id].add(space)
    return matches


def stars_of(item: Review) -> int | None:
    return item.rating.half_stars if item.rating else None


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
