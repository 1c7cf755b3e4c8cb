"""Validation at the border: row by row, so that a bad row costs nothing but itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from reviewdesk.api import (
    BadData,
    Kind,
    Listing,
    Pasted,
    Reading,
    ReplyReceipt,
    Review,
    ReviewPage,
    Skipped,
    Standing,
    StandingReply,
    _,
)
from reviewdesk.engine.plugs.fit import (
    Refused,
    cut,
    details_of,
    mended,
    parts_of,
    precision_of,
    rating_of,
    reply_time,
    text_of,
    time_of,
    url_of,
    usable,
)

_CURSOR_LIMIT = 4096


@dataclass(slots=True)
class Rows:
    """A page after the border."""

    good: list[Review] = field(default_factory=list)
    aside: list[Skipped] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)


def rows(items: Iterable[object], listing: str | None, now: datetime) -> Rows:
    """Sort what a plugin gave into good rows and rows to set aside."""
    sorted_ = Rows()
    for item in items:
        if isinstance(item, Skipped):
            sorted_.aside.append(_skipped(item))
            continue
        try:
            good = review(item, listing, now)
        except Exception as error:  # noqa: BLE001 - whatever a row is made of, it costs itself alone
            sorted_.aside.append(_refused(item, error))
            continue
        if _texts(item) != _texts(good):
            sorted_.damaged.add(good.external_id)
        sorted_.good.append(good)
    return sorted_


def _skipped(item: Skipped) -> Skipped:
    """A row that a plugin set aside by itself, its words fit to be kept."""
    return replace(
        item,
        reason=cut(item.reason),
        external_id=None if item.external_id is None else cut(item.external_id),
        raw=cut(item.raw),
        place=cut(item.place),
        known=item.known is True,
    )


def _refused(item: object, error: Exception) -> Skipped:
    plain = isinstance(error, Refused)
    reason = str(error) if plain else _("It can't be read: {why}.").format(why=type(error).__name__)
    name = getattr(item, "external_id", None)
    return Skipped(
        reason=cut(reason), external_id=cut(name) if isinstance(name, str) else None, raw=_shown(item)
    )


def _shown(item: object) -> str:
    try:
        return cut(ascii(item))
    except Exception:  # noqa: BLE001 - a value that can't even be shown
        return type(item).__name__


def _texts(item: Any) -> list[str | None]:
    """The words that the owner reads, without the blanks that mean nothing."""
    parts, reply = item.parts, item.reply
    texts = [item.text, item.title, item.author, item.translation, reply.text if reply else None]
    texts += [parts.positive, parts.negative] if parts else [None, None]
    return [text if text and text.strip() else None for text in texts]


def review(item: object, listing: str | None, now: datetime) -> Review:
    """The review with all its texts fit to be kept. Raises ValueError with the reason."""
    if not isinstance(item, Review):
        raise Refused(_("This is no review but a {kind}.").format(kind=type(item).__name__))
    if not usable(item.listing) or (listing is not None and item.listing != listing):
        raise Refused(_("It belongs to another listing ({id}).").format(id=item.listing))
    if not (usable(item.external_id) and usable(item.id_space)):
        raise Refused(_("It has no usable id."))
    if not (isinstance(item.answerable, bool) and isinstance(item.reply_known, bool)):
        raise Refused(_("It does not say plainly whether it can be answered."))
    precision = precision_of(item.precision)
    return replace(
        item,
        created_at=time_of(item.created_at, precision, now, _("its creation")),
        updated_at=None
        if item.updated_at is None
        else time_of(item.updated_at, precision, now, _("its last change")),
        precision=precision,
        kind=Kind(item.kind),
        rating=rating_of(item.rating),
        text=text_of(item.text),
        title=text_of(item.title),
        parts=parts_of(item.parts),
        translation=text_of(item.translation),
        language=text_of(item.language),
        author=text_of(item.author),
        url=url_of(item.url),
        ref=mended(item.ref),
        reply=standing(item.reply, now),
        aliases={space: name for space, name in item.aliases.items() if usable(space) and usable(name)},
        details=details_of(item.details),
    )


def standing(reply: object, now: datetime) -> StandingReply | None:
    """A standing reply fit to be kept; an empty one is none."""
    if reply is None:
        return None
    if not isinstance(reply, StandingReply):
        raise Refused(_("Its reply can't be read."))
    text = text_of(reply.text)
    if text is None:
        return None
    if reply.at is not None and (not isinstance(reply.at, datetime) or reply.at.tzinfo is None):
        raise Refused(_("The time of its reply has no zone."))
    return replace(
        reply,
        text=text,
        at=reply_time(reply.at, now),
        standing=Standing(reply.standing),
        reason=text_of(reply.reason),
        code=text_of(reply.code),
    )


def page(item: object) -> ReviewPage:
    """The frame of a page. Raises BadData: without it no row can be trusted to a cursor."""
    if not isinstance(item, ReviewPage) or not isinstance(item.reviews, (tuple, list)):
        raise BadData(_("The plugin gave something that is no page of reviews."))
    cursor = item.cursor
    if cursor is not None and (not isinstance(cursor, str) or mended(cursor) != cursor):
        raise BadData(_("The plugin gave a bookmark that can't be kept."))
    if cursor is not None and len(cursor.encode()) > _CURSOR_LIMIT:
        raise BadData(_("The plugin gave a bookmark that is too long."))
    total = item.total if isinstance(item.total, int) and item.total >= 0 else None
    return replace(item, reviews=tuple(item.reviews), complete=item.complete is True, total=total)


def pasted(item: object) -> Pasted | None:
    """The frame of what was understood of a paste; its rows pass the border when they are taken."""
    if not isinstance(item, Pasted) or not isinstance(item.rows, (tuple, list)) or not item.rows:
        return None
    asked = [tuple(str(name) for name in names) for names in item.missing]
    asked += [()] * (len(item.rows) - len(asked))
    return replace(item, rows=tuple(item.rows), missing=tuple(asked), sure=float(item.sure))


def reading(item: object, now: datetime) -> Reading:
    """What a plugin read of one review. Raises BadData."""
    if not isinstance(item, Reading):
        raise BadData(_("The plugin gave something that is no reading of a review."))
    try:
        seen = review(item.review, None, now) if item.review is not None else None
        reply = standing(item.reply, now) or (seen.reply if seen else None)
    except Exception as error:
        why = str(error) if isinstance(error, Refused) else type(error).__name__
        raise BadData(_("The review can't be read: {why}").format(why=why)) from error
    certain = item.certain is True
    if seen is not None:
        # One answer to one question: absence that proves nothing must not look like a reply taken down.
        told = reply is not None or (certain and seen.reply_known)
        seen = replace(seen, reply=reply, reply_known=told)
    return Reading(review=seen, reply=reply, certain=certain)


def receipt(item: object, now: datetime) -> ReplyReceipt:
    """The platform's answer to a reply. Raises BadData, which for a write means that nobody knows."""
    if not isinstance(item, ReplyReceipt) or not isinstance(item.text, str):
        raise BadData(_("The plugin gave something that is no receipt."))
    try:
        at = item.at if isinstance(item.at, datetime) and item.at.tzinfo is not None else None
        return replace(
            item,
            text=mended(item.text),
            at=reply_time(at, now),
            standing=Standing(item.standing),
            reason=text_of(item.reason),
            code=text_of(item.code),
        )
    except (ValueError, TypeError) as error:
        raise BadData(_("The platform's answer to the reply can't be read.")) from error


def listing(item: object) -> Listing:
    """A listing fit to be kept. Raises BadData."""
    if not isinstance(item, Listing) or not usable(item.external_id):
        raise BadData(_("The plugin gave something that is no listing."))
    try:
        title = " ".join((text_of(item.title) or "").split()) or item.external_id
        return replace(
            item, title=title, ref=mended(item.ref), address=text_of(item.address), url=url_of(item.url)
        )
    except (ValueError, TypeError) as error:
        raise BadData(_("The plugin gave something that is no listing.")) from error
