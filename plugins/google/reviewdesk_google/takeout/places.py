"""The names of the places in a Takeout."""

import json
import re
from pathlib import PurePosixPath
from typing import Any

from reviewdesk.api import Listing, _
from reviewdesk_google.accounts import read_address
from reviewdesk_google.takeout.sources import Read, Unreadable

_NUMBER = re.compile(r"[0-9]+$")


def read_card(name: str, read: Read) -> Listing | None:
    """What data.json or additionalData.json tells of the place whose folder it lies in."""
    folder = _NUMBER.search(PurePosixPath(name).parent.name)
    try:
        body = json.loads(read(name).decode("utf-8-sig"))
    except (ValueError, RecursionError, Unreadable):
        return None  # only a name is lost: the number stands in for it
    if not isinstance(body, dict):
        return None
    told = _text(body, "name").rpartition("locations/")[2]
    number = told if told.isdecimal() else folder.group() if folder else ""
    title = _text(body, "title") or _text(body, "locationName") or _listing_name(body)
    metadata = body.get("metadata")
    url = metadata.get("mapsUri") or metadata.get("mapsUrl") if isinstance(metadata, dict) else None
    if not number:
        return None
    return Listing(
        external_id=number,
        title=title,
        address=read_address(body.get("storefrontAddress") or body.get("address")),
        url=url if isinstance(url, str) and url.startswith("https://") else None,
    )


def listing(number: str, cards: list[Listing], as_listing: str | None) -> Listing:
    """The first card that tells something, part by part."""
    mine = [card for card in cards if card.external_id == number]
    title = next((card.title for card in mine if card.title), "")
    return Listing(
        external_id=number,
        title=title or as_listing or _("Google place {number}").format(number=number),
        address=next((card.address for card in mine if card.address), None),
        url=next((card.url for card in mine if card.url), None),
    )


def _listing_name(body: dict[str, Any]) -> str:
    attributes = body.get("attributes")
    for attribute in attributes if isinstance(attributes, list) else ():
        try:
            if attribute["id"]["attributeType"] == "LISTING_NAME":
                return str(attribute["values"][0]["datum"]["listingName"]["text"]).strip()
        except (KeyError, IndexError, TypeError):
            continue
    return ""


def _text(holder: dict[str, Any], field: str) -> str:
    value = holder.get(field)
    return value.strip() if isinstance(value, str) else ""
