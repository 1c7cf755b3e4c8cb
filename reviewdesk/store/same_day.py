"""One review, of which one source tells the moment and another only the day or the month."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select

from reviewdesk.api import Precision
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import Match, Sign, born, pair, spaces_of
from reviewdesk.store.tables import review

_DAY = timedelta(days=1)


def name_mark(author: str | None) -> str:
    """The name as the column `born` keeps it."""
    return born(date.min, author).partition("|")[2]


NAMELESS = name_mark(None)


@dataclass(frozen=True, slots=True)
class _Told:
    """When and who, as far as a source tells: local days, the first and the last that are meant."""

    name: str
    first: date
    last: date
    exact: bool
    words: str

    def fits(self, other: "_Told") -> bool:
        if (self.exact and other.exact) or self.name != other.name:
            return False
        if self.first > other.last or other.first > self.last:
            return False
        # Many guests stay nameless on one day: then only the very same words say that they are one.
        return self.name != NAMELESS or self.words == other.words


def twins(
    tx: Tx, listing_id: int, signs: Sequence[Sign], done: Mapping[int, Match], zone: ZoneInfo
) -> dict[int, Match]:
    """For those in `signs` that no moment joined: the one known by name and day, by position."""
    told = {place: _read(sign, zone) for place, sign in enumerate(signs) if place not in done}
    known = _rows(tx, listing_id, told.values(), zone)
    if not known:
        return {}
    spaces = spaces_of(tx, list(known))
    for place, match in done.items():
        if match.certain:
            spaces.setdefault(match.review_id, set()).update(signs[place].spaces)
    matches: dict[int, Match] = {}
    # A day says more than a month: it chooses first.
    for rough in (False, True):
        part = [place for place, one in told.items() if (one.last - one.first > _DAY) is rough]
        found = _stage(signs, told, part, known, spaces)
        for place, match in found.items():
            if match.certain:
                spaces[match.review_id] |= signs[place].spaces
        matches |= found
    return matches


def _stage(
    signs: Sequence[Sign],
    told: Mapping[int, _Told],
    places: list[int],
    known: Mapping[int, tuple[_Told, int | None]],
    spaces: Mapping[int, set[str]],
) -> dict[int, Match]:
    groups: dict[tuple[frozenset[str], frozenset[int]], list[int]] = {}
    by_name: dict[str, list[int]] = {}
    for number, (one, _stars) in known.items():
        by_name.setdefault(one.name, []).append(number)
    for place in places:
        own = signs[place].spaces
        rivals = frozenset(
            number
            for number in by_name.get(told[place].name, ())
            if not own & spaces[number] and told[place].fits(known[number][0])
        )
        if rivals:
            groups.setdefault((own, rivals), []).append(place)
    wanted = Counter((own, number) for own, rivals in groups for number in rivals)
    matches: dict[int, Match] = {}
    for (own, rivals), mine in groups.items():
        pairs = pair(
            [(place, signs[place].stars) for place in mine],
            [(number, known[number][1]) for number in sorted(rivals)],
        )
        for place, match in pairs.items():
            contested = wanted[own, match.review_id] > 1
            matches[place] = Match(match.review_id, certain=match.certain and not contested)
    return matches


def _told(at: datetime | date, precision: str, name: str, words: str, zone: ZoneInfo) -> _Told:
    if isinstance(at, datetime):
        day = at.astimezone(zone).date()
        return _Told(name, day, day, exact=True, words=words)
    if precision == Precision.MONTH:
        end = at.replace(day=monthrange(at.year, at.month)[1])
        return _Told(name, at.replace(day=1), end, exact=False, words=words)
    return _Told(name, at, at, exact=False, words=words)


def _rows(
    tx: Tx, listing_id: int, told: Iterable[_Told], zone: ZoneInfo
) -> dict[int, tuple[_Told, int | None]]:
    """The rows that may be meant, each looked up by the index on creation and name."""
    signs: set[str] = set()
    spans: set[tuple[str, str]] = set()
    for one in told:
        if one.exact:
            signs |= {f"{day.isoformat()}|{one.name}" for day in (one.first, one.first.replace(day=1))}
        else:
            signs.add(f"{one.first.replace(day=1).isoformat()}|{one.name}")
            spans.add(((one.first - _DAY).isoformat(), (one.last + 2 * _DAY).isoformat()))
    wanted: list[ColumnElement[bool]] = [review.c.born.in_(signs)] if signs else []
    wanted += [(review.c.born >= start) & (review.c.born < end) for start, end in sorted(spans)]
    found: dict[int, tuple[_Told, int | None]] = {}
    for where in wanted:
        columns = select(
            review.c.id, review.c.born, review.c.precision, review.c.half_stars, review.c.words
        ).where(review.c.listing_id == listing_id, where)
        for row in tx.execute(columns.order_by(review.c.id)):
            sign = Sign(row.born, row.precision, row.half_stars, row.words, frozenset())
            found[row.id] = (_read(sign, zone), row.half_stars)
    return found


def _read(sign: Sign, zone: ZoneInfo) -> _Told:
    when, _bar, name = sign.born.partition("|")
    at = date.fromisoformat(when) if len(when) == len("2026-01-01") else None
    moment = at or datetime.fromisoformat(when).replace(tzinfo=UTC)
    return _told(moment, sign.precision, name, sign.words, zone)
