"""Reading reviews whole, and keeping their state in step."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, Text, select

from reviewdesk.api import (
    DeskError,
    Kind,
    Parts,
    Precision,
    Rating,
    Review,
    Standing,
    StandingReply,
    _,
)
from reviewdesk.store import forgotten, ids
from reviewdesk.store.database import Tx
from reviewdesk.store.lines import State
from reviewdesk.store.standing import settled
from reviewdesk.store.tables import account, alias, diary, draft, listing, location, reply, review, version
from reviewdesk.store.values import DraftInfo, Known, ReplyInfo, VersionInfo

_SOURCE = (
    review.join(listing, listing.c.id == review.c.listing_id)
    .join(account, account.c.id == listing.c.account_id)
    .join(location, location.c.id == review.c.location_id)
)
_RATHER_MANY = 500


def resettle(tx: Tx, review_ids: Iterable[int]) -> None:
    """Bring state and inbox key of these reviews in step with their other columns."""
    wanted = list(review_ids)
    for start in range(0, len(wanted), _RATHER_MANY):
        part = wanted[start : start + _RATHER_MANY]
        for row in tx.execute(select(review).where(review.c.id.in_(part))).mappings().all():
            change = settled(dict(row))
            if change["state"] != row["state"] or change["inbox_key"] != row["inbox_key"]:
                tx.execute(review.update().where(review.c.id == row["id"]).values(change))


def update(tx: Tx, review_id: int, **changes: Any) -> None:
    """Change columns of one review and what follows from them."""
    tx.execute(review.update().where(review.c.id == review_id).values(changes))
    resettle(tx, [review_id])


def stands(
    tx: Tx,
    review_id: int,
    standing: StandingReply | None,
    *,
    by: str | None = None,
    claimed_until: datetime | None = None,
) -> None:
    """Note the reply of ours that stands on the platform, or that none of ours does any more."""
    update(
        tx,
        review_id,
        standing=standing.standing.value if standing else None,
        standing_text=standing.text if standing else None,
        standing_at=standing.at if standing else None,
        standing_origin="here" if standing else None,
        standing_by=by if standing else None,
        standing_reason=standing.reason if standing else None,
        claimed_until=claimed_until,
    )


def find(tx: Tx, typed: str) -> int:
    """The row number behind an id or a unique beginning of one."""
    start = ids.typed_id(typed)
    if not start:
        raise DeskError(_("No review was named."), _("Give the id that the inbox shows."))
    beyond = start + "~"
    rows = select(review.c.id, review.c.pub).where(review.c.pub >= start, review.c.pub < beyond).limit(3)
    found = tx.execute(rows).all()
    exact = [row.id for row in found if row.pub == start]
    if exact or len(found) == 1:
        return int(exact[0] if exact else found[0].id)
    if not found and (joined := _joined(tx, start)):
        return joined
    if not found:
        what = _("There is no review {id} here.").format(id=typed)
        raise DeskError(what, _("Look at `reviewdesk inbox --all` for the ids."))
    what = _("{id} fits more than one review: {several} ...").format(
        id=typed, several=", ".join(row.pub for row in found)
    )
    raise DeskError(what, _("Type one letter more."))


def _joined(tx: Tx, pub: str) -> int | None:
    """The review into which the one with this id was joined: people may have noted it."""
    told = diary.c.details.cast(Text).like(f'%"{pub}"%')
    rows = select(diary.c.review_id).where(diary.c.what == "review.joined", told)
    number: int | None = tx.execute(rows.limit(1)).scalar()
    return number


def get(tx: Tx, review_id: int) -> Known:
    return get_many(tx, [review_id])[0]


def get_many(tx: Tx, review_ids: list[int]) -> list[Known]:
    """The reviews in the order of `review_ids`; unknown numbers are left out."""
    query = _columns().where(review.c.id.in_(review_ids))
    rows = {row.id: row for row in tx.execute(query)}
    replies = answers(tx, review_ids)
    drafts = _drafts(tx, review_ids)
    same = _pubs(tx, [row.same_as for row in rows.values() if row.same_as])
    api = _api_ids(tx, review_ids)
    gone = forgotten.among(tx, [number for number, row in rows.items() if not row.words_kept])
    return [
        known(
            rows[number],
            replies.get(number),
            drafts.get(number),
            same,
            fetched=number in api,
            forgotten=number in gone,
        )
        for number in review_ids
        if number in rows
    ]


def _columns() -> Select[Any]:
    return select(
        review,
        account.c.name.label("account_name"),
        account.c.id.label("account_id"),
        listing.c.title.label("listing_title"),
        listing.c.external_id.label("listing_external"),
        location.c.name.label("location_name"),
        location.c.zone.label("zone"),
    ).select_from(_SOURCE)


def answers(tx: Tx, review_ids: list[int]) -> dict[int, ReplyInfo]:
    """Of each of these reviews the answer on its way, or the last one that ended."""
    from reviewdesk.store.replies import selection, value

    rows = tx.execute(selection().where(reply.c.review_id.in_(review_ids)).order_by(reply.c.id))
    return {row.review_id: value(row) for row in rows}


def _drafts(tx: Tx, review_ids: list[int]) -> dict[int, DraftInfo]:
    rows = select(draft).where(draft.c.review_id.in_(review_ids)).order_by(draft.c.saved_at)
    return {
        row.review_id: DraftInfo(text=row.text, saved_at=row.saved_at, by=row.person)
        for row in tx.execute(rows)
    }


def _pubs(tx: Tx, numbers: list[int]) -> dict[int, str]:
    if not numbers:
        return {}
    rows = tx.execute(select(review.c.id, review.c.pub).where(review.c.id.in_(numbers)))
    return {row.id: row.pub for row in rows}


def _api_ids(tx: Tx, review_ids: list[int]) -> set[int]:
    rows = select(alias.c.review_id).where(alias.c.review_id.in_(review_ids), alias.c.id_space == "api")
    return set(tx.execute(rows).scalars())


def known(
    row: Row[Any],
    answer: ReplyInfo | None,
    written: DraftInfo | None,
    same: Mapping[int, str],
    *,
    fetched: bool,
    forgotten: bool,
) -> Known:
    return Known(
        id=row.id,
        pub=row.pub,
        platform=row.platform,
        account=row.account_name,
        account_id=row.account_id,
        listing_id=row.listing_id,
        listing=row.listing_title,
        location_id=row.location_id,
        location=row.location_name,
        zone=row.zone,
        review=as_review(row),
        fetched=fetched,
        guessed_language=row.guessed or None,
        last_word_at=row.last_word_at,
        day=date.fromordinal(row.day),
        state=State(row.state),
        standing_origin=row.standing_origin,
        standing_by=row.standing_by,
        outcome_reason=row.outcome_reason,
        reply=answer,
        draft=written,
        snoozed_until=row.snoozed_until,
        snooze_why=row.snooze_why,
        skipped=row.skipped,
        same_as=same.get(row.same_as) if row.same_as else None,
        removed_at=row.removed_at,
        missing_at=row.missing_at,
        words=row.words,
        damaged=row.damaged,
        words_kept=row.words_kept,
        waiting=row.inbox_key is not None,
        forgotten=forgotten,
    )


def as_review(row: Row[Any]) -> Review:
    return Review(
        external_id=row.external_id,
        listing=row.listing_external,
        created_at=row.created_at,
        rating=None if row.rating_value is None else Rating(row.rating_value, row.rating_scale),
        text=row.text,
        title=row.title,
        parts=Parts(row.positive, row.negative) if row.positive or row.negative else None,
        translation=row.translation,
        language=row.language,
        author=row.author,
        updated_at=row.updated_at,
        precision=Precision(row.precision),
        id_space=row.id_space,
        ref=row.ref,
        url=row.url,
        answerable=row.answerable,
        reply=as_standing(row),
        reply_known=row.reply_known,
        kind=Kind(row.kind),
        details=row.details or {},
    )


def as_standing(row: Row[Any]) -> StandingReply | None:
    if row.standing_text is None:
        return None
    return StandingReply(
        text=row.standing_text,
        at=row.standing_at,
        standing=Standing(row.standing),
        reason=row.standing_reason,
    )


def versions(tx: Tx, review_id: int) -> list[VersionInfo]:
    """What the guest said before, oldest first."""
    rows = tx.execute(select(version).where(version.c.review_id == review_id).order_by(version.c.id))
    return [
        VersionInfo(until=row.until, half_stars=row.half_stars, title=row.title, text=row.text)
        for row in rows
    ]


def of_same_guest(tx: Tx, review_id: int, limit: int = 20) -> list[int]:
    """Other reviews at this location by a guest of the same name, newest first."""
    me = tx.execute(select(review.c.author, review.c.location_id).where(review.c.id == review_id)).one()
    if not me.author:
        return []
    rows = (
        select(review.c.id)
        .where(review.c.location_id == me.location_id, review.c.author == me.author, review.c.id != review_id)
        .order_by(review.c.word_order.desc())
        .limit(limit)
    )
    return list(tx.execute(rows).scalars())
