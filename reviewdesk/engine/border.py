"""Validation at the border: row by row, so that a bad row costs nothing but itself."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from reviewdesk.api import (
    BadData,
    Listing,
    Parts,
    Precision,
    Rating,
    Reading,
    ReplyReceipt,
    Review,
    ReviewPage,
    Skipped,
    Standing,
    StandingReply,
    _,
)

_CURSOR_LIMIT = 4096
_ID_LIMIT = 1024
_TEXT_LIMIT = 1_000_000
_ALIEN = re.compile("[\x00\ud800-\udfff]")
"""NUL ends strings in half of the world's programs; a lone surrogate can't be written as UTF-8 at all."""
_CLOCKS = (Precision.SECOND, Precision.MINUTE)


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
            sorted_.aside.append(replace(item, reason=str(item.reason), raw=mended(str(item.raw))))
            continue
        try:
            good = review(item, listing, now)
        except (ValueError, TypeError, AttributeError) as error:
            sorted_.aside.append(
                Skipped(
                    reason=str(error),
                    external_id=_name(item),
                    raw=mended(ascii(item)),
                )
            )
            continue
        if _harmed(item):
            sorted_.damaged.add(good.external_id)
        sorted_.good.append(good)
    return sorted_


def _harmed(item: object) -> bool:
    texts = (getattr(item, name, None) for name in ("external_id", "text", "title", "author", "translation"))
    return any(_ALIEN.search(text) for text in texts if isinstance(text, str))


def _name(item: object) -> str | None:
    found = getattr(item, "external_id", None)
    return mended(found) if isinstance(found, str) else None


def mended(text: str) -> str:
    return _ALIEN.sub("\ufffd", text)


def review(item: object, listing: str | None, now: datetime) -> Review:
    """The review with all its texts fit to be kept. Raises ValueError with the reason."""
    if not isinstance(item, Review):
        raise ValueError(_("This is no review but a {kind}.").format(kind=type(item).__name__))
    if listing is not None and item.listing != listing:
        raise ValueError(_("It belongs to another listing ({id}).").format(id=item.listing))
    if not isinstance(item.external_id, str) or not 0 < len(item.external_id) <= _ID_LIMIT:
        raise ValueError(_("It has no usable id."))
    precision = Precision(item.precision)
    _time(item.created_at, precision, now, _("its creation"))
    if item.updated_at is not None:
        _time(item.updated_at, precision, now, _("its last change"))
    return replace(
        item,
        external_id=mended(item.external_id),
        rating=_rating(item.rating),
        text=_text(item.text),
        title=_text(item.title),
        parts=_parts(item.parts),
        translation=_text(item.translation),
        language=_text(item.language),
        author=_text(item.author),
        url=_url(item.url),
        ref=mended(item.ref),
        reply=standing(item.reply),
        aliases={mended(str(space)): mended(str(name)) for space, name in item.aliases.items()},
        details=_details(item.details),
    )


def _time(moment: object, precision: Precision, now: datetime, what: str) -> None:
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            raise ValueError(_("The time of {what} has no zone.").format(what=what))
        if precision not in _CLOCKS:
            raise ValueError(_("A bare day was promised for {what}, but it has a time.").format(what=what))
        if moment > now + timedelta(days=2):
            raise ValueError(_("The time of {what} lies in the future.").format(what=what))
    elif not isinstance(moment, date):
        raise ValueError(_("There is no time of {what}.").format(what=what))
    elif precision in _CLOCKS:
        raise ValueError(_("A time was promised for {what}, but it is a bare day.").format(what=what))


def _rating(rating: Rating | None) -> Rating | None:
    if rating is None:
        return None
    if not isinstance(rating, Rating) or not rating.scale > 0:
        raise ValueError(_("Its rating can't be read."))
    value = float(rating.value)
    if not math.isfinite(value) or not 0 <= value <= rating.scale:
        raise ValueError(
            _("Its rating {value} lies outside 0-{scale}.").format(value=value, scale=rating.scale)
        )
    return rating


def _text(text: object) -> str | None:
    if text is None:
        return None
    if not isinstance(text, str):
        raise ValueError(_("A text is no text but a {kind}.").format(kind=type(text).__name__))
    if len(text) > _TEXT_LIMIT:
        raise ValueError(_("A text has more than {limit} characters.").format(limit=_TEXT_LIMIT))
    return mended(text) if text.strip() else None


def _parts(parts: Parts | None) -> Parts | None:
    return Parts(_text(parts.positive), _text(parts.negative)) if parts else None


def _url(url: object) -> str | None:
    text = _text(url)
    return text if text and text.lower().startswith(("https://", "http://")) else None


def _details(details: Mapping[str, Any]) -> dict[str, str]:
    return {mended(str(label)): mended(str(value)) for label, value in details.items()}


def standing(reply: object) -> StandingReply | None:
    """A standing reply fit to be kept; an empty one is none."""
    if reply is None:
        return None
    if not isinstance(reply, StandingReply):
        raise ValueError(_("Its reply can't be read."))
    text = _text(reply.text)
    if text is None:
        return None
    if reply.at is not None and (not isinstance(reply.at, datetime) or reply.at.tzinfo is None):
        raise ValueError(_("The time of its reply has no zone."))
    return replace(reply, text=text, standing=Standing(reply.standing), reason=_text(reply.reason))


def page(item: object) -> ReviewPage:
    """The frame of a page. Raises BadData: without it no row can be trusted to a cursor."""
    if not isinstance(item, ReviewPage):
        raise BadData(_("The plugin gave something that is no page of reviews."))
    if item.cursor is not None and len(item.cursor.encode("utf-8", "surrogatepass")) > _CURSOR_LIMIT:
        raise BadData(_("The plugin gave a bookmark that is too long."))
    return item


def reading(item: object, now: datetime) -> Reading:
    """What a plugin read of one review. Raises BadData."""
    if not isinstance(item, Reading):
        raise BadData(_("The plugin gave something that is no reading of a review."))
    try:
        seen = review(item.review, None, now) if item.review is not None else None
        return replace(item, review=seen, reply=standing(item.reply))
    except (ValueError, TypeError) as error:
        raise BadData(_("The review can't be read: {why}").format(why=error)) from error


def receipt(item: object) -> ReplyReceipt:
    """The platform's answer to a reply. Raises BadData, which for a write means that nobody knows."""
    if not isinstance(item, ReplyReceipt) or not isinstance(item.text, str):
        raise BadData(_("The plugin gave something that is no receipt."))
    return item


def listing(item: object) -> Listing:
    """A listing fit to be kept. Raises BadData."""
    if not isinstance(item, Listing) or not item.external_id:
        raise BadData(_("The plugin gave something that is no listing."))
    title = mended(item.title or "").strip() or item.external_id
    return replace(item, title=title, address=_text(item.address), url=_url(item.url))
