"""What the owner typed for what a page did not tell, put into the review."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reviewdesk.api import DeskError, Precision, Rating, Review, StandingReply, _

__all__ = ["OPEN", "completed"]

OPEN = "-"
"""Typed for: none, or as it was understood."""
_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_STARS = re.compile(r"(\d{1,2}(?:[.,]\d)?)(?:\s*/\s*(5|10))?")


def completed(review: Review, missing: tuple[str, ...], typed: Mapping[str, str], scale: int) -> Review:
    """The review with every missing field filled in. Raises DeskError where one was left out or unclear."""
    for field in missing:
        words = typed.get(field, "").strip()
        if not words:
            what = _("The review of {name} lacks something: {field}.")
            raise DeskError(
                what.format(name=review.author or _("somebody"), field=field), _("Nothing was taken.")
            )
        review = _put(review, field, words, scale)
    return review


def _put(review: Review, field: str, words: str, scale: int) -> Review:
    if field == "created_at":
        day, precision = _day(words)
        return replace(review, created_at=day, precision=precision)
    if field == "rating":
        return replace(review, rating=None if words == OPEN else _rating(words, scale))
    if field == "reply":
        return _with_reply(review, words)
    return review if words == OPEN else _with_words(review, field, words)


def _with_words(review: Review, field: str, words: str) -> Review:
    if field == "author":
        return replace(review, author=words)
    if field == "text":
        return replace(review, text=words)
    return replace(review, title=words) if field == "title" else review


def _with_reply(review: Review, words: str) -> Review:
    """Left open: none stands there, or the one that was copied is all that is known of it."""
    if words == OPEN:
        return replace(review, reply_known=True)
    reply = replace(review.reply, text=words) if review.reply else StandingReply(text=words)
    return replace(review, reply=reply, reply_known=True)


def _day(words: str) -> tuple[date, Precision]:
    told = _DAY.fullmatch(words)
    try:
        if told:
            day = date(int(told[1]), int(told[2]), int(told[3] or 1))
            return day, Precision.DAY if told[3] else Precision.MONTH
    except ValueError:
        pass
    raise DeskError(
        _("{typed} is no day.").format(typed=words), _("Type it as 2026-11-24, or the month as 2026-11.")
    )


def _rating(words: str, scale: int) -> Rating:
    told = _STARS.fullmatch(words)
    value = float(told[1].replace(",", ".")) if told else 0.0
    top = int(told[2]) if told and told[2] else scale
    if not told or not 1 <= value <= top:
        raise DeskError(
            _("{typed} is no rating.").format(typed=words),
            _("Type a number from 1 to {scale}, or - for none.").format(scale=top),
        )
    return Rating(int(value) if value.is_integer() else value, top)
