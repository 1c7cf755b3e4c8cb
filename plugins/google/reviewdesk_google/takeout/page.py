"""One file of a Takeout and what it turns out to be."""

import json
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from reviewdesk.api import _
from reviewdesk_google.review import NAME, Name, read_name
from reviewdesk_google.takeout.sources import Read, Source, Unreadable, is_card, is_place_folder

_NAMES = re.compile(NAME.pattern.encode())


@dataclass(frozen=True, slots=True)
class Page:
    place: str
    entries: tuple[Any, ...] = ()
    own: bool = False
    """Reviews the person wrote about other places."""
    broken: str | None = None
    """Why nothing of it can be read."""
    lost: tuple[Name, ...] = field(default=())
    """The reviews of a broken file, as far as their names show through."""


def read_page(source: Source, name: str, read: Read) -> Page | None:
    """None for a file that holds something else."""
    if is_card(name):
        return None
    place, full = source.place(name), source.path_of(name)
    named = full.name.casefold().startswith("review") and is_place_folder(full.parent.name)
    try:
        data = read(name)
    except Unreadable as error:
        return Page(place, broken=str(error)) if named else None
    try:
        body = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        lost = tuple(dict.fromkeys(Name(*(part.decode() for part in one)) for one in _NAMES.findall(data)))
        broken = Page(place, broken=_("The file is damaged: it is no JSON, or only half of it."), lost=lost)
        return broken if named or lost else None
    return _sort(body, place, full, named=named)


def _sort(body: Any, place: str, full: PurePosixPath, *, named: bool) -> Page | None:
    if _is_own(body, full):
        return Page(place, own=True)
    # Google leaves out what is empty: a place without reviews is {}.
    entries = body.get("reviews", None if body else []) if isinstance(body, dict) else None
    if not isinstance(entries, list):
        return Page(place, broken=_("The file has not the form of a page of reviews.")) if named else None
    if named or any(isinstance(one, dict) and read_name(one.get("name")) for one in entries):
        return Page(place, tuple(entries))
    return None


def _is_own(body: Any, full: PurePosixPath) -> bool:
    """Maps, "your places", is a map of what this person rated; its saved places look alike, without stars."""
    if not isinstance(body, dict) or body.get("type") != "FeatureCollection":
        return False
    features = body.get("features")
    first = features[0] if isinstance(features, list) and features else None
    facts = first.get("properties") if isinstance(first, dict) else None
    words = " ".join(facts).casefold() if isinstance(facts, dict) else ""
    return full.name.casefold().startswith("review") or "rating" in words or "review" in words
