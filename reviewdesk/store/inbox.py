"""Which reviews wait, in which order: keyset paging, no OFFSET."""

from array import array
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, func, select, text, tuple_

from reviewdesk.api import Rating, Standing
from reviewdesk.store import forgotten, reviews, search
from reviewdesk.store.database import Tx
from reviewdesk.store.lines import ON_ITS_WAY, TO_DECIDE, Line, Order, Query, State
from reviewdesk.store.moments import utc_text
from reviewdesk.store.standing import NO_STARS
from reviewdesk.store.tables import location, review
from reviewdesk.store.values import Counts, ReplyInfo

_KEYS = {
    Order.DESK: ("inbox_key", "word_order", "id"),
    Order.NEWEST: ("word_order", "id"),
    Order.LOWEST: ("low_key", "word_order", "id"),
    Order.OLDEST: ("word_order", "id"),
}
_LINE = (
    "id",
    "pub",
    "platform",
    "half_stars",
    "rating_value",
    "rating_scale",
    "author",
    "last_word_at",
    "day",
    "state",
    "reply_known",
    "words_kept",
    "first_seen_at",
    "standing",
    "claimed_until",
)
_FIRST_WORDS = 400
WAITING = text("review.inbox_key IS NOT NULL")
"""Written out, not bound: a partial index is only used for the very condition it was made with."""


def page(tx: Tx, query: Query, limit: int, after: int | None = None) -> list[int]:
    """Row numbers of one page; `after` is the last row of the page before."""
    rows = ordered(select(review.c.id), query).where(*_sought(tx, query)).limit(limit)
    if after is not None:
        found = keys(query)
        last = tx.execute(select(*found).where(review.c.id == after)).first()
        if last is None or last[0] is None:
            last = tx.execute(select(*keys(query, waiting=False)).where(review.c.id == after)).first()
        if last is not None:
            here, there = tuple_(*found), tuple_(*last)
            rows = rows.where(here > there if query.order == Order.OLDEST else here < there)
    return list(tx.execute(rows).scalars())


def numbers(tx: Tx, query: Query) -> "array[int]":
    """Row numbers of all of them: 8 bytes each."""
    found: array[int] = array("q")
    found.extend(tx.execute(ordered(select(review.c.id), query).where(*_sought(tx, query))).scalars())
    return found


def lines(tx: Tx, wanted: list[int]) -> dict[int, Line]:
    """What the list shows of these rows."""
    columns = [review.c[name] for name in _LINE]
    first_words = func.substr(func.coalesce(review.c.text, review.c.title, ""), 1, _FIRST_WORDS).label(
        "words"
    )
    rows = (
        select(*columns, first_words, location.c.name.label("location"))
        .join(location, location.c.id == review.c.location_id)
        .where(review.c.id.in_(wanted))
    )
    read = list(tx.execute(rows))
    gone = forgotten.among(tx, [row.id for row in read if not row.words_kept])
    found = {row.id: _line(row, forgotten=row.id in gone) for row in read}
    return found | _with_answers(tx, [found[row.id] for row in read if _answer_tells_more(row)])


def _answer_tells_more(row: Any) -> bool:
    # Most of a long list was answered and seen there: of these no answer is looked up.
    if row.state == State.PUBLISHED:
        return row.claimed_until is not None or row.standing == Standing.PENDING
    return row.state in (State.QUEUED, State.HANDED_OFF)


def _with_answers(tx: Tx, asked: list[Line]) -> dict[int, Line]:
    """When these go out, or on whose word they stand: in one look for all of them."""
    if not asked:
        return {}
    answers = reviews.answers(tx, [line.id for line in asked])
    return {line.id: _with_answer(line, answers[line.id]) for line in asked if line.id in answers}


def _with_answer(line: Line, answer: ReplyInfo) -> Line:
    if line.state == State.QUEUED:
        return replace(line, due_at=answer.due_at, zone=answer.zone)
    on_word = answer.on_word or answer.waits_there
    return replace(line, on_word=on_word, looked_at_there=answer.looked_at_there)


def _line(row: Any, *, forgotten: bool) -> Line:
    return Line(
        id=row.id,
        pub=row.pub,
        platform=row.platform,
        half_stars=row.half_stars,
        rating=None if row.rating_value is None else Rating(row.rating_value, row.rating_scale),
        author=row.author,
        text=row.words,
        location=row.location,
        last_word_at=row.last_word_at,
        day=date.fromordinal(row.day),
        state=State(row.state),
        reply_known=row.reply_known,
        words_kept=row.words_kept,
        first_seen_at=row.first_seen_at,
        forgotten=forgotten,
    )


def counts(tx: Tx, late_before: datetime, late_day: date, beside: tuple[int, ...] = ()) -> Counts:
    waiting = select(func.count()).select_from(review).where(WAITING, *_mixed(beside))
    # Only the few that are somewhere between: the great rest is not walked through at each look.
    moving = select(review.c.state, func.count()).where(review.c.state.in_(sorted(ON_ITS_WAY | TO_DECIDE)))
    states: dict[str, int] = {row[0]: row[1] for row in tx.execute(moving.group_by(review.c.state))}
    unsure = select(func.count()).select_from(review).where(*_unsure())
    return Counts(
        waiting=tx.execute(waiting).scalar_one(),
        late=tx.execute(waiting.where(_late(late_before, late_day))).scalar_one(),
        to_decide=sum(states.get(state, 0) for state in TO_DECIDE),
        on_its_way=sum(states.get(state, 0) for state in ON_ITS_WAY),
        unknown_replies=tx.execute(unsure).scalar_one(),
        total=tx.execute(select(func.count()).select_from(review)).scalar_one(),
    )


def unanswered_since(tx: Tx, day: date | None, above: int) -> tuple[int, int, int]:
    """How many have no answer, how many of them only stars, and only more half stars than `above`.

    From `day` on; None: all.
    """
    open_ = [review.c.state.in_(("unanswered", "history")), review.c.reply_known]
    if day is not None:
        open_.append(review.c.day >= day.toordinal())
    wordless = and_(review.c.text.is_(None), review.c.title.is_(None))
    high = and_(wordless, func.coalesce(review.c.half_stars, NO_STARS) > above)
    sums = [func.coalesce(func.sum(func.cast(each, Integer)), 0) for each in (wordless, high)]
    row = tx.execute(select(func.count(), *sums).where(*open_)).one()
    return row[0], row[1], row[2]


def per_platform(tx: Tx) -> dict[str, int]:
    rows = select(review.c.platform, func.count()).where(WAITING).group_by(review.c.platform)
    return {row[0]: row[1] for row in tx.execute(rows)}


def _sought(tx: Tx, query: Query) -> list[ColumnElement[bool]]:
    return [search.picked(search.newest(tx, query.search))] if query.search else []


def keys(query: Query, *, waiting: bool | None = None) -> list[Any]:
    inbox = not query.all if waiting is None else waiting
    names = _KEYS[query.order]
    return [review.c["desk_key" if name == "inbox_key" and not inbox else name] for name in names]


def ordered(rows: Select[Any], query: Query) -> Select[Any]:
    """The oldest first is the newest first read backwards: one index serves both."""
    rows = rows.where(*conditions(query))
    upward = query.order == Order.OLDEST
    return rows.order_by(*(key if upward else key.desc() for key in keys(query)))


def conditions(query: Query) -> list[ColumnElement[bool] | Any]:
    found: list[ColumnElement[bool] | Any] = [] if query.all else [WAITING]
    found += _mixed(query.beside)
    if query.unknown_replies:
        found += _unsure()
    if query.platform:
        found.append(review.c.platform == query.platform)
    if query.location:
        shop = select(location.c.id).where(location.c.name == query.location).scalar_subquery()
        # Of all reviews a shop's are read off the order's index; by the shop they would have to be sorted.
        found.append((review.c.location_id + 0 if query.all else review.c.location_id) == shop)
    if query.half_stars:
        found.append(review.c.half_stars.between(*query.half_stars))
    if query.state:
        found.append(review.c.state == query.state.value)
    if query.late_before:
        found.append(_late(query.late_before, query.late_before.astimezone().date()))
    if query.new_since:
        found.append(review.c.first_seen_at > query.new_since)
    return found


def _mixed(beside: tuple[int, ...]) -> list[ColumnElement[bool]]:
    """Without those that stand in a list of their own."""
    return [review.c.listing_id.not_in(beside)] if beside else []


def _late(before: datetime, day: date) -> ColumnElement[bool]:
    # Text order: a bare day sorts before every moment of that day, and is late once the day is over.
    moment = text("review.last_word_at < :moment").bindparams(moment=utc_text(before))
    return and_(
        moment,
        (review.c.precision.in_(("second", "minute"))) | (review.c.day < day.toordinal()),
    )


def _unsure() -> list[Any]:
    """Of these nobody knows whether a reply stands: shown apart, never counted as waiting."""
    return [review.c.state == "unanswered", text("reply_known = 0"), review.c.kind == "review"]
