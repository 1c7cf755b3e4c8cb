"""Reviews that are gone: not seen in a whole walk AND gone in two reads, an hour apart."""

from datetime import timedelta

from reviewdesk.api import PlatformError
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.net.connection import Connection
from reviewdesk.store import diary, listings, reviews, sightings
from reviewdesk.store.values import Known

_APART = timedelta(hours=1)
_AT_MOST = 50
"""Reads in one go: a platform that suddenly shows nothing is rather broken than empty."""


def look(bench: Bench, connection: Connection, listing_id: int) -> int:
    """After a whole walk: read those it did not show."""
    with bench.db.read() as tx:
        walk = listings.get(tx, listing_id).walk
        missing = reviews.get_many(tx, sightings.not_seen(tx, listing_id, walk, _AT_MOST))
    return sum(_check(bench, connection, each) for each in missing)


def again(bench: Bench, connection: Connection, listing_id: int) -> int:
    """Read those a second time that were found missing an hour ago or more."""
    before = bench.clock.now() - _APART
    with bench.db.read() as tx:
        missing = reviews.get_many(tx, sightings.missing_since(tx, listing_id, before, _AT_MOST))
    return sum(_check(bench, connection, each) for each in missing)


def _check(bench: Bench, connection: Connection, known: Known) -> int:
    now = bench.clock.now()
    if known.missing_at is not None and now - known.missing_at < _APART:
        return 0
    try:
        reading = bench.calls.read(connection, known.review)
    except PlatformError:
        return 0
    with bench.write() as tx:
        if reading.review is not None:
            reviews.update(tx, known.id, missing_at=None)
            return 0
        if not reading.certain:
            return 0
        if known.missing_at is None:
            reviews.update(tx, known.id, missing_at=now)
            return 0
        reviews.update(tx, known.id, removed_at=now)
        diary.write(tx, now, "review.removed", account=known.account, review_id=known.id)
    return 1
