"""The Yelp Open Dataset: JSON lines, reviews in one file and the names of the businesses in another.

See business.yelp.com/data/resources/open-dataset. Its terms allow academic use only; it has no responses.
"""

import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from reviewdesk.api import Export, ExportOptions, Listing, Rating, Review, Skipped, _
from reviewdesk_yelp.exports.lines import first_objects, is_plain_file, lines
from reviewdesk_yelp.moments import read_wall

__all__ = ["FORMAT", "open_export"]

FORMAT = "yelp-open-dataset"
_ENDINGS = {".json", ".jsonl", ".ndjson"}
_REVIEW = {"review_id", "business_id", "stars", "text", "date"}
_BUSINESS = {"business_id", "name", "review_count"}
_OTHERS = (
    {"business_id", "user_id", "text", "date", "compliment_count"},
    {"user_id", "yelping_since"},
    {"business_id", "photo_id"},
)
_NAMED = re.compile(r'"business_id":\s*"([^"\\]+)"')


def open_export(path: Path, options: ExportOptions) -> Export | None:
    if path.suffix == ".tar" and path.name.startswith("yelp_dataset"):
        return _refused(_("This is the Yelp Open Dataset as it is downloaded: unpack it first."))
    files = _candidates(path)
    reviews = [one for one in files if _is(one, _REVIEW)]
    if not reviews:
        return _without_reviews(files)
    beside = files if path.is_dir() else _siblings(path)
    names = _names([one for one in beside if one not in reviews and _is(one, _BUSINESS)])
    return Export(
        format=FORMAT,
        title=_title(),
        sure=1.0,
        platform="yelp",
        listings=_listings(reviews, names, options.as_listing),
        rows=_rows(reviews),
    )


def _candidates(path: Path) -> list[Path]:
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
    except OSError:
        return []
    return [one for one in inside if one.suffix.casefold() in _ENDINGS and is_plain_file(one)]


def _siblings(path: Path) -> list[Path]:
    return [one for one in _candidates(path.parent) if "business" in one.name.casefold()]


def _is(path: Path, keys: set[str]) -> bool:
    return any(keys <= set(told) for told in first_objects(path))


def _without_reviews(files: list[Path]) -> Export | None:
    if len(files) == 1 and any(_is(files[0], keys) for keys in (_BUSINESS, *_OTHERS)):
        # A page's description saved from the API has these fields too, and is told apart by its `alias`.
        if any("alias" in told for told in first_objects(files[0])):
            return None
        return _refused(_("This part of the Yelp Open Dataset holds no reviews: take the one called review."))
    return None


def _names(files: list[Path]) -> dict[str, tuple[str, str | None]]:
    names: dict[str, tuple[str, str | None]] = {}
    for file in files:
        for _number, _line, told in lines(file):
            known, name = (told or {}).get("business_id"), (told or {}).get("name")
            if isinstance(known, str) and isinstance(name, str) and name.strip():
                names[known] = (name.strip(), _address(told or {}))
    return names


def _address(told: dict[str, Any]) -> str | None:
    parts = [told.get(key) for key in ("address", "city")]
    return ", ".join(part.strip() for part in parts if isinstance(part, str) and part.strip()) or None


def _listings(
    reviews: list[Path], names: dict[str, tuple[str, str | None]], as_listing: str | None
) -> tuple[Listing, ...]:
    """Found without reading every line as JSON: the whole dataset has seven million."""
    found: dict[str, None] = {}
    for file in reviews:
        with file.open(encoding="utf-8-sig", errors="replace") as text:
            for line in text:
                found.update(dict.fromkeys(match[1] for match in _NAMED.finditer(line)))
    alone = as_listing if len(found) == 1 else None
    return tuple(
        Listing(
            external_id=known,
            title=names[known][0] if known in names else alone or _("Yelp page {id}").format(id=known),
            address=names[known][1] if known in names else None,
        )
        for known in found
    )


def _rows(files: list[Path]) -> Iterator[Review | Skipped]:
    seen: set[str] = set()
    for file in files:
        for number, line, told in lines(file):
            place = f"{file.name}, {number}"
            row = _row(line, told, place)
            if isinstance(row, Review) and row.external_id in seen:
                reason = _("This review stands in the file more than once.")
                row = Skipped(reason=reason, external_id=row.external_id, place=place, known=True)
            elif isinstance(row, Review):
                seen.add(row.external_id)
            yield row


def _row(line: str, told: dict[str, Any] | None, place: str) -> Review | Skipped:
    if told is None:
        cut = not line.endswith("\n")
        reason = _("The file breaks off in the middle of this review.") if cut else _("This line is no JSON.")
        return Skipped(reason=reason, raw=line, place=place)
    try:
        return _review(told)
    except ValueError as error:
        known = told.get("review_id")
        given = known if isinstance(known, str) else None
        return Skipped(reason=str(error), external_id=given, raw=line, place=place)


def _review(told: dict[str, Any]) -> Review:
    given, business, text, stars = (told.get(key) for key in ("review_id", "business_id", "text", "stars"))
    for field, value in (("review_id", given), ("business_id", business)):
        if not isinstance(value, str) or not value:
            raise ValueError(_("The field {field} is missing.").format(field=field))
    if text is not None and not isinstance(text, str):
        raise ValueError(_("The field {field} is not a text.").format(field="text"))
    if isinstance(stars, bool) or not isinstance(stars, int | float) or not 1 <= stars <= 5:
        raise ValueError(_("The field {field} holds no number of stars.").format(field="stars"))
    try:
        # No zone is told. Seen in practice: hardly any between 8 and 11, which is America's night in UTC.
        created = read_wall(told.get("date"), UTC)
    except ValueError as error:
        raise ValueError(_("The field {field} is not a date and time.").format(field="date")) from error
    return Review(
        external_id=str(given),
        listing=str(business),
        created_at=created,
        rating=Rating(float(stars), 5),
        text=text if text and text.strip() else None,
        # The dataset's ids are its own.
        id_space="yelp-dataset",
        reply_known=False,
    )


def _refused(reason: str) -> Export:
    return Export(format=FORMAT, title=_title(), sure=1.0, platform="yelp", refused=reason)


def _title() -> str:
    return _("Yelp Open Dataset")
