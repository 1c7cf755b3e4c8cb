"""Taking a batch of validated reviews in: new, changed, known, or the same as one from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.api import Review, Standing, StandingReply
from reviewdesk.store import bells, diary, facts, keeping, meeting, same_day, sightings
from reviewdesk.store.begin import before, begin_columns
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import sign_of, twins
from reviewdesk.store.ids import HIGHEST, public_id
from reviewdesk.store.standing import answered_before, order_keys, settled
from reviewdesk.store.tables import alias, review
from reviewdesk.store.terms import Terms
from reviewdesk.store.told import platform_columns, standing_columns
from reviewdesk.store.values import ListingInfo, Taken

__all__ = ["Batch", "Terms", "take"]


@dataclass(slots=True)
class Batch:
    """What became of it."""

    taken: Taken = field(default_factory=Taken)
    standing: dict[int, StandingReply | None] = field(default_factory=dict)
    """For reviews with an answer on its way, or one that stands on the owner's word: the reply that this
    source shows."""


def take(tx: Tx, where: ListingInfo, items: Sequence[Review], terms: Terms) -> Batch:
    """Write a page of reviews in one go."""
    batch = Batch()
    items = _last_of_each(items)
    have = _known_rows(tx, where.id, items)
    strangers = [item for item in items if (item.id_space, item.external_id) not in have]
    signs = [sign_of(item) for item in strangers]
    same = twins(tx, where.id, signs)
    same |= same_day.twins(tx, where.id, signs, same, terms.zone)
    fresh: list[tuple[Review, int | None]] = []
    joined = {match.review_id: strangers[place] for place, match in same.items() if match.certain}
    _join(tx, where, joined, terms, batch)
    for place, item in enumerate(strangers):
        match = same.get(place)
        if match is None or not match.certain:
            fresh.append((item, match.review_id if match else None))
    _insert(tx, where, fresh, terms, batch)
    for item in items:
        row_known = have.get((item.id_space, item.external_id))
        if row_known is not None:
            _name(tx, where, row_known.id, item)
            _meet(tx, where, row_known, item, terms, batch)
    sightings.saw(tx, [*joined, *(row.id for row in have.values())], terms.walk)
    return batch


def _last_of_each(items: Sequence[Review]) -> list[Review]:
    """A page may name one review twice while the platform's order shifts: the later one counts."""
    return list({(item.id_space, item.external_id): item for item in items}.values())


def _known_rows(tx: Tx, listing_id: int, items: Sequence[Review]) -> dict[tuple[str, str], Row[Any]]:
    wanted: dict[tuple[str, str], tuple[str, str]] = {}
    for item in items:
        own = (item.id_space, item.external_id)
        wanted |= dict.fromkeys(item.aliases.items(), own)
    wanted |= {own: own for item in items for own in [(item.id_space, item.external_id)]}
    names = select(alias).where(
        alias.c.listing_id == listing_id,
        tuple_(alias.c.id_space, alias.c.external_id).in_(list(wanted)),
    )
    numbers: dict[tuple[str, str], int] = {}
    for row in tx.execute(names):
        name = (row.id_space, row.external_id)
        # Its own id says more than an alias.
        if wanted[name] == name or wanted[name] not in numbers:
            numbers[wanted[name]] = row.review_id
    rows = select(review).where(review.c.id.in_(set(numbers.values())))
    by_number = {row.id: row for row in tx.execute(rows)}
    return {own: by_number[number] for own, number in numbers.items()}


def _insert(
    tx: Tx, where: ListingInfo, fresh: list[tuple[Review, int | None]], terms: Terms, batch: Batch
) -> None:
    if not fresh:
        return
    number = _highest(tx)
    rows, names = [], []
    for item, maybe in fresh:
        number += 1
        rows.append(_new_row(number, where, item, terms) | {"same_as": maybe})
        names += _names(where, number, item)
    tx.execute(review.insert(), rows)
    tx.execute(insert(alias).on_conflict_do_nothing(), names)
    batch.taken += Taken(new=len(rows))
    bells.came(tx, where, date.fromordinal(max(row["day"] for row in rows)), terms.now)
    if terms.fetched and where.walked_at is not None:
        # Those of the very first walk are no news to anybody.
        for row in rows:
            if row["inbox_key"] is not None:
                diary.write(tx, terms.now, "review.new", review_id=row["id"])


def _highest(tx: Tx) -> int:
    there = int(tx.execute(select(func.coalesce(func.max(review.c.id), 0))).scalar_one())
    return max(there, int(facts.get(tx, HIGHEST) or 0))


def _names(where: ListingInfo, number: int, item: Review) -> list[dict[str, Any]]:
    return [
        {"listing_id": where.id, "id_space": space, "external_id": name, "review_id": number}
        for space, name in {**item.aliases, item.id_space: item.external_id}.items()
    ]


def _name(tx: Tx, where: ListingInfo, number: int, item: Review) -> None:
    """One found by an alias is known by its own id from now on."""
    if item.aliases:
        tx.execute(insert(alias).on_conflict_do_nothing(), _names(where, number, item))


def _new_row(number: int, where: ListingInfo, item: Review, terms: Terms) -> dict[str, Any]:
    last_word = item.updated_at or item.created_at
    row = platform_columns(item) | {
        "id": number,
        "pub": public_id(number),
        "platform": where.platform,
        "listing_id": where.id,
        "location_id": where.location_id,
        "last_word_at": last_word,
        "damaged": item.external_id in terms.damaged,
        "live": None,
        "outcome": None,
        "outcome_reason": None,
        "drafted": False,
        "history": False,
        "back": False,
        "skipped": None,
        "snoozed_until": None,
        "snooze_why": None,
        "asleep": None,
        "removed_at": None,
        "missing_at": None,
        "same_as": None,
        "seen_walk": terms.walk,
        "first_seen_at": terms.now,
        "indexed": 0,
        "guessed": None,
        "standing_by": None,
        "claimed_until": None,
    }
    row |= standing_columns(item.reply, "platform")
    row |= order_keys(last_word, row["half_stars"], terms.zone)
    row |= begin_columns(row, terms.begin, terms.wordless_above)
    began = not before(row["day"], terms.begin)
    again = _spoke_after(last_word, item) if terms.replaceable else answered_before(item)
    row["again"] = began and again
    if began and item.reply is not None and item.reply.standing == Standing.REJECTED:
        row |= {"outcome": "refused", "outcome_reason": item.reply.reason}
    return row | settled(row) | keeping.new_columns(terms)


def _spoke_after(last_word: datetime | date, item: Review) -> bool:
    if item.reply is None or item.reply.at is None or item.updated_at is None:
        return False
    return isinstance(last_word, datetime) and last_word > item.reply.at


def _join(tx: Tx, where: ListingInfo, joined: dict[int, Review], terms: Terms, batch: Batch) -> None:
    """New to this source, but known from another."""
    if not joined:
        return
    names = [name for number, item in joined.items() for name in _names(where, number, item)]
    tx.execute(insert(alias).on_conflict_do_nothing(), names)
    # Whoever was held to be maybe the same as one of these is another, now that its own is known.
    tx.execute(review.update().where(review.c.same_as.in_(joined)).values(same_as=None))
    for row in tx.execute(select(review).where(review.c.id.in_(joined))).all():
        _meet(tx, where, row, joined[row.id], terms, batch, joined=True)


def _meet(
    tx: Tx,
    where: ListingInfo,
    row: Row[Any],
    item: Review,
    terms: Terms,
    batch: Batch,
    *,
    joined: bool = False,
) -> None:
    """A review that is known already comes again, from the same source or another."""
    tally = Taken(joined=1) if joined else Taken(known=1)
    if row.live or row.claimed_until:
        batch.standing[row.id] = item.reply
    changes = meeting.changes(tx, where, row, item, terms)
    if changes:
        after = {**row._mapping, **changes}  # noqa: SLF001 - SQLAlchemy's public name for it
        tx.execute(review.update().where(review.c.id == row.id).values(changes | settled(after)))
        if "words" in changes:
            bells.came(tx, where, date.fromordinal(after["day"]), terms.now)
        if not joined and changes.keys() & {"words", "standing_text", "removed_at"}:
            tally = Taken(changed=1)
    batch.taken += tally
