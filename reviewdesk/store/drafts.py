"""Drafts: one per review and person, with the earlier versions."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.store.database import Tx
from reviewdesk.store.reviews import resettle
from reviewdesk.store.tables import draft, draft_version, review
from reviewdesk.store.values import DraftInfo

_VERSION_EVERY = timedelta(minutes=2)
"""A version is kept when typing paused this long, or when much of the text went away."""


def save(
    tx: Tx, review_id: int, person: str, text: str, at: datetime, *, typed: bool = True, fullest: str = ""
) -> str:
    """Save the draft as typed; an empty text takes the draft away and keeps its last version.

    A text that was not typed into this draft (`typed` false) always leaves the old one as a version.
    What comes back is the fullest text of this sitting, to be handed in with the next save: a text that is
    taken away sign by sign loses little with each save, and all of it in the end.
    """
    old = get(tx, review_id, person)
    if old is not None and old.text == text:
        return fullest or text
    whole = text
    if old is not None:
        whole = _keep_what_goes(tx, review_id, old, text, at, typed=typed, fullest=fullest)
    if text.strip():
        row = insert(draft).values(review_id=review_id, person=person, text=text, saved_at=at)
        tx.execute(
            row.on_conflict_do_update(
                index_elements=["review_id", "person"], set_={"text": text, "saved_at": at}
            )
        )
    else:
        tx.execute(draft.delete().where(draft.c.review_id == review_id, draft.c.person == person))
    _mark(tx, review_id)
    return whole


def keep_of_others(tx: Tx, review_id: int, person: str, text: str, ours: str | None) -> None:
    """Before a save: what another window wrote meanwhile, and this text does not have, stays as a version.

    `ours` is what the draft was when it was last read or saved by who saves now; None where he never did.
    """
    old = get(tx, review_id, person)
    if old is not None and ours is not None and old.text != ours and _lost(old.text, text):
        keep_version(tx, review_id, old.by, old.text, old.saved_at)


def _keep_what_goes(
    tx: Tx, review_id: int, old: DraftInfo, text: str, at: datetime, *, typed: bool, fullest: str
) -> str:
    """Keep as versions what this save takes away; what comes back is what the next one is measured by."""
    whole = fullest or old.text
    at_once = not typed or _worth_keeping(old, text, at)
    if not at_once and not _much(whole, text):
        return text if len(text) > len(whole) else whole
    for each in (whole, old.text) if at_once else (whole,):
        newest = _newest(tx, review_id, old.by)
        # Of a text that is being deleted, the whole is a version, and not its every stump.
        if each.strip() and not (typed and newest is not None and not _lost(each, newest)):
            keep_version(tx, review_id, old.by, each, old.saved_at)
    return text


def _worth_keeping(old: DraftInfo, text: str, at: datetime) -> bool:
    # A clock that was set back must not keep versions from being kept.
    return abs(at - old.saved_at) >= _VERSION_EVERY or _much(old.text, text)


def _much(old: str, new: str) -> bool:
    return _lost(old, new) > len(old) * 0.3


def _lost(old: str, new: str) -> int:
    """How many characters between a common beginning and a common end are no longer there."""
    head = _alike(old, new)
    return len(old) - head - _alike(reversed(old[head:]), reversed(new[head:]))


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def keep_version(tx: Tx, review_id: int, person: str, text: str, at: datetime) -> None:
    if _newest(tx, review_id, person) == text:
        return
    tx.execute(draft_version.insert().values(review_id=review_id, person=person, text=text, saved_at=at))


def _newest(tx: Tx, review_id: int, person: str) -> str | None:
    texts = select(draft_version.c.text).where(
        draft_version.c.review_id == review_id, draft_version.c.person == person
    )
    return tx.execute(texts.order_by(draft_version.c.id.desc()).limit(1)).scalar()


def _mark(tx: Tx, review_id: int) -> None:
    there = tx.execute(select(draft.c.review_id).where(draft.c.review_id == review_id)).first() is not None
    changes = {"drafted": there}
    if there:
        # Writing to a guest is the owner's word that this review is no longer to be left alone.
        changes |= {"back": True, "history": False}
    tx.execute(review.update().where(review.c.id == review_id).values(changes))
    resettle(tx, [review_id])


def get(tx: Tx, review_id: int, person: str | None = None) -> DraftInfo | None:
    """The person's draft, or with None the newest of anybody."""
    rows = select(draft).where(draft.c.review_id == review_id)
    if person is not None:
        rows = rows.where(draft.c.person == person)
    row = tx.execute(rows.order_by(draft.c.saved_at.desc()).limit(1)).first()
    return DraftInfo(text=row.text, saved_at=row.saved_at, by=row.person) if row else None


def clear(tx: Tx, review_id: int) -> None:
    """Take all drafts of a review away, keeping each as a version."""
    for row in tx.execute(select(draft).where(draft.c.review_id == review_id)).all():
        keep_version(tx, review_id, row.person, row.text, row.saved_at)
    tx.execute(draft.delete().where(draft.c.review_id == review_id))
    tx.execute(review.update().where(review.c.id == review_id).values(drafted=False))
    resettle(tx, [review_id])


def versions(tx: Tx, review_id: int) -> list[DraftInfo]:
    """Earlier versions, newest first."""
    rows = select(draft_version).where(draft_version.c.review_id == review_id)
    found = tx.execute(rows.order_by(draft_version.c.id.desc()))
    return [DraftInfo(text=row.text, saved_at=row.saved_at, by=row.person) for row in found]
