"""Answers of the old Content API: `/location/{id}/reviews`, version 1, and 2.0 of the partners before it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from reviewdesk.api import (
    Export,
    ExportOptions,
    Listing,
    Review,
    Skipped,
    Standing,
    StandingReply,
    _,
    read_rows,
)
from reviewdesk_tripadvisor.card import NAME
from reviewdesk_tripadvisor.facts import details
from reviewdesk_tripadvisor.languages import bcp47
from reviewdesk_tripadvisor.links import own_link, read_link
from reviewdesk_tripadvisor.moments import read_moment_or_none
from reviewdesk_tripadvisor.review import answered_without_words, id_or_none, moment_of, rating_of

FORMAT = "tripadvisor-content-api"
REVIEW_MARK = b'"published_date"'
MARK = b'"location_id"'
"""What every one of its answers holds."""
_PLACE = ("location_id", "name", "address_obj")
_FIELDS = ("id", "location_id", "published_date", "rating")


class Broken(NamedTuple):
    """A line that is no JSON."""

    line: str


def lines(raw: bytes) -> list[Any] | None:
    """The rows of JSON Lines, or None for one single answer. A broken line costs nothing but itself."""
    texts = [line for line in raw.decode("utf-8", "replace").splitlines() if line.strip()]
    try:
        first = json.loads(texts[0]) if len(texts) > 1 else None
    except (ValueError, RecursionError):
        return None
    if not _is_row(first):
        return None
    return [_line(text) for text in texts]


def rows_of(body: Any) -> list[Any] | None:
    """The rows of an answer, of several in a list, or a bare list of rows."""
    if isinstance(body, Mapping):
        if _is_row(body):
            return [body]
        found = body.get("data", body.get("reviews"))
        return found if isinstance(found, list) and any(_is_row(row) for row in found) else None
    if not isinstance(body, list):
        return None
    if any(_is_row(row) for row in body):
        return body
    inner = [rows for part in body if isinstance(part, Mapping) and (rows := rows_of(part)) is not None]
    return [row for rows in inner for row in rows] or None


def refused(body: Mapping[str, Any]) -> Export | None:
    """The other answers of that API are recognised too, to say what they are."""
    data = body.get("data")
    first = data[0] if isinstance(data, list) and data else body
    if not isinstance(first, Mapping) or not all(key in first for key in _PLACE):
        return None
    return Export(
        format=FORMAT,
        title=title(),
        sure=0.9,
        platform=NAME,
        refused=_("This file describes a page on Tripadvisor; there are no reviews in it."),
    )


def opened(rows: list[Any], path: Path, options: ExportOptions) -> Export:
    return Export(
        format=FORMAT,
        title=title(),
        sure=0.95,
        platform=NAME,
        listings=_listings(rows, options.as_listing),
        rows=_once(read_rows(rows, _read), path.name),
    )


def title() -> str:
    return _("Tripadvisor Content API")


def _read(row: Any) -> Review | Skipped:
    if isinstance(row, Broken):
        return Skipped(reason=_("This line breaks off or is damaged."), raw=row.line)
    number, location = id_or_none(row), _location(row)
    if number is None or location is None:
        return Skipped(reason=_("The review's number is missing or can't be read."), raw=json.dumps(row))
    user = row.get("user")
    name = user.get("username") if isinstance(user, Mapping) else None
    text = _text(row.get("text"))
    machine = row.get("is_machine_translated") is True
    told = details(row)
    if machine:
        told[_("Words")] = _("a translation by machine; the guest wrote in another language")
    return Review(
        # The numbers of this API are those in the review's public address, and so are Terra's.
        external_id=number,
        listing=location,
        created_at=moment_of(row, "published_date"),
        rating=rating_of(row.get("rating")),
        text=text,
        title=_text(row.get("title")),
        language=bcp47(row.get("lang")),
        author=_text(name),
        url=own_link(row.get("url")),
        reply=_response(row.get("owner_response")),
        details=told,
    )


def _response(response: Any) -> StandingReply | None:
    """Here the words are one text, not a list of them as at Terra."""
    if not isinstance(response, Mapping):
        return None
    return StandingReply(
        text=_text(response.get("text")) or answered_without_words(),
        at=read_moment_or_none(response.get("published_date")),
        standing=Standing.PUBLISHED,
    )


def _once(rows: Iterable[Review | Skipped], file: str) -> Iterator[Review | Skipped]:
    """Pages overlap where somebody kept several: the first copy is taken."""
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        place = f"{file}, {number}"
        if isinstance(row, Skipped):
            yield replace(row, place=place)
        elif row.external_id in seen:
            reason = _("This review stands in the file more than once.")
            yield Skipped(reason=reason, external_id=row.external_id, place=place, known=True)
        else:
            seen.add(row.external_id)
            yield row


def _listings(rows: list[Any], as_listing: str | None) -> tuple[Listing, ...]:
    pages: dict[str, str | None] = {}
    for row in rows:
        location = _location(row)
        if location is not None and (pages.get(location) is None):
            link = row.get("url")
            pages[location] = read_link(link).title if isinstance(link, str) else None
    wish = as_listing if len(pages) == 1 else None
    return tuple(
        Listing(
            external_id=location,
            title=wish or name or _("Tripadvisor page {number}").format(number=location),
        )
        for location, name in pages.items()
    )


def _location(row: Any) -> str | None:
    return id_or_none({"id": row.get("location_id")}) if isinstance(row, Mapping) else None


def _is_row(row: Any) -> bool:
    return isinstance(row, Mapping) and all(field in row for field in _FIELDS)


def _line(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return Broken(text)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
