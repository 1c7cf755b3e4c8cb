"""The columns of the extranet's file, whose labels follow the language of the extranet."""

import json
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

COLUMNS = (
    "date",
    "guest",
    "reservation",
    "title",
    "positive",
    "negative",
    "score",
    "staff",
    "clean",
    "location",
    "facilities",
    "comfort",
    "value",
    "reply",
)
"""In the order in which Booking.com writes them."""

ENGLISH = (
    "Review date",
    "Guest name",
    "Reservation number",
    "Review title",
    "Positive review",
    "Negative review",
    "Review score",
    "Staff",
    "Cleanliness",
    "Location",
    "Facilities",
    "Comfort",
    "Value for money",
    "Property reply",
)


def folded(label: str) -> str:
    """A label as it is compared: no accents, no case, one space."""
    plain = unicodedata.normalize("NFKD", label.strip("\ufeff \t\"'").replace("’", "'").replace("ł", "l"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(bare.casefold().replace("ı", "i").split())


@cache
def _known() -> dict[str, str]:
    # English and Spanish labels were seen; the others are what the extranet calls these things in its pages.
    told = json.loads((files("reviewdesk_booking.extranet") / "headers.json").read_text(encoding="utf-8"))
    return {folded(label): column for column, labels in told.items() for label in labels}


_TEXTS = {"positive", "negative"}


def read_header(cells: Sequence[str]) -> dict[str, int] | None:
    """Which column stands where; None when this is no header of the extranet's.

    Other platforms' downloads have many of these columns too: what is Booking.com's own are the two fields
    for what was liked and what was not.
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = _known().get(folded(cell))
        if column and column not in found:
            found[column] = place
    if not {"date", "score", *_TEXTS} <= found.keys():
        return None
    return found if len(found) >= 7 and found.keys() & {"reservation", "guest"} else None


def is_english(cells: Sequence[str]) -> bool:
    return [folded(cell) for cell in cells] == [folded(label) for label in ENGLISH]


def column_of(label: str) -> str | None:
    """The column a label names, in any language; also where a page shows it in front of a value."""
    return _known().get(folded(label))
