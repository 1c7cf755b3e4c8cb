"""Reviews as the website's own pages load them, kept by a tool that read along.

Only a list under `ReviewsProxy_getReviewListPageForLocation` is sure to be one.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reviewdesk.api import (
    Export,
    ExportOptions,
    Listing,
    Precision,
    Review,
    Skipped,
    Standing,
    StandingReply,
    _,
    read_rows,
)
from reviewdesk_tripadvisor.card import NAME, WEB_HOST
from reviewdesk_tripadvisor.facts import month, trip
from reviewdesk_tripadvisor.languages import bcp47
from reviewdesk_tripadvisor.links import read_link
from reviewdesk_tripadvisor.moments import read_day
from reviewdesk_tripadvisor.review import answered_without_words, id_or_none, rating_of

FORMAT = "tripadvisor-website"
_KEY = "ReviewsProxy_getReviewListPageForLocation"
MARK = _KEY.encode()


def opened(body: Any, options: ExportOptions) -> Export:
    copies = list(_entries(body))
    chosen = _chosen(copies)
    return Export(
        format=FORMAT,
        title=_("Tripadvisor's website, read by a tool"),
        sure=0.95,
        platform=NAME,
        listings=_listings(copies, options.as_listing),
        rows=_rows(copies, chosen),
        refused=None if copies else _("There are no reviews in this file from Tripadvisor's website."),
    )


def _entries(node: Any) -> Iterator[Any]:
    """All entries of all review lists in the file, however deep they lie."""
    stack = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, Mapping):
            for key, value in reversed(list(at.items())):
                if key == _KEY:
                    yield from _listed(value)
                else:
                    stack.append(value)
        elif isinstance(at, list):
            stack.extend(reversed(at))


def _listed(value: Any) -> Iterator[Any]:
    for part in value if isinstance(value, list) else ():
        reviews = part.get("reviews") if isinstance(part, Mapping) else None
        yield from reviews if isinstance(reviews, list) else ()


def _chosen(copies: list[Any]) -> dict[str, int]:
    """Which of several copies of a review to take: the one in the guest's own words, else the first."""
    chosen: dict[str, int] = {}
    for place, entry in enumerate(copies):
        number = id_or_none(entry)
        if number is not None and (
            number not in chosen or (_is_translated(copies[chosen[number]]) and not _is_translated(entry))
        ):
            chosen[number] = place
    return chosen


def _rows(copies: list[Any], chosen: dict[str, int]) -> Iterator[Review | Skipped]:
    others = {id_or_none(entry): entry for entry in copies if _is_translated(entry)}

    def read(numbered: tuple[int, Any]) -> Review | Skipped:
        place, entry = numbered
        number = id_or_none(entry)
        if number is not None and chosen[number] != place:
            reason = _("This review stands in the file more than once.")
            return Skipped(reason=reason, external_id=number, known=True)
        return _read(entry, number, others.get(number))

    return read_rows(enumerate(copies), read)


def _read(entry: Any, number: str | None, translated: Any) -> Review | Skipped:
    if number is None:
        return Skipped(reason=_("The review's number is missing or can't be read."), raw=json.dumps(entry))
    if entry.get("status", "PUBLISHED") != "PUBLISHED":
        return Skipped(reason=_("Tripadvisor does not show this review to guests."), external_id=number)
    url = _url(entry)
    location = _location(entry) or read_link(url or "").location
    if location is None:
        return Skipped(reason=_("It is not told which page this review belongs to."), external_id=number)
    own = not _is_translated(entry)
    profile = entry.get("userProfile")
    name = profile.get("displayName") if isinstance(profile, Mapping) else None
    return Review(
        external_id=number,
        listing=location,
        created_at=read_day(entry.get("publishedDate")),
        precision=Precision.DAY,
        rating=rating_of(entry.get("rating")),
        text=_text(entry.get("text")),
        title=_text(entry.get("title")),
        translation=_text(translated.get("text")) if own and isinstance(translated, Mapping) else None,
        language=bcp47(entry.get("language")),
        author=_text(name) or _text(entry.get("username")),
        url=url,
        reply=_response(entry.get("mgmtResponse")),
        details=_details(entry),
    )


def _response(response: Any) -> StandingReply | None:
    """Its date is a bare day, which is no moment: it is left out."""
    if not isinstance(response, Mapping):
        return None
    return StandingReply(
        text=_text(response.get("text")) or answered_without_words(), standing=Standing.PUBLISHED
    )


def _details(entry: Mapping[str, Any]) -> dict[str, str]:
    journey = entry.get("tripInfo")
    told = journey if isinstance(journey, Mapping) else {}
    facts = {_("Trip"): trip(told.get("tripType")), _("Visit"): month(told.get("stayDate"))}
    if _is_translated(entry):
        facts[_("Words")] = _("translated by a machine from: {language}").format(
            language=entry.get("originalLanguage")
        )
    ratings = entry.get("additionalRatings")
    for row in ratings if isinstance(ratings, list) else ():
        if isinstance(row, Mapping) and isinstance(label := row.get("ratingLabelLocalizedString"), str):
            facts[label] = f"{row.get('rating')}/5"
    return {label: value for label, value in facts.items() if value}


def _is_translated(entry: Any) -> bool:
    if not isinstance(entry, Mapping):
        return False
    original = entry.get("originalLanguage")
    return isinstance(original, str) and original != entry.get("language")


def _url(entry: Mapping[str, Any]) -> str | None:
    wrapper = entry.get("reviewDetailPageWrapper")
    route = wrapper.get("reviewDetailPageRoute") if isinstance(wrapper, Mapping) else None
    path = route.get("url") if isinstance(route, Mapping) else None
    return f"https://{WEB_HOST}{path}" if isinstance(path, str) and path.startswith("/") else None


def _location(entry: Any) -> str | None:
    if not isinstance(entry, Mapping):
        return None
    place = entry.get("location")
    inner = place.get("locationId") if isinstance(place, Mapping) else None
    return id_or_none({"id": entry.get("locationId") or inner})


def _listings(copies: list[Any], as_listing: str | None) -> tuple[Listing, ...]:
    pages: dict[str, str | None] = {}
    for entry in copies:
        location = _location(entry)
        if location is not None and pages.get(location) is None:
            place = entry.get("location")
            pages[location] = _text(place.get("name")) if isinstance(place, Mapping) else None
    wish = as_listing if len(pages) == 1 else None
    return tuple(
        Listing(
            external_id=location,
            title=wish or name or _("Tripadvisor page {number}").format(number=location),
        )
        for location, name in pages.items()
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
