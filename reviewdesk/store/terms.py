"""Under which terms reviews are taken in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under which terms a batch is taken."""

    now: datetime
    zone: ZoneInfo
    fetched: bool
    """From the platform's API: what it does not show is not there. A file proves nothing missing."""
    replaceable: bool
    """Whether a reply can be changed: only then an edited review asks for another look.

    Where not, only a review asks again that came with a reply older than itself.
    """
    begin: date | None = None
    """The owner's first day: older unanswered ones are history."""
    wordless_above: int | None = None
    """Reviews without words and more half stars than this need no answer."""
    keep: timedelta | None = None
    """How long words may be kept; None = without end, zero = not at all."""
    walk: int = 0
    damaged: frozenset[str] = frozenset()
    """External ids in which characters had to be replaced."""
