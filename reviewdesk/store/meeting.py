"""A review that is known comes again, from the same source or another: what that changes."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from reviewdesk.api import Precision, Review
from reviewdesk.store import diary, keeping, meeting_replies
from reviewdesk.store.begin import before, begin_columns
from reviewdesk.store.database import Tx
from reviewdesk.store.standing import answered_before, order_keys
from reviewdesk.store.tables import version
from reviewdesk.store.terms import Terms
from reviewdesk.store.told import platform_columns
from reviewdesk.store.values import ListingInfo

_CUT = timedelta(seconds=1)
"""Sources cut fractions of a second differently."""
_KEPT = ("external_id", "id_space", "ref", "url", "created_at", "born", "precision", "details")
"""What a source that is not asked must not push out: by these the platform is asked, or it tells less."""


def changes(tx: Tx, where: ListingInfo, row: Row[Any], item: Review, terms: Terms) -> dict[str, Any]:
    """The columns that become others."""
    found: dict[str, Any] = {}
    if terms.fetched and (row.removed_at or row.missing_at):
        found |= {"removed_at": None, "missing_at": None}
        if row.removed_at:
            diary.write(tx, terms.now, "review.back", review_id=row.id)
    new = platform_columns(item)
    fresh = new["content"] != row.content
    if fresh:
        found |= _told(row, item, new, terms)
    if fresh or (item.reply is None) != (row.standing_text is None):
        found |= meeting_replies.changes(tx, where, row, item, terms)
    found = {key: value for key, value in found.items() if value != getattr(row, key)}
    if "words" in found and _is_edit(row, item):
        found |= _new_words(tx, row, item, terms, found)
    elif "created_at" in found:
        found |= _sharper(row, terms, found)
    return keeping.met(tx, row, new, found, terms)


def _sharper(row: Row[Any], terms: Terms, found: dict[str, Any]) -> dict[str, Any]:
    """Of a review known by its day alone another source tells the very moment: its order follows."""
    if isinstance(row.last_word_at, datetime) or not isinstance(found["created_at"], datetime):
        return {}
    after = {**row._mapping, **found}  # noqa: SLF001 - SQLAlchemy's public name for it
    last_word = after["updated_at"] or after["created_at"]
    new: dict[str, Any] = {"last_word_at": last_word}
    new |= order_keys(last_word, after["half_stars"], terms.zone)
    return new | begin_columns({**after, **new}, terms.begin, terms.wordless_above)


def _told(row: Row[Any], item: Review, new: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """The platform's facts, as far as this source may tell them."""
    if row.reply_known and not item.reply_known and row.text and terms.fetched:
        # An excerpt must not push out the whole text.
        return {}
    # What only a later look at the reply can tell must not be lost by a source that knows less.
    new["reply_known"] = item.reply_known or row.reply_known
    if item.id_space == row.id_space:
        return {} if _newer(row.updated_at or row.created_at, item.updated_at or item.created_at) else new
    if row.id_space != "api" and (terms.fetched or _is_surer(row, item)):
        return new
    if not _item_is_newer(row, item):
        return {}
    return new | {key: getattr(row, key) for key in _KEPT}


def _is_surer(row: Row[Any], item: Review) -> bool:
    """A file knows more than words copied off a page, unless these are surely newer."""
    pasted = row.id_space == "paste" and item.id_space != "paste"
    return pasted and not _newer(
        row.updated_at or row.created_at, _latest(item.updated_at or item.created_at, item.precision)
    )


def _item_is_newer(row: Row[Any], item: Review) -> bool:
    known = _latest(row.updated_at or row.created_at, row.precision)
    return _newer(item.updated_at or item.created_at, known)


def _latest(moment: datetime | date, precision: str) -> datetime | date:
    """A month may mean its last day."""
    if precision != Precision.MONTH or isinstance(moment, datetime):
        return moment
    return moment.replace(day=monthrange(moment.year, moment.month)[1])


def _newer(one: datetime | date, other: datetime | date) -> bool:
    """Whether one stamp is surely newer than the other."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one > other + _CUT
    # Where a bare day meets a moment they may be a day apart, by the zone of who looked.
    mixed = isinstance(one, datetime) or isinstance(other, datetime)
    return _day(one) > _day(other) + timedelta(days=1 if mixed else 0)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _is_edit(row: Row[Any], item: Review) -> bool:
    """Two sources may write the same words differently: without a newer stamp nobody edited anything."""
    same_source = item.id_space == row.id_space
    return same_source or _item_is_newer(row, item)


def _new_words(tx: Tx, row: Row[Any], item: Review, terms: Terms, found: dict[str, Any]) -> dict[str, Any]:
    """The guest changed stars or text: that is his last word, and the old one is kept."""
    last_word = _last_word(row, item, terms)
    tx.execute(
        version.insert().values(
            review_id=row.id, until=last_word, half_stars=row.half_stars, title=row.title, text=row.text
        )
    )
    diary.write(tx, terms.now, "review.edited", review_id=row.id)
    stars = item.rating.half_stars if item.rating else None
    new: dict[str, Any] = {"last_word_at": last_word, "guessed": None}
    new |= order_keys(last_word, stars, terms.zone)
    began = not before(new["day"], terms.begin)
    again = _answered_before(row, found, last_word) if terms.replaceable else answered_before(item)
    new["again"] = began and again
    # What was said about the old words, that they need no answer, does not hold for the new ones.
    after = {**row._mapping, **found, **new, "skipped": None}  # noqa: SLF001 - SQLAlchemy's public name
    return new | begin_columns(after, terms.begin, terms.wordless_above)


def _last_word(row: Row[Any], item: Review, terms: Terms) -> datetime | date:
    if item.updated_at is not None and item.updated_at != row.updated_at:
        return item.updated_at
    return terms.now if isinstance(row.last_word_at, datetime) else terms.now.astimezone(terms.zone).date()


def _answered_before(row: Row[Any], found: dict[str, Any], last_word: datetime | date) -> bool:
    """Whether what stands there was written before the guest's last word."""
    if row.live in ("sent", "handed_off"):
        return True
    after = {**row._mapping, **found}  # noqa: SLF001 - SQLAlchemy's public name
    if after["standing_text"] is None:
        return False
    at = after["standing_at"]
    fresh = "standing_text" in found and isinstance(last_word, datetime) and at is not None
    return not (fresh and at >= last_word)
