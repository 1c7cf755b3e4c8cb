"""Taking a batch of validated reviews in: new, changed, known, or the same as one from elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.api import Review, StandingReply
from reviewdesk.store import diary
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import Match, born, digest, same_text, twins, words_of
from reviewdesk.store.ids import public_id
from reviewdesk.store.standing import order_keys, settled
from reviewdesk.store.tables import alias, reply, review, version
from reviewdesk.store.values import ListingInfo, Taken

WORDLESS = "stars without words"
"""Why a review without text is set aside by the owner's lasting wish; shown in his language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under which terms a batch is taken."""

    now: datetime
    zone: ZoneInfo
    fetched: bool
    """From the platform's API: what it does not show is not there. A file proves nothing missing."""
    replaceable: bool
    """Whether a reply can be changed: only then an edited review asks for another look."""
    begin: date | None = None
    """The owner's first day: older unanswered ones are history."""
    wordless_above: int | None = None
    """Reviews without words and more half stars than this need no answer."""
    walk: int = 0
    damaged: frozenset[str] = frozenset()
    """External ids in which characters had to be replaced."""


@dataclass(slots=True)
class Batch:
    """What became of it."""

    taken: Taken = field(default_factory=Taken)
    new_ids: list[int] = field(default_factory=list)
    standing: dict[int, StandingReply | None] = field(default_factory=dict)
    """For reviews with an answer on its way: the reply that this source shows."""


def take(tx: Tx, where: ListingInfo, items: Sequence[Review], terms: Terms) -> Batch:
    """Write a page of reviews in one go."""
    batch = Batch()
    items = _last_of_each(items)
    have = _known_rows(tx, where.id, items)
    strangers = [item for item in items if (item.id_space, item.external_id) not in have]
    same = twins(tx, where.id, strangers)
    fresh: list[tuple[Review, int | None]] = []
    met: list[int] = []
    for place, item in enumerate(strangers):
        match = same.get(place)
        if match and match.certain:
            row = tx.execute(select(review).where(review.c.id == match.review_id)).one()
            _join(tx, where, item, match)
            _meet(tx, row, item, terms, batch, joined=True)
            met.append(row.id)
        else:
            fresh.append((item, match.review_id if match else None))
    _insert(tx, where, fresh, terms, batch)
    for item in items:
        row_known = have.get((item.id_space, item.external_id))
        if row_known is not None:
            _meet(tx, row_known, item, terms, batch)
    _saw(tx, [*met, *(row.id for row in have.values())], terms)
    return batch


def _last_of_each(items: Sequence[Review]) -> list[Review]:
    """A page may name one review twice while the platform's order shifts: the later one counts."""
    return list({(item.id_space, item.external_id): item for item in items}.values())


def _known_rows(tx: Tx, listing_id: int, items: Sequence[Review]) -> dict[tuple[str, str], Row[Any]]:
    wanted: dict[tuple[str, str], tuple[str, str]] = {}
    for item in items:
        own = (item.id_space, item.external_id)
        wanted |= dict.fromkeys(item.aliases.items(), own)
        wanted[own] = own
    names = select(alias).where(
        alias.c.listing_id == listing_id,
        tuple_(alias.c.id_space, alias.c.external_id).in_(list(wanted)),
    )
    numbers = {wanted[(row.id_space, row.external_id)]: row.review_id for row in tx.execute(names)}
    rows = select(review).where(review.c.id.in_(set(numbers.values())))
    by_number = {row.id: row for row in tx.execute(rows)}
    return {own: by_number[number] for own, number in numbers.items()}


def _insert(
    tx: Tx, where: ListingInfo, fresh: list[tuple[Review, int | None]], terms: Terms, batch: Batch
) -> None:
    if not fresh:
        return
    number = int(tx.execute(select(func.coalesce(func.max(review.c.id), 0))).scalar_one())
    rows, names = [], []
    for item, maybe in fresh:
        number += 1
        rows.append(_new_row(number, where, item, terms) | {"same_as": maybe})
        names += [
            {"listing_id": where.id, "id_space": space, "external_id": name, "review_id": number}
            for space, name in {**item.aliases, item.id_space: item.external_id}.items()
        ]
        batch.new_ids.append(number)
    tx.execute(review.insert(), rows)
    tx.execute(insert(alias).on_conflict_do_nothing(), names)
    batch.taken += Taken(new=len(rows))


def _new_row(number: int, where: ListingInfo, item: Review, terms: Terms) -> dict[str, Any]:
    last_word = item.updated_at or item.created_at
    row = _platform_columns(item) | {
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
        "removed_at": None,
        "missing_at": None,
        "same_as": None,
        "seen_walk": terms.walk,
        "first_seen_at": terms.now,
        "indexed": False,
        "guessed": None,
        "standing_by": None,
        "claimed_until": None,
    }
    row |= _standing_columns(item.reply, "platform")
    row |= order_keys(last_word, row["half_stars"], terms.zone)
    row |= begin_columns(row, terms.begin, terms.wordless_above)
    row["again"] = not row["history"] and terms.replaceable and _spoke_after(last_word, item)
    if row["again"] and terms.begin and date.fromordinal(row["day"]) < terms.begin:
        row["again"] = False
    return row | settled(row)


def _spoke_after(last_word: datetime | date, item: Review) -> bool:
    if item.reply is None or item.reply.at is None or item.updated_at is None:
        return False
    return isinstance(last_word, datetime) and last_word > item.reply.at


def _platform_columns(item: Review) -> dict[str, Any]:
    parts = item.parts
    columns = {
        "kind": item.kind.value,
        "external_id": item.external_id,
        "id_space": item.id_space,
        "ref": item.ref,
        "url": item.url,
        "half_stars": item.rating.half_stars if item.rating else None,
        "rating_value": item.rating.value if item.rating else None,
        "rating_scale": item.rating.scale if item.rating else None,
        "author": item.author,
        "title": item.title,
        "text": item.text,
        "positive": parts.positive if parts else None,
        "negative": parts.negative if parts else None,
        "translation": item.translation,
        "language": item.language,
        "details": dict(item.details) or None,
        "precision": item.precision.value,
        "created_at": item.created_at,
        "updated_at": item.updated_at,
        "answerable": item.answerable,
        "reply_known": item.reply_known,
        "born": born(item.created_at, item.author),
        "words": words_of(item),
    }
    return columns | {"content": digest(*columns.values(), item.reply)}


def _standing_columns(standing: StandingReply | None, origin: str) -> dict[str, Any]:
    if standing is None:
        names = ("text", "at", "origin", "reason")
        return {"standing": None} | {f"standing_{name}": None for name in names}
    return {
        "standing": standing.standing.value,
        "standing_text": standing.text,
        "standing_at": standing.at,
        "standing_origin": origin,
        "standing_reason": standing.reason,
    }


def begin_columns(row: Mapping[str, Any], begin: date | None, wordless_above: int | None) -> dict[str, Any]:
    """What the owner's beginning and his wish about stars without words make of a review."""
    open_ = row["standing_text"] is None and not row["back"]
    old = begin is not None and date.fromordinal(row["day"]) < begin
    skipped = row["skipped"]
    if skipped in (None, WORDLESS):
        silent = not (row["text"] or row["title"]) and (row["half_stars"] or 0) > (wordless_above or 10)
        skipped = WORDLESS if open_ and silent and wordless_above is not None else None
    return {"history": open_ and old, "skipped": skipped}


def _join(tx: Tx, where: ListingInfo, item: Review, match: Match) -> None:
    name = {"listing_id": where.id, "id_space": item.id_space, "external_id": item.external_id}
    tx.execute(insert(alias).values(**name, review_id=match.review_id).on_conflict_do_nothing())
    tx.execute(review.update().where(review.c.same_as == match.review_id).values(same_as=None))


def _meet(tx: Tx, row: Row[Any], item: Review, terms: Terms, batch: Batch, *, joined: bool = False) -> None:
    """A review that is known already comes again, from the same source or another."""
    tally = Taken(joined=1) if joined else Taken(known=1)
    if row.live:
        batch.standing[row.id] = item.reply
    changes = _changes(tx, row, item, terms)
    if changes:
        after = {**row._mapping, **changes}  # noqa: SLF001 - SQLAlchemy's public name for it
        tx.execute(review.update().where(review.c.id == row.id).values(changes | settled(after)))
        if not joined and changes.keys() & {"words", "standing_text", "removed_at"}:
            tally = Taken(changed=1)
    batch.taken += tally


def _changes(tx: Tx, row: Row[Any], item: Review, terms: Terms) -> dict[str, Any]:
    new = _platform_columns(item)
    changes: dict[str, Any] = {}
    if row.removed_at and terms.fetched:
        changes |= {"removed_at": None, "missing_at": None}
        diary.write(tx, terms.now, "review.back", review_id=row.id)
    api_takes_over = terms.fetched and row.id_space != item.id_space
    if new["content"] == row.content and not api_takes_over:
        return changes
    if _older(item, row) and not api_takes_over:
        return changes | _newer_reply(tx, row, item, terms)
    if not terms.fetched and row.id_space == "api":
        # A file's id, link and precision must not push out those by which the platform is asked.
        new |= {key: getattr(row, key) for key in ("external_id", "id_space", "ref", "url", "created_at")}
        new["content"] = row.content
    changes |= {key: value for key, value in new.items() if value != getattr(row, key)}
    changes |= _newer_reply(tx, row, item, terms)
    if "words" in changes:
        changes |= _new_words(tx, row, item, terms)
    if item.reply_known is False and row.reply_known:
        changes.pop("reply_known", None)
    return changes


def _older(item: Review, row: Row[Any]) -> bool:
    """An older file never sets anything back."""
    theirs, ours = item.updated_at or item.created_at, row.updated_at or row.created_at
    if isinstance(theirs, datetime) and isinstance(ours, datetime):
        # Sources cut fractions of a second differently.
        return theirs < ours - timedelta(seconds=1)
    return _day(theirs) < _day(ours)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _new_words(tx: Tx, row: Row[Any], item: Review, terms: Terms) -> dict[str, Any]:
    """The guest changed stars or text: that is his last word, and the old one is kept."""
    last_word = item.updated_at or row.last_word_at
    if item.updated_at is None or item.updated_at == row.updated_at:
        last_word = terms.now if isinstance(row.last_word_at, datetime) else terms.now.date()
    tx.execute(
        version.insert().values(
            review_id=row.id, until=last_word, half_stars=row.half_stars, title=row.title, text=row.text
        )
    )
    diary.write(tx, terms.now, "review.edited", review_id=row.id)
    stars = item.rating.half_stars if item.rating else None
    changes: dict[str, Any] = {"last_word_at": last_word, "guessed": None} | order_keys(
        last_word, stars, terms.zone
    )
    answered = row.standing_text is not None or row.live in ("sent", "handed_off")
    began = terms.begin is None or date.fromordinal(changes["day"]) >= terms.begin
    changes["again"] = bool(answered and terms.replaceable and began)
    if row.skipped == WORDLESS and (item.text or item.title):
        changes["skipped"] = None
    if row.history and began:
        changes["history"] = False
    return changes


def _newer_reply(tx: Tx, row: Row[Any], item: Review, terms: Terms) -> dict[str, Any]:
    """What this source tells about the reply that stands."""
    if item.reply is None:
        return _no_reply(tx, row, item, terms)
    if _earlier(item.reply, row):
        return {}
    ours = _ours(tx, row.id, item.reply.text)
    new = _standing_columns(item.reply, "here" if ours else "platform")
    if same_text(item.reply.text, row.standing_text):
        new["standing_origin"] = row.standing_origin
        if item.reply.at is None:
            new["standing_at"] = row.standing_at
    else:
        new["standing_by"] = ours
        diary.write(tx, terms.now, "reply.seen", review_id=row.id, origin=new["standing_origin"])
    settled_now: dict[str, Any] = {"history": False, "reply_known": True, "claimed_until": None}
    if not same_text(item.reply.text, row.standing_text):
        settled_now |= {"again": False, "outcome": None, "outcome_reason": None}
    return new | settled_now


def _earlier(standing: StandingReply, row: Row[Any]) -> bool:
    return bool(standing.at and row.standing_at and standing.at < row.standing_at - timedelta(seconds=1))


def _no_reply(tx: Tx, row: Row[Any], item: Review, terms: Terms) -> dict[str, Any]:
    """Only the platform itself, telling of replies at all, can say that one is gone.

    While an answer is on its way its own watch decides: a list may lag behind.
    """
    if not (terms.fetched and item.reply_known and row.standing_text) or row.live:
        return {}
    if row.claimed_until and terms.now < row.claimed_until:
        return {}
    diary.write(tx, terms.now, "reply.gone", review_id=row.id, origin=row.standing_origin)
    changes = _standing_columns(None, "") | {"again": False}
    if row.standing_origin == "here":
        changes |= {"outcome": "gone", "outcome_reason": None}
    return changes


def _ours(tx: Tx, review_id: int, text: str) -> str | None:
    """Who of us wrote this text, if one of us did."""
    rows = tx.execute(select(reply.c.text, reply.c.by).where(reply.c.review_id == review_id))
    return next((row.by for row in rows if same_text(row.text, text)), None)


def _saw(tx: Tx, numbers: Iterable[int], terms: Terms) -> None:
    seen = [{"n": number} for number in numbers]
    if seen and terms.walk:
        update = review.update().where(review.c.id == bindparam("n"))
        tx.execute(update.values(seen_walk=terms.walk), seen)


def not_seen(tx: Tx, listing_id: int, walk: int, limit: int = 500) -> list[int]:
    """Reviews of the API that a whole walk did not show."""
    rows = (
        select(review.c.id)
        .join(alias, (alias.c.review_id == review.c.id) & (alias.c.id_space == "api"))
        .where(review.c.listing_id == listing_id, review.c.seen_walk < walk, review.c.removed_at.is_(None))
        .order_by(review.c.id)
        .limit(limit)
    )
    return list(tx.execute(rows).scalars())


def missing_since(tx: Tx, listing_id: int, before: datetime, limit: int) -> list[int]:
    """Reviews that a read found missing before that moment."""
    rows = (
        select(review.c.id)
        .where(
            review.c.listing_id == listing_id, review.c.removed_at.is_(None), review.c.missing_at <= before
        )
        .limit(limit)
    )
    return list(tx.execute(rows).scalars())
