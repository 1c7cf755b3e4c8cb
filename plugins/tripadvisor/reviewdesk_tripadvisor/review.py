"""One review as Terra tells it."""

import json
from collections.abc import Mapping
from typing import Any

from reviewdesk.api import Rating, Review, Skipped, Standing, StandingReply, _
from reviewdesk_tripadvisor.facts import details
from reviewdesk_tripadvisor.languages import Texts, read_texts
from reviewdesk_tripadvisor.links import own_link
from reviewdesk_tripadvisor.moments import read_moment, read_moment_or_none


def read_row(entry: Any, *, listing: str, place: str, whole: bool) -> Review | Skipped:
    """The review, or the reason why it can't be read: one bad row costs nothing but itself."""
    try:
        return read_entry(entry, listing=listing, whole=whole)
    except ValueError as error:
        return Skipped(reason=str(error), external_id=id_or_none(entry), raw=_raw(entry), place=place)


def read_entry(entry: Any, *, listing: str, whole: bool) -> Review:
    """Raises ValueError, with one plain sentence, where no review can be made of it.

    Empty fields are left out of Terra's answers: none but the id and the time are relied on. `whole` also
    reads the facts beside the words, which may not be stored.
    """
    if not isinstance(entry, Mapping):
        raise ValueError(_("This is no review."))
    number = id_or_none(entry)
    if number is None:
        raise ValueError(_("The review's number is missing or can't be read."))
    text, title = _texts(entry, "text"), _texts(entry, "title")
    own = text.own or title.own
    language = own.language if own else None
    user = entry.get("user")
    name = user.get("username") if isinstance(user, Mapping) else None
    return Review(
        external_id=number,
        listing=listing,
        created_at=moment_of(entry, "publish_ts"),
        rating=rating_of(entry.get("rating")),
        text=text.own.value if text.own else None,
        title=title.in_language(language),
        translation=text.translation,
        language=language,
        author=name.strip() or None if isinstance(name, str) else None,
        url=own_link(entry.get("url")),
        reply=read_response(entry.get("owner_response")),
        details=details(entry) if whole else {},
    )


def read_response(response: Any) -> StandingReply | None:
    """The owner's answer. It stands if the field is there, whatever is left out of it."""
    if response is None:
        return None
    if not isinstance(response, Mapping):
        raise ValueError(_("The owner's answer can't be read."))
    try:
        words = read_texts(response.get("text")).own
    except ValueError:
        words = None
    return StandingReply(
        text=words.value if words else answered_without_words(),
        at=read_moment_or_none(response.get("publish_date")),
        standing=Standing.PUBLISHED,
    )


def answered_without_words() -> str:
    return _("(Answered on Tripadvisor; the words were not told.)")


def moment_of(entry: Mapping[str, Any], field: str) -> Any:
    if entry.get(field) is None:
        raise ValueError(_("The field {field} is missing.").format(field=field))
    try:
        return read_moment(entry[field])
    except ValueError as error:
        raise ValueError(_("The field {field} is not a date and time.").format(field=field)) from error


def rating_of(value: Any) -> Rating | None:
    if value is None:
        return None
    try:
        stars = float(value) if not isinstance(value, bool) else 0.0
    except (TypeError, ValueError):
        stars = 0.0
    if not 1 <= stars <= 5:
        raise ValueError(_("The field {field} holds no number of stars.").format(field="rating"))
    return Rating(int(stars) if stars.is_integer() else stars, 5)


def id_or_none(entry: Any) -> str | None:
    """A number, also where a file wrote it as text."""
    value = entry.get("id") if isinstance(entry, Mapping) else None
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return value.lstrip("0") or None
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return str(value)
    return None


def _texts(entry: Mapping[str, Any], field: str) -> Texts:
    try:
        return read_texts(entry.get(field))
    except ValueError as error:
        raise ValueError(_("The field {field} is not a text.").format(field=field)) from error


def _raw(entry: object) -> str:
    try:
        return json.dumps(entry)
    except (TypeError, ValueError, RecursionError):
        return ascii(type(entry))
