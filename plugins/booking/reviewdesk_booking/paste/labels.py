"""What stands around a guest's words on Booking.com's pages, in the languages of ``labels.json``."""

import json
from functools import cache
from importlib.resources import files

from reviewdesk_booking.extranet.headers import folded

__all__ = ["is_label", "of"]


@cache
def of(kind: str) -> frozenset[str]:
    """All labels of a kind, folded."""
    return frozenset(folded(label) for labels in _told()[kind].values() for label in labels)


def is_label(kind: str, text: str) -> bool:
    return folded(text) in of(kind)


@cache
def _told() -> dict[str, dict[str, list[str]]]:
    text = (files("reviewdesk_booking.paste") / "labels.json").read_text(encoding="utf-8")
    told: dict[str, dict[str, list[str]]] = json.loads(text)
    return told
