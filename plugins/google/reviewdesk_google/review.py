"""One entry, as the API and Takeout both write it, made into a review."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from reviewdesk.api import Rating, Review, Skipped, Standing, StandingReply, _
from reviewdesk_google.moments import read_moment, read_moment_or_none
from reviewdesk_google.policy import explain
from reviewdesk_google.wrapper import unwrap

# Only what Google's ids are made of: a name becomes the path of a request.
_ID = r"([A-Za-z0-9_=+~-]+)"
NAME = re.compile(rf"accounts/{_ID}/locations/{_ID}/reviews/{_ID}")
_STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_STANDINGS = {
    "PENDING": Standing.PENDING,
    "APPROVED": Standing.PUBLISHED,
    "REJECTED": Standing.REJECTED,
}


class Name(NamedTuple):
    """Google's address of a review. The account in it depends on who asks."""

    account: str
    location: str
    review: str


def read_name(value: Any) -> Name | None:
    match = NAME.fullmatch(value) if isinstance(value, str) else None
    return Name(*match.groups()) if match else None


def read_row(
    entry: Any, *, place: str, id_space: str = "api", listing: str | None = None
) -> Review | Skipped:
    """The review, or the reason why it can't be read: one bad row costs nothing but itself."""
    try:
        return read_entry(entry, id_space=id_space, listing=listing)
    except ValueError as error:
        name = read_name(entry.get("name")) if isinstance(entry, dict) else None
        return Skipped(
            reason=str(error), external_id=name.review if name else None, raw=_raw(entry), place=place
        )


def read_entry(entry: Any, *, id_space: str = "api", listing: str | None = None) -> Review:
    """Raises ValueError, with one plain sentence, where no review can be made of it.

    `listing` is the place that was asked for; without it the review's own name tells.
    """
    if not isinstance(entry, dict):
        raise ValueError(_("This is no review."))
    name = read_name(entry.get("name"))
    if name is None:
        raise ValueError(_("The review's name is missing or can't be read."))
    created = _moment(entry, "createTime")
    updated = _moment(entry, "updateTime") if entry.get("updateTime") is not None else created
    text, translation = unwrap(_text(entry, "comment"))
    return Review(
        external_id=name.review,
        listing=listing or name.location,
        created_at=created,
        updated_at=updated if updated != created else None,
        rating=_rating(entry.get("starRating")),
        text=text,
        translation=translation,
        author=_author(entry.get("reviewer")),
        id_space=id_space,
        ref=str(entry["name"]),
        url=_link(entry.get("reviewReplyUrl")),
        reply=read_reply(entry.get("reviewReply")),
        details=_media(entry.get("reviewMediaItems")),
    )


def read_reply(reply: Any) -> StandingReply | None:
    """The reply that stands, or None. Absent, null and wordless are the same: there is none."""
    if reply is None:
        return None
    if not isinstance(reply, dict):
        raise ValueError(_("The reply can't be read."))
    text = unwrap(_text(reply, "comment"))[0]
    if text is None:
        return None
    standing = read_standing(reply.get("reviewReplyState"))
    code, reason = read_refusal(reply) if standing is Standing.REJECTED else (None, None)
    at = read_moment_or_none(reply.get("updateTime"))
    return StandingReply(text=text, at=at, standing=standing, reason=reason, code=code)


def read_standing(state: Any) -> Standing:
    """Google tells the state since April 2026; where it is silent nothing is assumed."""
    return _STANDINGS.get(state, Standing.UNTOLD) if isinstance(state, str) else Standing.UNTOLD


def read_refusal(reply: Mapping[str, Any]) -> tuple[str | None, str]:
    """Google's own word for why a reply was refused, and the same in plain words."""
    told = reply.get("policyViolation")
    code = told if isinstance(told, str) and told != "POLICY_VIOLATION_UNSPECIFIED" else None
    return code, explain(code)


def _moment(entry: Mapping[str, Any], field: str) -> datetime:
    if entry.get(field) is None:
        raise ValueError(_("The field {field} is missing.").format(field=field))
    try:
        return read_moment(entry[field])
    except ValueError as error:
        raise ValueError(_("The field {field} is not a date and time.").format(field=field)) from error


def _rating(stars: Any) -> Rating | None:
    if stars is None or stars == "STAR_RATING_UNSPECIFIED":
        return None
    if not isinstance(stars, str) or stars not in _STARS:
        raise ValueError(_("The field {field} holds no number of stars.").format(field="starRating"))
    return Rating(_STARS[stars], 5)


def _text(holder: Mapping[str, Any], field: str) -> str:
    value = holder.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(_("The field {field} is not a text.").format(field=field))
    return value


def _author(reviewer: Any) -> str | None:
    if not isinstance(reviewer, dict) or reviewer.get("isAnonymous") is True:
        return None
    name = reviewer.get("displayName")
    return name.strip() or None if isinstance(name, str) else None


def _link(value: Any) -> str | None:
    return value if isinstance(value, str) and value.startswith(("https://", "http://")) else None


def _media(items: Any) -> dict[str, str]:
    """Photos and videos as links, numbered: a label alone names no picture."""
    details: dict[str, str] = {}
    for number, item in enumerate(items if isinstance(items, list) else (), 1):
        if not isinstance(item, dict):
            continue
        if link := _link(item.get("videoUrl")):
            details[_("Video {number}").format(number=number)] = link
        elif link := _link(item.get("thumbnailUrl")):
            details[_("Photo {number}").format(number=number)] = link
    return details


def _raw(entry: object) -> str:
    import json

    try:
        return json.dumps(entry)
    except (TypeError, ValueError, RecursionError):
        return ascii(type(entry))
