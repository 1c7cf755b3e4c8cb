"""Made, or sent, and nobody said yet that the guest has it."""

from collections.abc import Mapping, Sequence

from reviewdesk.store.goodwill.values import EventInfo

__all__ = ["only_made", "waiting"]

_BY_HAND = ("card", "picture", "text")
"""What the desk only makes: a person brings it to the guest."""


def only_made(details: Mapping[str, str]) -> bool:
    """Of an event `delivered`: there is a file or a text, and nothing left this machine."""
    written = details.get("proof", "").endswith(".eml")
    return details.get("certain") == "no" and (written or details.get("channel") in _BY_HAND)


def waiting(events: Sequence[EventInfo]) -> EventInfo | None:
    """What was made or sent last; None where it is known that the guest has it, or nothing was."""
    ways = [each for each in events if each.what == "delivered"]
    if any(each.details.get("certain") != "no" for each in ways):
        return None
    return ways[-1] if ways else None
