"""Made, or sent, and nobody said yet that the guest has it."""

from collections.abc import Sequence

from reviewdesk.store.goodwill.values import EventInfo
from reviewdesk.store.goodwill.ways import only_made

__all__ = ["only_made", "waiting"]


def waiting(events: Sequence[EventInfo]) -> EventInfo | None:
    """What was made or sent last; None where it is known that the guest has it, or nothing was."""
    ways = [each for each in events if each.what == "delivered"]
    if any(each.details.get("certain") != "no" for each in ways):
        return None
    return ways[-1] if ways else None
