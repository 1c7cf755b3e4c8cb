"""How answers ended, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewdesk.store.values import ReplyInfo


@dataclass(frozen=True, slots=True)
class Ends:
    back: tuple[ReplyInfo, ...] = ()
    """Came back by themselves, and nothing was done about it yet."""
    done: tuple[ReplyInfo, ...] = ()
    """Went out today."""
