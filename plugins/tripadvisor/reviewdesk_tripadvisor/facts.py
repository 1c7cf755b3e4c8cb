"""Facts beside the words: the kind of trip, the month of the visit, the ratings of single things."""

import re
from collections.abc import Mapping
from typing import Any

from reviewdesk.api import _


def details(entry: Mapping[str, Any]) -> dict[str, str]:
    """Label -> value, for the eye. What can't be read is left out: none of it is worth a review."""
    told = {_("Trip"): trip(entry.get("trip_type")), _("Visit"): month(entry.get("travel_date"))}
    told |= _subratings(entry.get("subratings"))
    return {label: value for label, value in told.items() if value} | _photos(entry.get("photos"))


def trip(value: Any) -> str:
    """Terra's word for a kind of trip, or what an older file wrote in the reader's language."""
    if not isinstance(value, str) or value.strip().upper() in {"", "NONE"}:
        return ""
    known = {
        "BUSINESS": _("business"),
        "COUPLES": _("couple"),
        "FAMILY": _("family"),
        "FRIENDS": _("friends"),
        "SOLO": _("alone"),
    }
    return known.get(value.strip().upper(), value.strip())


def month(value: Any) -> str:
    """Only the month: the day is always the last of it, and tells nothing."""
    match = re.match(r"([0-9]{4}-[0-9]{2})(?:-[0-9]{2})?(?:$|T)", value) if isinstance(value, str) else None
    return match[1] if match else ""


def _subratings(value: Any) -> dict[str, str]:
    """Terra gives a list, older files an object with "0", "1" ... as its keys."""
    rows = list(value.values()) if isinstance(value, Mapping) else value
    told: dict[str, str] = {}
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, Mapping):
            continue
        label = next(
            (row[key] for key in ("type_name", "localized_name", "type", "name") if row.get(key)), None
        )
        stars = row.get("rating", row.get("value"))
        if isinstance(label, str) and isinstance(stars, (int, float, str)) and not isinstance(stars, bool):
            told[_rated(label)] = f"{stars}/5"
    return told


def _rated(label: str) -> str:
    """What was rated, in the reader's language, where Terra's English word is one of a restaurant's."""
    known = {
        "service": _("Service"),
        "food": _("Food"),
        "value": _("Value"),
        "atmosphere": _("Atmosphere"),
    }
    return known.get(label.strip().lower(), label)


def _photos(value: Any) -> dict[str, str]:
    links = [
        link
        for row in (value if isinstance(value, list) else ())
        if isinstance(row, Mapping) and isinstance(link := row.get("original_size_url"), str)
    ]
    return {
        _("Photo {number}").format(number=number): link
        for number, link in enumerate(links, 1)
        if link.startswith("https://")
    }
