"""In which zone the owner sleeps."""

from zoneinfo import ZoneInfo

from reviewdesk.engine.bench import Bench, local_zone, zone_of
from reviewdesk.store import listings

__all__ = ["owners_zone"]


def owners_zone(bench: Bench) -> ZoneInfo:
    """As the settings say; else that of the shops if all are in one; else this machine's."""
    if bench.config.alerts.zone:
        return zone_of(bench.config.alerts.zone)
    with bench.db.read() as tx:
        zones = {each.zone for each in listings.all_of(tx) if not each.ignored}
    return zone_of(zones.pop()) if len(zones) == 1 else local_zone()
