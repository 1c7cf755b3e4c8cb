"""The name of this machine's time zone."""

import os
import time
from pathlib import Path

_LINK = Path("/etc/localtime")
_NAME = Path("/etc/timezone")


def local_zone_name() -> str:
    """The IANA name, as well as this machine tells it; UTC otherwise."""
    return _from_environment() or _from_link() or _from_file() or _from_babel() or "UTC"


def _from_environment() -> str | None:
    named = os.environ.get("TZ", "").removeprefix(":")
    return named if named and not named.startswith("/") else None


def _from_link() -> str | None:
    try:
        parts = _LINK.resolve().parts
    except OSError:
        return None
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else None


def _from_file() -> str | None:
    try:
        return _NAME.read_text("utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def _from_babel() -> str | None:
    # Windows names its zones in its own words; Babel knows the translation.
    if os.name != "nt" or not time.tzname:
        return None
    from babel.dates import LOCALTZ, get_timezone_name

    name = getattr(LOCALTZ, "zone", None) or getattr(LOCALTZ, "key", None)
    return str(name or get_timezone_name(LOCALTZ, return_zone=True))
