"""One review of a copied page, as far as its lines tell."""

from dataclasses import dataclass, field

__all__ = ["Block"]


@dataclass(slots=True)
class Block:
    author: str | None = None
    doubtful_author: bool = False
    day: str | None = None
    visit: str | None = None
    trip: str | None = None
    stars: float | None = None
    title: str | None = None
    text: str | None = None
    cut: bool = False
    ratings: dict[str, str] = field(default_factory=dict)
    answer: str | None = None
    answer_cut: bool = False
    answer_day: str | None = None
    closed: bool = False
    """Nothing stood between its end and what comes after it: there is no answer."""
    link: str | None = None
    lines: list[str] = field(default_factory=list)
    doubts: frozenset[str] = frozenset()
    """What was read and may be another review's, whose head got lost on the way here."""
    adrift: bool = False
    """Its lines, or its neighbours', are out of order: none of its words need be its own."""
    bare: bool = False
    """Its head is not as all heads of the page are, or has a name like no guest's."""
