"""Ratings as tools write them, and the scale that a whole column shows."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from reviewdesk.api import Rating, _
from reviewdesk.builtin.tables.names import folded

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NONE = {"star rating unspecified", "none", "null", "nan", "n/a", "na", "-", "—", "unrated"}
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,6})?")
_OF = re.compile(
    r"(?:rated\s+|rating:?\s+|bewertet mit\s+|note:?\s+|ocena:?\s+)?"
    r"(?P<value>[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*(?:stars?|bubbles?|punkte|points)?\s*"
    r"(?:/|of|out of|von|sur|de|di|su|z|из|van|av|af|z możliwych)\s*(?P<scale>5|10|50|100)"
    r"(?:[.,]0+)?\s*(?:stars?|bubbles?|sternen?|étoiles|estrellas|gwiazdek|points|stelle)?\.?"
)
_STARS = re.compile(
    r"(?P<value>[0-9](?:[.,][0-9])?)[ -]*(?:star rating|stars? rating|stars?|sterne?|étoiles?|estrellas?"
    r"|stelle|stella|gwiazd\w*|estrelas?|sterren|звезд\w*|星|つ星|별점|bubbles?)"
)
_DRAWN = re.compile(r"(?P<full>[★⭐]{1,5})\ufe0f?(?P<empty>☆{0,4})")
_BUBBLE = re.compile(r"(?:ui_bubble_rating )?bubble_(?P<value>[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Score:
    value: float
    scale: int | None
    """None where the cell alone does not say."""


@lru_cache(maxsize=4096)
def look(cell: str) -> Score | None:
    """None for whatever is no rating."""
    text = " ".join(cell.split()).casefold()
    if _NUMBER.fullmatch(text):
        return Score(_float(text), None)
    if text in _WORDS:
        return Score(_WORDS[text], 5)
    for form in (_OF, _STARS):
        match = form.fullmatch(text)
        if match:
            return Score(_float(match["value"]), int(match.groupdict().get("scale") or 5))
    drawn = _DRAWN.fullmatch(text)
    if drawn:
        return Score(len(drawn["full"]), 5)
    bubble = _BUBBLE.fullmatch(text)
    return Score(int(bubble["value"]) / 10, 5) if bubble else None


def is_none(cell: str) -> bool:
    return not cell.strip() or folded(cell).replace("_", " ").strip() in _NONE


def _float(text: str) -> float:
    return float(text.replace(",", "."))


@dataclass(slots=True)
class RatingColumn:
    """What was seen of a column, and what the tool or the owner says of its scale."""

    told: int | None = None
    values: Counter[float] = field(default_factory=Counter)
    odd: int = 0

    def see(self, cell: str) -> None:
        if is_none(cell):
            return
        score = look(cell)
        if score is None:
            self.odd += 1
        elif score.scale is None:
            self.values[score.value] += 1

    @property
    def scale(self) -> int | None:
        """The smallest usual scale into which all plain numbers fit."""
        if self.told is not None:
            return self.told
        if not self.values:
            return 5
        highest = max(self.values)
        if highest <= 5:
            return 5
        if highest <= 10:
            return 10
        if highest <= 50 and all(value % 5 == 0 for value in self.values):
            return 50
        return 100 if highest <= 100 else None

    def read(self, cell: str) -> Rating | None:
        """None where the guest gave none. Raises ValueError, with the reason, for anything else."""
        if is_none(cell):
            return None
        score, scale = look(cell), self.scale
        scale = score.scale if score and score.scale else scale
        if score is None or scale is None or score.value > scale:
            raise ValueError(_("{rating} is no rating that can be read.").format(rating=repr(cell[:40])))
        value = score.value
        if scale == 50:
            value, scale = value / 10, 5
        if scale == 5 and value == 0:
            return None
        return Rating(value, scale)
