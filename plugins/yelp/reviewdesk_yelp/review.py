"""One entry of Yelp's review calls, Places and Private Reviews alike, made into a review."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from reviewdesk.api import Rating, Review, Skipped, StandingReply, _
from reviewdesk_yelp.moments import read_moment_or_none, read_wall

__all__ = ["ANSWER_SPACE", "USER_SPACE", "entries_of", "is_yelps", "read_entry", "read_row", "review_id"]

ANSWER_SPACE = "yelp-response"
"""Ids of the owner's responses. One that stands under two review ids is one history: Yelp gives a review
that was updated after 30 days a new id and carries the old response over."""
USER_SPACE = "yelp-user"
"""A person has one review on a page; an update takes its place under a new id."""

_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)*yelp\.(?:com?\.)?[a-z]{2,3}")
_CUT = ("...", "…")


def entries_of(body: Mapping[str, Any]) -> list[Any] | None:
    """The reviews of an answer: ``{"reviews": [...]}``, or as Private Reviews are documented, one deeper."""
    told = body.get("reviews")
    if isinstance(told, dict):
        told = told.get("review", [])
    return told if isinstance(told, list) else None


def read_row(entry: Any, *, listing: str, place: str, excerpt: bool) -> Review | Skipped:
    """The review, or the reason why it can't be read: one bad row costs nothing but itself."""
    try:
        return read_entry(entry, listing=listing, excerpt=excerpt)
    except ValueError as error:
        known = review_id(entry) if isinstance(entry, dict) else None
        return Skipped(reason=str(error), external_id=known, raw=_raw(entry), place=place)


def read_entry(entry: Any, *, listing: str, excerpt: bool) -> Review:
    """Raises ValueError, with one plain sentence, where no review can be made of it."""
    if not isinstance(entry, dict):
        raise ValueError(_("This is no review."))
    given = review_id(entry)
    if given is None:
        raise ValueError(_("The review's id is missing."))
    created = _created(entry)
    reply = None if excerpt else read_response(entry.get("public_response"))
    before = reply is not None and reply.at is not None and reply.at < created
    text = _text(entry.get("text"))
    return Review(
        external_id=given,
        listing=listing,
        created_at=created,
        # A response older than the review: the guest wrote anew under it, and this is when.
        updated_at=created if before else None,
        rating=_rating(entry.get("rating")),
        text=text,
        author=_author(entry),
        url=_link(entry.get("url")),
        aliases=_aliases(entry, listing, reply),
        reply=reply,
        reply_known=not excerpt,
        details=_details(text, excerpt=excerpt, before=before),
    )


def review_id(entry: Mapping[str, Any]) -> str | None:
    """The id of the entry, or that in its link: older answers, and Private Reviews, give only the link."""
    given = entry.get("id")
    if isinstance(given, str) and given.strip():
        return given.strip()
    return linked_id(entry.get("url"))


def linked_id(url: Any) -> str | None:
    if not isinstance(url, str):
        return None
    try:
        told = parse_qs(urlsplit(url).query).get("hrid", [""])[0]
    except ValueError:
        return None
    return told if _ID.fullmatch(told) else None


def read_response(told: Any) -> StandingReply | None:
    """The owner's response that stands. Null, absent and wordless are the same: there is none."""
    if told is None:
        return None
    text = _text(told.get("text")) if isinstance(told, dict) else None
    if text is None and told != {}:
        raise ValueError(_("The answer that stands can't be read."))
    if text is None:
        return None
    return StandingReply(text=text, at=read_moment_or_none(told.get("time_created")))


def answer_id(listing: str, reply: StandingReply) -> str | None:
    """What one response is known by: Yelp refuses the same words twice, and its second tells the rest."""
    if reply.at is None:
        return None
    words = " ".join(reply.text.split())
    return hashlib.sha256(f"{listing}|{reply.at:%Y-%m-%dT%H:%M:%S}|{words}".encode()).hexdigest()[:32]


def is_yelps(netloc: str) -> bool:
    return _HOST.fullmatch(netloc) is not None


def _aliases(entry: Mapping[str, Any], listing: str, reply: StandingReply | None) -> dict[str, str]:
    aliases: dict[str, str] = {}
    answer = answer_id(listing, reply) if reply else None
    if answer:
        aliases[ANSWER_SPACE] = answer
    user = entry.get("user")
    person = user.get("id") if isinstance(user, dict) else None
    if isinstance(person, str) and _ID.fullmatch(person):
        aliases[USER_SPACE] = f"{listing}/{person}"
    return aliases


def _created(entry: Mapping[str, Any]) -> datetime:
    if entry.get("time_created") is None:
        raise ValueError(_("The field {field} is missing.").format(field="time_created"))
    try:
        return read_wall(entry["time_created"])
    except ValueError as error:
        raise ValueError(
            _("The field {field} is not a date and time.").format(field="time_created")
        ) from error


def _rating(stars: Any) -> Rating:
    if isinstance(stars, bool) or not isinstance(stars, int | float) or stars not in {1, 2, 3, 4, 5}:
        raise ValueError(_("The field {field} holds no number of stars.").format(field="rating"))
    return Rating(float(stars), 5)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(_("The field {field} is not a text.").format(field="text"))
    return value if value.strip() else None


def _author(entry: Mapping[str, Any]) -> str | None:
    user = entry.get("user")
    name = user.get("name") if isinstance(user, dict) else None
    return name.strip() or None if isinstance(name, str) else None


def _link(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme == "https" and is_yelps(parts.netloc) else None


def _details(text: str | None, *, excerpt: bool, before: bool) -> dict[str, str]:
    details: dict[str, str] = {}
    if excerpt and text and text.endswith(_CUT):
        details[_("Excerpt")] = _("Yelp shows only the beginning of this review here.")
    if before:
        details[_("Answer")] = _("Written before the guest updated the review.")
    return details


def _raw(entry: object) -> str:
    try:
        return json.dumps(entry)
    except (TypeError, ValueError, RecursionError):
        return ascii(type(entry))
