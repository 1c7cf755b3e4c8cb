"""Single values that come from outside, made fit to be kept, or refused in plain words."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from reviewdesk.api import Parts, Precision, Rating, _

_ID_LIMIT = 1024
_RAW_LIMIT = 4000
_TEXT_LIMIT = 1_000_000
_DETAILS_LIMIT = 200
_ALIEN = re.compile("[\x00\ud800-\udfff]")
"""NUL ends strings in half of the world's programs; a lone surrogate can't be written as UTF-8 at all."""
_UNSEEN = re.compile("[\x00-\x20\x7f-\x9f\ud800-\udfff]")
_CLOCKS = (Precision.SECOND, Precision.MINUTE)
_OLDEST = 1970
"""Nobody wrote reviews before; a smaller year is a number read wrongly."""
_AHEAD = timedelta(days=2)
"""Clocks and zones differ; what lies further in the future would stand on top of the inbox for ever."""


class Refused(ValueError):
    """With a sentence of ours."""


def cut(text: object) -> str:
    return mended(str(text)[:_RAW_LIMIT])


def mended(text: str) -> str:
    return _ALIEN.sub("\ufffd", text)


def usable(name: object) -> bool:
    """Ids are compared and sent back: a mended one would be another id."""
    return isinstance(name, str) and 0 < len(name) <= _ID_LIMIT and not _ALIEN.search(name)


def precision_of(told: object) -> Precision:
    try:
        return Precision(str(told))
    except ValueError as error:
        raise Refused(_("How exact its time is can't be read.")) from error


def time_of(moment: object, precision: Precision, now: datetime, what: str) -> datetime | date:
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            raise Refused(_("The time of {what} has no zone.").format(what=what))
        if precision not in _CLOCKS:
            raise Refused(_("A bare day was promised for {what}, but it has a time.").format(what=what))
    elif not isinstance(moment, date):
        raise Refused(_("There is no time of {what}.").format(what=what))
    elif precision in _CLOCKS:
        raise Refused(_("A time was promised for {what}, but it is a bare day.").format(what=what))
    if moment.year < _OLDEST:
        raise Refused(_("The time of {what} lies before there were any reviews.").format(what=what))
    if _in_future(moment, now):
        raise Refused(_("The time of {what} lies in the future.").format(what=what))
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _in_future(moment: datetime | date, now: datetime) -> bool:
    latest = now + _AHEAD
    return moment > latest if isinstance(moment, datetime) else moment > latest.date()


def rating_of(rating: object) -> Rating | None:
    if rating is None:
        return None
    if not isinstance(rating, Rating) or not (_number(rating.value) and _number(rating.scale)):
        raise Refused(_("Its rating can't be read."))
    if not (0 < rating.scale <= 1000 and 0 <= rating.value <= rating.scale):
        raise Refused(
            _("Its rating {value} lies outside 0-{scale}.").format(value=rating.value, scale=rating.scale)
        )
    return Rating(rating.value, int(rating.scale))


def _number(told: object) -> bool:
    return isinstance(told, (int, float)) and not isinstance(told, bool) and math.isfinite(told)


def text_of(text: object) -> str | None:
    if text is None:
        return None
    if not isinstance(text, str):
        raise Refused(_("A text is no text but a {kind}.").format(kind=type(text).__name__))
    if len(text) > _TEXT_LIMIT:
        raise Refused(_("A text has more than {limit} characters.").format(limit=_TEXT_LIMIT))
    return mended(text) if text.strip() else None


def parts_of(parts: Parts | None) -> Parts | None:
    return Parts(text_of(parts.positive), text_of(parts.negative)) if parts else None


def url_of(url: object) -> str | None:
    text = text_of(url)
    if text is None or _UNSEEN.search(text) or not text.lower().startswith(("https://", "http://")):
        return None
    return text


def details_of(details: Mapping[str, Any]) -> dict[str, str]:
    shown = list(details.items())[:_DETAILS_LIMIT]
    return {cut(label): cut(value) for label, value in shown}


def reply_time(at: datetime | None, now: datetime) -> datetime | None:
    """An impossible time is none: a reply from the future could never be followed by a newer one."""
    if at is None or at.year < _OLDEST or _in_future(at, now):
        return None
    return at.astimezone(UTC)
