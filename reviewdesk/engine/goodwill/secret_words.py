"""The codes and offers of this desk, for the checks that keep them out of public answers."""

from weakref import WeakKeyDictionary

from reviewdesk.engine.bench import Bench
from reviewdesk.store.goodwill import living
from reviewdesk.store.goodwill.living import Living

__all__ = ["secret_words"]

_kept: WeakKeyDictionary[Bench, tuple[object, Living]] = WeakKeyDictionary()


def secret_words(bench: Bench) -> Living:
    """Read anew only after a voucher or an offer changed, here or in another program on this desk."""
    with bench.db.read() as tx:
        stamp = living.stamp(tx)
        known = _kept.get(bench)
        if known is not None and known[0] == stamp:
            return known[1]
        found = living.words(tx)
    _kept[bench] = (stamp, found)
    return found
