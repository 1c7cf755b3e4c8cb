"""What was pasted in this sitting and is not brought in yet: leaving a step of it loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.paste_values import PastedRow


@dataclass(slots=True)
class Pasted:
    text: str = ""
    platform: str | None = None
    """As the owner or a bell said; None: the text itself tells."""
    page: str | None = None
    page_hint: str = ""
    """The page's name as a mail wrote it: offered where one has to be typed."""
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    """By the key of a row: what was typed for what it lacks."""
    begun: dict[tuple[str, str], str] = field(default_factory=dict)
    """What was typed for a field and not yet taken."""
    out: set[str] = field(default_factory=set)
    """Keys of rows that are left out."""

    def about(self, platform: str | None, page: str | None = None, hint: str = "") -> None:
        """The words are from this platform, and this page of it."""
        self.platform, self.page, self.page_hint = platform, page, hint

    def clear(self) -> None:
        """All of it is brought in."""
        self.text = ""
        self.about(None)
        self.answers.clear()
        self.begun.clear()
        self.out.clear()


def keys_of(rows: Sequence[PastedRow]) -> list[str]:
    """A name for each row that stays the same when the text is read again."""
    seen: dict[str, int] = {}
    keys = []
    for row in rows:
        told = f"{row.review.author}\0{row.review.text or row.review.title}"
        seen[told] = seen.get(told, 0) + 1
        keys.append(f"{told}\0{seen[told]}")
    return keys
