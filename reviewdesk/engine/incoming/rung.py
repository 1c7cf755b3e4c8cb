"""A bell as a plugin gave it, made fit to be kept."""

from datetime import UTC, datetime

from reviewdesk.api import Bell
from reviewdesk.engine.plugs.fit import cut, url_of

_NAME = 200
_TOLD = 2_000
_DETAILS = 20


def fit(item: object, plugin: str, at: datetime) -> Bell | None:
    """None for what is no bell of this plugin's own platform. The mail's own time counts, not another."""
    if not isinstance(item, Bell) or item.platform != plugin:
        return None
    told = {}
    for name, value in list(item.told.items())[:_DETAILS]:
        words = cut(value).strip()[:_TOLD]
        if words and (name != "url" or _leads_out(words)):
            told[cut(name)[:_NAME]] = words
    listing = " ".join(cut(item.listing or "").split())[:_NAME]
    return Bell(platform=plugin, listing=listing or None, at=at.astimezone(UTC), told=told)


def _leads_out(url: str) -> bool:
    return url_of(url) is not None and url.lower().startswith("https://")
