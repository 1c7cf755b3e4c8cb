"""Answers of Yelp's review calls that somebody saved to a file."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from reviewdesk.api import Export, ExportOptions, Listing, Review, Skipped, _
from reviewdesk_yelp.exports.lines import is_plain_file
from reviewdesk_yelp.review import entries_of, is_yelps, read_row, review_id

__all__ = ["FORMAT", "open_export"]

FORMAT = "yelp-api-json"
_LARGEST = 64 * 1024 * 1024
_LARGEST_CARD = 1024 * 1024
_MOST_CARDS = 50
_PAGE = re.compile(r"/biz/([^/?#]+)")


def open_export(path: Path, options: ExportOptions) -> Export | None:
    if path.suffix.casefold() != ".json" or not is_plain_file(path):
        return None
    body = _load(path, _LARGEST)
    if _is_card(body):
        return Export(
            format=FORMAT,
            title=_title(),
            sure=0.9,
            platform="yelp",
            refused=_("This is Yelp's description of a page: there are no reviews in it."),
        )
    entries = _entries(body)
    if not any(_is_review(entry) for entry in entries):
        return None
    # Only Private Reviews tells of responses; an entry without that field is an excerpt of Places.
    excerpt = not any(isinstance(entry, dict) and "public_response" in entry for entry in entries)
    pages = _pages(path, entries, options.as_listing)
    return Export(
        format=FORMAT,
        title=_title(),
        sure=1.0,
        platform="yelp",
        listings=tuple({page.external_id: page for page in pages.values()}.values()),
        rows=_rows(path.name, entries, pages, excerpt=excerpt),
    )


def _load(path: Path, largest: int) -> Any:
    try:
        if path.stat().st_size > largest:
            return None
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None


def _entries(body: Any) -> list[Any]:
    if isinstance(body, list):
        return body
    if not isinstance(body, dict):
        return []
    entries = entries_of(body)
    return entries if entries is not None else [body] if _is_review(body) else []


def _is_card(body: Any) -> bool:
    return isinstance(body, dict) and {"id", "name", "review_count", "url", "categories"} <= set(body)


def _is_review(entry: Any) -> bool:
    """Yelp's fields, and a link to Yelp: others have answers of much the same form."""
    if not isinstance(entry, dict) or not {"text", "rating", "time_created", "user"} <= set(entry):
        return False
    user = entry["user"]
    links = [entry.get("url"), user.get("profile_url") if isinstance(user, dict) else None]
    return any(_host_is_yelps(link) for link in links)


def _host_is_yelps(link: Any) -> bool:
    try:
        return isinstance(link, str) and is_yelps(urlsplit(link).netloc)
    except ValueError:
        return False


def _alias(entry: Any) -> str:
    link = entry.get("url") if isinstance(entry, dict) else None
    found = _PAGE.search(link) if isinstance(link, str) else None
    return unquote(found[1]) if found else ""


def _pages(path: Path, entries: list[Any], as_listing: str | None) -> dict[str, Listing]:
    """By readable name. A description of the page saved in the same folder tells its id and title."""
    cards = _cards(path)
    pages: dict[str, Listing] = {}
    aliases = dict.fromkeys(_alias(entry) for entry in entries)
    for alias in aliases:
        name = as_listing if as_listing and len(aliases) == 1 else _readable(alias) or path.stem
        known = alias or f"file:{as_listing or path.stem}"
        link = f"https://www.yelp.com/biz/{alias}" if alias else None
        pages[alias] = cards.get(alias) or Listing(external_id=known, title=name, url=link)
    return pages


def _cards(path: Path) -> dict[str, Listing]:
    cards: dict[str, Listing] = {}
    for other in sorted(path.parent.glob("*.json"))[:_MOST_CARDS]:
        body = _load(other, _LARGEST_CARD) if other != path and is_plain_file(other) else None
        if isinstance(body, dict) and _is_card(body) and isinstance(body.get("alias"), str):
            alias = body["alias"]
            link = f"https://www.yelp.com/biz/{alias}"
            cards[alias] = Listing(external_id=str(body["id"]), title=str(body["name"]), url=link)
    return cards


def _readable(alias: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in alias.split("-"))


def _rows(
    name: str, entries: list[Any], pages: dict[str, Listing], *, excerpt: bool
) -> Iterator[Review | Skipped]:
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate(entries, 1):
        listing = pages[_alias(entry)].external_id
        row = _row(entry, listing, f"{name}, {number}", excerpt=excerpt)
        if isinstance(row, Review) and (row.listing, row.external_id) in seen:
            row = Skipped(
                reason=_("This review stands in the file more than once."),
                external_id=row.external_id,
                place=f"{name}, {number}",
                known=True,
            )
        elif isinstance(row, Review):
            seen.add((row.listing, row.external_id))
        yield row


def _row(entry: Any, listing: str, place: str, *, excerpt: bool) -> Review | Skipped:
    made = _made_id(entry)
    if made is None:
        return read_row(entry, listing=listing, place=place, excerpt=excerpt)
    row = read_row({**entry, "id": made}, listing=listing, place=place, excerpt=excerpt)
    return replace(row, id_space="yelp-file") if isinstance(row, Review) else row


def _made_id(entry: Any) -> str | None:
    """Where neither an id nor a link to the review stands: its writer and its second name it."""
    if not isinstance(entry, dict) or review_id(entry) is not None:
        return None
    user = entry.get("user")
    person = user.get("id") if isinstance(user, dict) else None
    if not isinstance(person, str) or not isinstance(entry.get("time_created"), str):
        return None
    return hashlib.sha256(f"{person}|{entry['time_created']}".encode()).hexdigest()[:22]


def _title() -> str:
    return _("Yelp API answer")
