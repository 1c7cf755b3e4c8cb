"""One review of a copied page, as far as it was understood."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reviewdesk_yelp.paste.dates import Told
from reviewdesk_yelp.paste.words import BUTTON, CUT, PHOTO_OF

__all__ = ["NAME", "PLACE", "Block", "Read", "names_somebody"]

NAME = re.compile(r"[^\W\d_][^\n\d,:;!?]{0,40} [^\W\d_]\.|Qype User \([^()\n]{1,30}\)")
PLACE = re.compile(r"(?![a-zà-ÿ])[^\W\d_][^\s,.!?]*(?:,? [^\s,.!?]+){0,3}")
"""A town, with its country or without."""
Read = Callable[[str], Told | None]


@dataclass(slots=True)
class Block:
    """One review as far as it was understood."""

    author: str | None = None
    stars: int | None = None
    told: Told | None = None
    updated: bool = False
    text: list[str] = field(default_factory=list)
    cut: bool = False
    """Whether only the beginning of the words shows."""
    earlier: list[str] = field(default_factory=list)
    """Words that the guest's update took the place of."""
    answer: list[str] = field(default_factory=list)
    answered: Told | None = None
    link: str | None = None
    review_id: str | None = None
    town: bool = False
    """Whether a place stands in its head."""
    rest: list[str] = field(default_factory=list)
    """Lines behind the buttons of this review that belong to it no more."""
    doubts: set[str] = field(default_factory=set)
    """What was read and may be another's: the lines stand in an order in which Yelp writes none."""

    @property
    def adrift(self) -> bool:
        """Where stars, day or name may be another's, so may the words; or a head stands among them."""
        words = [line for line in (*self.text, *self.answer) if line]
        return bool(self.doubts) or any(
            names_somebody(line) or BUTTON.fullmatch(line) or CUT.fullmatch(line) for line in words
        )


def names_somebody(line: str) -> bool:
    return bool(NAME.fullmatch(line) or PHOTO_OF.fullmatch(line))
