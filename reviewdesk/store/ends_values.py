"""How answers ended, in one value."""

from dataclasses import dataclass

from reviewdesk.store.values import ReplyInfo


@dataclass(frozen=True, slots=True)
class Ends:
    back: tuple[ReplyInfo, ...] = ()
    """Came back by themselves, and nothing was done about it yet."""
    done: tuple[ReplyInfo, ...] = ()
    """Went out today."""
