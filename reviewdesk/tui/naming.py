"""Short names for what stands in narrow columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewdesk.engine.guest_names import no_name
from reviewdesk.tui.format import one_line

if TYPE_CHECKING:
    from reviewdesk.api import Plugin
    from reviewdesk.store.lines import Line
    from reviewdesk.store.values import ReplyInfo


def named(author: str | None, *, kept: bool = True) -> str:
    """The guest's name, else why there is none: he gave none, or his platform lets no one keep it."""
    return one_line(author or "") or no_name(kept=kept)


@dataclass(slots=True)
class Naming:
    """Platforms as people write them, and shops without the words all their names begin with."""

    cards: Mapping[str, Plugin] = field(default_factory=dict)
    house: str = ""
    shops: int = 0
    scales: frozenset[int] = frozenset()
    several: bool = False
    """Whether there is more than one platform to tell apart."""

    def title(self, platform: str) -> str:
        card = self.cards.get(platform)
        return card.title if card else platform.capitalize()

    def guest(self, reply: ReplyInfo) -> str:
        """The guest to whom an answer goes."""
        return named(reply.author, kept=reply.name_kept)

    def short(self, platform: str) -> str:
        card = self.cards.get(platform)
        return (card.platform.short if card and card.platform else "") or self.title(platform)

    def shop(self, location: str) -> str:
        """The shop's name without the house's, where something is left."""
        name = one_line(location)
        if self.house and name.startswith(self.house):
            return name[len(self.house) :].strip(" -–,:") or name
        return name

    def platforms(self, names: Iterable[str]) -> None:
        """Which platforms are in use here: their scales decide the width of the ratings."""
        names = set(names)
        self.several = len(names) > 1
        cards = [self.cards[name].platform for name in names if name in self.cards]
        self.scales = frozenset(card.scale for card in cards if card)

    def of_lines(self, lines: Sequence[Line]) -> None:
        """The same from the first rows alone, before there are any plugins to ask."""
        self.platforms(line.platform for line in lines)
        self.scales = frozenset(line.rating.scale for line in lines if line.rating)

    @property
    def columns(self) -> tuple[object, ...]:
        """All that decides about the columns of a row: where it changes, rows are drawn anew."""
        return self.house, self.shops, self.several, self.rating_width, len(self.cards)

    @property
    def rating_width(self) -> int:
        """Cells for a rating: 1 of 5 stars, 10.0/10."""
        return 7 if any(scale != 5 for scale in self.scales) else 1
