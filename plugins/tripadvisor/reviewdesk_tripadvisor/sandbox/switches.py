"""How this Tripadvisor behaves; every switch can be set while it runs."""

from dataclasses import dataclass, field

from reviewdesk.sandbox import Switches

__all__ = ["TripadvisorSwitches"]


@dataclass(slots=True)
class TripadvisorSwitches(Switches):
    key: str = "enabled"
    """enabled, disabled, no_reviews (a package without them), or refused (the gate knows no such key)."""
    recent_count: int | None = 25
    """How many of the newest reviews are in the pool; None: no such bound."""
    recent_months: int | None = None
    """Only reviews of so many months are in the pool."""
    allowlist: list[int] = field(default_factory=list)
    """The only places that answer; empty: all do."""
    repeat_rows: bool = True
    """Each page begins with the last row of the one before: paging is no stable snapshot."""
    total_follows_page: bool = False
    """`total_elements` counts only up to the page that is given."""
    calls_per_second: int | None = 10
    calls_per_day: int | None = 10_000
    searches_at_once: int | None = 5
    """Searches have a bucket of their own: so many at once, then one a second."""
    tell_retry_after: bool = False
    sunset: str | None = None
    """A day (YYYY-MM-DD): answers carry the headers of a version that ends."""
    gateway_404: bool = False
    """404 comes from the gateway, in another form."""
