"""Two pages of one platform become one: every review goes along, and those known to both meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Table, and_, delete, exists, func, select
from sqlmodel import SQLModel

from reviewdesk.store import diary, facts, ids, joining_reviews, listings, same_day
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import Match, Sign, spaces_of, twins
from reviewdesk.store.tables import alias, aside, joined_page, listing, location, review
from reviewdesk.store.terms import Terms
from reviewdesk.store.values import ListingInfo

_AT_ONCE = 500
_SIGNS = (review.c.id, review.c.born, review.c.precision, review.c.half_stars, review.c.words)


@dataclass(slots=True)
class Joining:
    """What became of the reviews of the page that went."""

    moved: int = 0
    met: int = 0
    """Known to both pages: one from now on."""
    unsure: int = 0
    """Of those that moved: perhaps the same as another, shown as such."""
    out: list[int] = field(default_factory=list)
    """Reviews whose answer went out by hand."""


def join(tx: Tx, gone: ListingInfo, into: ListingInfo, terms: Terms, by: str = "") -> Joining:
    """Join `gone` into the other page. Raises DeskError where an answer on its way forbids it."""
    done = Joining()
    joining_reviews.refuse_on_their_way(tx, gone)
    # Row numbers, and with them the ids that people noted, are never given twice.
    highest = tx.execute(select(func.coalesce(func.max(review.c.id), 0))).scalar_one()
    facts.put(tx, ids.HIGHEST, str(max(highest, int(facts.get(tx, ids.HIGHEST) or 0))))
    unsure = _meet_all(tx, gone, into, terms, done)
    _move(tx, gone, into, unsure, terms.zone, done)
    _page(tx, gone, into)
    diary.write(
        tx,
        terms.now,
        "listing.joined",
        by=by,
        page=gone.title,
        into=into.title,
        moved=done.moved,
        met=done.met,
    )
    return done


def _meet_all(tx: Tx, gone: ListingInfo, into: ListingInfo, terms: Terms, done: Joining) -> dict[int, int]:
    """The answer: of whom else one may perhaps be the same."""
    named = _by_name(tx, gone.id, into.id)
    unsure: dict[int, int] = {}
    for rows in _parts(tx, gone.id):
        found = {row.id: Match(named[row.id], certain=True) for row in rows if row.id in named}
        left = [row for row in rows if row.id not in found]
        found |= _by_signs(tx, into.id, left, terms.zone)
        for row in rows:
            match = found.get(row.id)
            if match is None:
                continue
            if not match.certain:
                unsure[row.id] = match.review_id
                continue
            done.out += joining_reviews.meet(tx, row.id, match.review_id, into, terms)
            done.met += 1
    return unsure


def recognised(tx: Tx, one: int, other: int, zone: ZoneInfo, look_at: int = 100) -> bool:
    """Whether a review of the one page, by its signs one of the newest, surely stands on the other too."""
    if _by_name(tx, one, other):
        return True
    newest = select(*_SIGNS).where(review.c.listing_id == one).order_by(review.c.id.desc()).limit(look_at)
    found = _by_signs(tx, other, tx.execute(newest).all(), zone)
    return any(match.certain for match in found.values())


def _parts(tx: Tx, number: int) -> Iterator[Sequence[Any]]:
    """By the signs of their birth, so that those who could be taken for each other come together."""
    mine = select(*_SIGNS).where(review.c.listing_id == number)
    rows = tx.execute(mine.order_by(review.c.born, review.c.id)).all()
    for begin in range(0, len(rows), _AT_ONCE):
        yield rows[begin : begin + _AT_ONCE]


def _by_name(tx: Tx, gone: int, into: int) -> dict[int, int]:
    """Those whom both pages know by the same id."""
    mine, other = alias.alias("mine"), alias.alias("other")
    same = and_(mine.c.id_space == other.c.id_space, mine.c.external_id == other.c.external_id)
    rows = (
        select(mine.c.review_id, other.c.review_id.label("other_id"))
        .select_from(mine.join(other, same))
        .where(mine.c.listing_id == gone, other.c.listing_id == into)
        .order_by(other.c.review_id.desc())
    )
    return {row.review_id: row.other_id for row in tx.execute(rows)}


def _by_signs(tx: Tx, into: int, rows: Sequence[Any], zone: ZoneInfo) -> dict[int, Match]:
    spaces = spaces_of(tx, [row.id for row in rows])
    signs = [
        Sign(row.born, row.precision, row.half_stars, row.words, frozenset(spaces[row.id])) for row in rows
    ]
    found = twins(tx, into, signs)
    found |= same_day.twins(tx, into, signs, found, zone)
    return {rows[place].id: match for place, match in found.items()}


def _move(
    tx: Tx, gone: ListingInfo, into: ListingInfo, unsure: dict[int, int], zone: ZoneInfo, done: Joining
) -> None:
    """Those that the other page did not know go along as they are."""
    mine = review.c.listing_id == gone.id
    numbers = list(tx.execute(select(review.c.id).where(mine)).scalars())
    tx.execute(review.update().where(mine).values(listing_id=into.id, location_id=into.location_id))
    for number, other in unsure.items():
        tx.execute(review.update().where(review.c.id == number).values(same_as=other))
    joining_reviews.take_over_answers(tx, numbers, into)
    known = alias.alias("known")
    twice = exists().where(
        known.c.listing_id == into.id,
        known.c.id_space == alias.c.id_space,
        known.c.external_id == alias.c.external_id,
    )
    tx.execute(delete(alias).where(alias.c.listing_id == gone.id, twice))
    tx.execute(alias.update().where(alias.c.listing_id == gone.id).values(listing_id=into.id))
    if gone.zone != into.zone:
        listings.rezone(tx, into.location_id, zone)
    done.moved, done.unsure = len(numbers), len(unsure)


def _page(tx: Tx, gone: ListingInfo, into: ListingInfo) -> None:
    """What else belongs to the page; its name leads to the other one from now on."""
    there = select(aside.c.fingerprint).where(aside.c.listing_id == into.id)
    tx.execute(delete(aside).where(aside.c.listing_id == gone.id, aside.c.fingerprint.in_(there)))
    follow(tx, listing, gone.id, into.id)
    tx.execute(
        joined_page.insert().values(
            platform=gone.platform, external_id=gone.external_id, title=gone.title, listing_id=into.id
        )
    )
    imported = [at for at in (gone.imported_at, into.imported_at) if at]
    listings.change(
        tx,
        into.id,
        address=into.address or gone.address,
        url=into.url or gone.url,
        page=into.page or gone.page,
        imported_at=max(imported, default=None),
    )
    tx.execute(delete(listing).where(listing.c.id == gone.id))
    if gone.location_id != into.location_id and not _has_page(tx, gone.location_id):
        _shop(tx, gone, into)


def zone_of(tx: Tx, gone: ListingInfo, into: ListingInfo) -> str | None:
    """The zone of the shop to which both will belong."""
    return into.zone or (None if _has_page(tx, gone.location_id, beside=gone.id) else gone.zone)


def _has_page(tx: Tx, location_id: int, beside: int = 0) -> bool:
    pages = select(listing.c.id).where(listing.c.location_id == location_id, listing.c.id != beside)
    return tx.execute(pages.limit(1)).first() is not None


def _shop(tx: Tx, gone: ListingInfo, into: ListingInfo) -> None:
    """A shop that is left without a page was the same shop."""
    rows = select(location).where(location.c.id.in_((gone.location_id, into.location_id)))
    shops = {row.id: row for row in tx.execute(rows)}
    old, new = shops[gone.location_id], shops[into.location_id]
    listings.set_location(tx, new.id, zone=new.zone or old.zone, hours=new.hours or old.hours)
    follow(tx, location, old.id, new.id)
    tx.execute(delete(location).where(location.c.id == old.id))


def follow(tx: Tx, table: Table, old: int, new: int) -> None:
    """Whatever points to the old row of a table points to the new one from now on."""
    for column in pointing_to(table):
        tx.execute(column.table.update().where(column == old).values({column.name: new}))


def pointing_to(table: Table) -> list[Column[Any]]:
    """All columns of the schema that name a row of this table."""
    return [
        column
        for each in SQLModel.metadata.sorted_tables
        for column in each.columns
        if any(key.column is table.c.id for key in column.foreign_keys)
    ]
