"""Settings of an account that the core itself understands, wherever a plugin declares them."""

from collections.abc import Mapping
from datetime import timedelta

from reviewdesk.api import DeskError, Plugin, _
from reviewdesk.engine.net.base_url import check_base_url

_APART = "apart"
_MINUTES = "fetch_minutes"
_YES = frozenset({"yes", "true", "1", "on"})
_NO = frozenset({"no", "false", "0", "off"})


def checked(chosen: Mapping[str, str]) -> dict[str, str]:
    """As they are kept. Raises DeskError for one that says nothing."""
    kept = dict(chosen)
    if "base_url" in kept:
        kept["base_url"] = check_base_url(kept["base_url"])
    if _APART in kept:
        said = kept[_APART].strip().casefold()
        if said not in _YES | _NO:
            raise DeskError(
                _("{value} is neither yes nor no.").format(value=kept[_APART]),
                _("Give apart=yes or apart=no."),
            )
        kept[_APART] = "yes" if said in _YES else "no"
    if _MINUTES in kept and _minutes(kept[_MINUTES]) is None:
        raise DeskError(
            _("{value} is no number of minutes.").format(value=kept[_MINUTES]),
            _("E.g. fetch_minutes=360; 0 = only when asked."),
        )
    return kept


def stands_apart(settings: Mapping[str, str]) -> bool:
    return settings.get(_APART) == "yes"


def looks_every(card: Plugin, settings: Mapping[str, str]) -> timedelta | None:
    """How long to wait between looks nobody asked for: None = as for all, zero = never by itself."""
    said = _minutes(settings.get(_MINUTES, ""))
    if said is not None:
        return timedelta(minutes=said)
    return card.platform.fetch_every if card.platform else None


def _minutes(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1_000_000 else None
