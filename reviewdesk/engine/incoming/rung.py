"""A bell as a plugin gave it, made fit to be kept."""

import re
from datetime import UTC, datetime, timedelta

from reviewdesk.api import Bell
from reviewdesk.engine.plugs.fit import cut, url_of

_NAME = 200
_TOLD = 2_000
_DETAILS = 20
_FIGURES = frozenset({"stars", "score", "count"})
_FIGURE = re.compile(r"[0-9]{1,5}(?:[.,/][0-9]{1,3}){0,2}")


def fit(item: object, plugin: str, at: datetime, keep: timedelta | None) -> Bell | None:
    """None for what is no bell of this plugin's own platform. The mail's own time counts, not another.

    `keep` is how long the platform lets anyone keep words of guests; None = without end.
    """
    if not isinstance(item, Bell) or item.platform != plugin:
        return None
    wordless = keep is not None and keep <= timedelta(0)
    told = {}
    for name, value in list(item.told.items())[:_DETAILS]:
        words = cut(value).strip()[:_TOLD]
        if wordless and not _no_guests(name, words):
            continue
        if words and (name != "url" or _leads_out(words)):
            told[cut(name)[:_NAME]] = words
    listing = " ".join(cut(item.listing or "").split())[:_NAME]
    return Bell(platform=plugin, listing=listing or None, at=at.astimezone(UTC), told=told)


def _no_guests(name: str, value: str) -> bool:
    """Figures and the page. All else, whatever a plugin calls it, may be a name or words."""
    return name == "url" or (name in _FIGURES and _FIGURE.fullmatch(value) is not None)


def _leads_out(url: str) -> bool:
    return url_of(url) is not None and url.lower().startswith("https://")
