"""Two rows that turn out to be one review: nothing that was said, written or done about it is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, delete, literal, select
from sqlmodel import SQLModel

from reviewdesk.api import DeskError, _
from reviewdesk.store import diary, drafts, meeting, meeting_replies, search
from reviewdesk.store.begin import WORDLESS, begin_columns
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import same_text
from reviewdesk.store.reviews import as_review
from reviewdesk.store.standing import settled
from reviewdesk.store.tables import draft, reply, review, version
from reviewdesk.store.terms import Terms
from reviewdesk.store.values import ListingInfo

_SORTED = ("draft", "version")
"""What both rows may have, and is looked through; all else simply belongs to the other row from now on."""

_AT_ONCE = 500
_STANDING = ("standing", *(f"standing_{name}" for name in ("text", "at", "origin", "by", "reason")))
_PUT_OFF = ("skipped", "snoozed_until", "snooze_why", "asleep")


def refuse_on_their_way(tx: Tx, gone: ListingInfo) -> None:
    """Only an answer that is carried by hand can change its page on the way."""
    mine = (review.c.listing_id == gone.id) & review.c.live.is_not(None) & (review.c.live != "handed_off")
    if tx.execute(select(review.c.id).where(mine).limit(1)).first():
        raise DeskError(
            _("An answer to a review of {page} is on its way.").format(page=gone.title),
            _("Wait until it has arrived (`reviewdesk send`) or call it back, then join."),
        )


def take_over_answers(tx: Tx, numbers: Sequence[int], into: ListingInfo) -> None:
    """Answers that are out are watched by the account that reads the page."""
    for begin in range(0, len(numbers), _AT_ONCE):
        mine = reply.c.review_id.in_(numbers[begin : begin + _AT_ONCE]) & (reply.c.state == "handed_off")
        tx.execute(reply.update().where(mine).values(account_id=into.account_id))


def meet(tx: Tx, gone_id: int, kept_id: int, into: ListingInfo, terms: Terms) -> list[int]:
    """The first row becomes the second. The answer: the review, if its answer went out by hand."""
    gone, kept = _row(tx, gone_id, into), _row(tx, kept_id, into)
    _refuse_two_answers(gone, kept)
    _hand_over(tx, gone, kept)
    take_over_answers(tx, [kept.id], into)
    changes = _told(tx, gone, kept, into, terms)
    changes |= _done(gone, kept, changes, terms)
    after = {**kept._mapping, **changes}  # noqa: SLF001 - SQLAlchemy's public name for it
    tx.execute(review.update().where(review.c.id == kept.id).values(changes | settled(after)))
    tx.execute(review.update().where(review.c.same_as == gone.id).values(same_as=kept.id))
    tx.execute(review.update().where(review.c.same_as == review.c.id).values(same_as=None))
    search.forget(tx, gone.id)
    tx.execute(delete(review).where(review.c.id == gone.id))
    diary.write(tx, terms.now, "review.joined", review_id=kept.id, was=gone.pub)
    return [kept.id] if gone.live else []


def _row(tx: Tx, number: int, into: ListingInfo) -> Row[Any]:
    named = select(review, literal(into.external_id).label("listing_external"))
    return tx.execute(named.where(review.c.id == number)).one()


def _refuse_two_answers(gone: Row[Any], kept: Row[Any]) -> None:
    if gone.live and kept.live:
        raise DeskError(
            _("{one} and {other} are one review, and an answer to each is on its way.").format(
                one=gone.pub, other=kept.pub
            ),
            _("Confirm one of them or call it back, then join."),
        )


def _hand_over(tx: Tx, gone: Row[Any], kept: Row[Any]) -> None:
    for table in SQLModel.metadata.sorted_tables:
        if "review_id" in table.c and table.name not in _SORTED:
            tx.execute(table.update().where(table.c.review_id == gone.id).values(review_id=kept.id))
    said = {_said(row) for row in tx.execute(select(version).where(version.c.review_id == kept.id))}
    for row in tx.execute(select(version).where(version.c.review_id == gone.id)).all():
        if _said(row) in said:
            tx.execute(delete(version).where(version.c.id == row.id))
    tx.execute(version.update().where(version.c.review_id == gone.id).values(review_id=kept.id))
    for row in tx.execute(select(draft).where(draft.c.review_id == gone.id)).all():
        _hand_over_draft(tx, row, kept.id)
    tx.execute(delete(draft).where(draft.c.review_id == gone.id))


def _said(row: Row[Any]) -> tuple[Any, ...]:
    return (row.half_stars, row.title, row.text)


def _hand_over_draft(tx: Tx, mine: Row[Any], kept_id: int) -> None:
    """Of two drafts of one person the later stays, and the other is kept as a version."""
    there = drafts.get(tx, kept_id, mine.person)
    if there is None:
        tx.execute(
            draft.insert().values(
                review_id=kept_id, person=mine.person, text=mine.text, saved_at=mine.saved_at
            )
        )
        return
    if same_text(there.text, mine.text):
        return
    if there.saved_at >= mine.saved_at:
        drafts.keep_version(tx, kept_id, mine.person, mine.text, mine.saved_at)
        return
    drafts.keep_version(tx, kept_id, mine.person, there.text, there.saved_at)
    where = (draft.c.review_id == kept_id) & (draft.c.person == mine.person)
    tx.execute(draft.update().where(where).values(text=mine.text, saved_at=mine.saved_at))


def _told(tx: Tx, gone: Row[Any], kept: Row[Any], into: ListingInfo, terms: Terms) -> dict[str, Any]:
    """What the page that goes knew of the review, as if its source told it now."""
    item = as_review(gone)
    if not gone.words_kept:
        # Its words are not here any more: only of the answer it can tell.
        return meeting_replies.changes(tx, into, kept, item, terms)
    left = None if gone.words_until is None else max(gone.words_until - terms.now, timedelta(0))
    return meeting.changes(tx, into, kept, item, replace(terms, keep=left))


def _done(gone: Row[Any], kept: Row[Any], told: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """What was done about the review here."""
    found: dict[str, Any] = {
        "first_seen_at": min(gone.first_seen_at, kept.first_seen_at),
        "back": gone.back or kept.back,
        "drafted": gone.drafted or kept.drafted,
        "live": gone.live or kept.live,
    }
    found |= _our_answer(gone, kept, told)
    after = {**kept._mapping, **told, **found}  # noqa: SLF001 - SQLAlchemy's public name for it
    if after["standing_text"] is not None or after["live"]:
        same = same_text(gone.standing_text, after["standing_text"])
        return found | ({"again": True} if gone.again and same else {})
    if gone.outcome and not kept.outcome:
        found |= {"outcome": gone.outcome, "outcome_reason": gone.outcome_reason}
    if not kept.snoozed_until and kept.skipped in (None, WORDLESS):
        found |= {name: getattr(gone, name) for name in _PUT_OFF}
    after |= found
    return found | begin_columns(after, terms.begin, terms.wordless_above)


def _our_answer(gone: Row[Any], kept: Row[Any], told: dict[str, Any]) -> dict[str, Any]:
    """An answer that stands on the owner's word: a page that does not show it yet takes nothing back."""
    if gone.standing_origin != "here":
        return {}
    there = told.get("standing_text", kept.standing_text)
    if there is None and not kept.live and kept.outcome is None:
        found = {name: getattr(gone, name) for name in _STANDING}
        return found | {"claimed_until": gone.claimed_until, "history": False}
    if same_text(there, gone.standing_text):
        ours = {"standing_origin": "here", "standing_by": kept.standing_by or gone.standing_by}
        # A source that shows it takes the owner's word for it no more.
        seen = kept.standing_text is not None and kept.claimed_until is None
        return ours | {"claimed_until": None if seen else gone.claimed_until}
    return {}
