"""One entry of the API, made into a review."""

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from reviewdesk.api import Parts, Rating, Review, Skipped, StandingReply, _
from reviewdesk_booking.moments import read_moment, read_moment_or_none
from reviewdesk_booking.words import complaint_marker, field, joined

RESERVATION = "reservation"
"""The id space in which the API and the extranet's file know one review."""

# Only what Booking.com's ids are made of: an id becomes the path of a request.
_ID = re.compile(r"[A-Za-z0-9_=-]{1,200}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_NO_LANGUAGE = {"xu", "xx", "und", "zxx"}
_RESERVATION = re.compile(r"[A-Za-z0-9._-]{1,40}")


class Ref(NamedTuple):
    """What `Review.ref` holds."""

    property: str
    review: str
    reservation: str

    def text(self) -> str:
        return "/".join(self)

    @classmethod
    def of(cls, ref: str) -> "Ref":
        told = [*ref.split("/"), "", "", ""]
        number, review, reservation = told[:3]
        return cls(
            number if re.fullmatch(r"[0-9]{1,15}", number) else "",
            review if _ID.fullmatch(review) else "",
            reservation if _RESERVATION.fullmatch(reservation) else "",
        )


def read_row(entry: Any, *, place: str, listing: str) -> Review | Skipped:
    """The review, or the reason why it can't be read: one bad row costs nothing but itself."""
    try:
        return read_entry(entry, listing=listing)
    except ValueError as error:
        given = entry.get("review_id") if isinstance(entry, dict) else None
        return Skipped(
            reason=str(error),
            external_id=given if isinstance(given, str) and given else None,
            raw=ascii(entry),
            place=place,
        )


def read_entry(entry: Any, *, listing: str) -> Review:
    """Raises ValueError, with one plain sentence, where no review can be made of it."""
    if not isinstance(entry, dict):
        raise ValueError(_("This is no review."))
    given = entry.get("review_id")
    if not isinstance(given, str) or not _ID.fullmatch(given):
        raise ValueError(_("The review's id is missing or can't be read."))
    content = _object(entry, "content")
    created = _moment(entry, "created_timestamp")
    updated = read_moment_or_none(entry.get("last_change_timestamp"))
    parts = Parts(positive=_text(content, "positive"), negative=_text(content, "negative"))
    title = _text(content, "headline")
    text = joined(parts)
    reservation = _reservation(entry.get("reservation_id"))
    return Review(
        external_id=given,
        listing=listing,
        created_at=created,
        updated_at=updated if updated is not None and updated != created else None,
        rating=read_rating(_object(entry, "scoring").get("review_score")),
        title=title,
        text=text,
        parts=parts if text else None,
        language=_language(content.get("language_code")),
        author=_text(_object(entry, "reviewer"), "name"),
        aliases={RESERVATION: reservation} if reservation else {},
        ref=Ref(listing, given, reservation).text(),
        answerable=bool(text or title),
        reply=read_reply(entry.get("reply") or entry.get("response")),
        details={**_details(entry, reservation), **complaint_marker(parts)},
    )


def read_rating(score: Any) -> Rating | None:
    """0 to 10, with halves and tenths."""
    if score is None:
        return None
    value = number(score)
    if value is None or not 0 <= value <= 10:
        raise ValueError(_("The field {field} holds no score from 0 to 10.").format(field="review_score"))
    return Rating(value, 10)


def read_reply(reply: Any) -> StandingReply | None:
    """The reply that stands, or None. Absent, null and wordless are the same: there is none."""
    if reply is None:
        return None
    if not isinstance(reply, dict):
        raise ValueError(_("The reply can't be read."))
    text = _text(reply, "text")
    if text is None:
        return None
    return StandingReply(text=text, at=read_moment_or_none(reply.get("last_change_timestamp")))


def sub_scores(scores: Mapping[str, Any]) -> dict[str, str]:
    """The scores for single things, as they are shown; what is not there is left out."""
    labels = {
        "staff": _("Staff"),
        "clean": _("Cleanliness"),
        "location": _("Location"),
        "facilities": _("Facilities"),
        "services": _("Services"),
        "comfort": _("Comfort"),
        "value": _("Value for money"),
    }
    told = {label: number(scores.get(key)) for key, label in labels.items()}
    return {label: shown(value) for label, value in told.items() if value is not None and 0 <= value <= 10}


def shown(value: float) -> str:
    return f"{value:g}"


def number(value: Any) -> float | None:
    """A number, also one that came as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        told = float(value)
    except (ValueError, OverflowError):
        return None
    return told if math.isfinite(told) else None


def _details(entry: Mapping[str, Any], reservation: str) -> dict[str, str]:
    reviewer = _object(entry, "reviewer")
    details = sub_scores(_object(entry, "scoring"))
    country = reviewer.get("country_code") or reviewer.get("country")
    if isinstance(country, str) and country.strip():
        details[_("Country")] = country.strip().upper()[:40]
    if reviewer.get("is_genius") is True:
        details[_("Genius")] = _("yes")
    if reservation:
        details[_("Reservation")] = reservation
    return details


def _object(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Null stands for "none": a review without words, an anonymous guest."""
    value = holder.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError(_("The field {field} can't be read.").format(field=name))
    return value


def _text(holder: Mapping[str, Any], name: str) -> str | None:
    value = holder.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(_("The field {field} is not a text.").format(field=name))
    return field(value)


def _moment(entry: Mapping[str, Any], name: str) -> datetime:
    if entry.get(name) is None:
        raise ValueError(_("The field {field} is missing.").format(field=name))
    try:
        return read_moment(entry[name])
    except ValueError as error:
        raise ValueError(_("The field {field} is not a date and time.").format(field=name)) from error


def _language(code: Any) -> str | None:
    if not isinstance(code, str) or not _LANGUAGE.fullmatch(code) or code in _NO_LANGUAGE:
        return None
    return code


def _reservation(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return str(value)
    return value if isinstance(value, str) and _RESERVATION.fullmatch(value) else ""
