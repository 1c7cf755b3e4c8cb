"""Who hangs is left alone for the rest of a round, so that the answers of other accounts need not wait."""

from collections.abc import Iterator
from contextlib import contextmanager

from reviewdesk.api import Clock

SLOW = 5.0
"""Seconds after which an account's further answers wait for the next round."""


class Patience:
    """For one round through the outbox."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._slow: set[int] = set()

    def lost_with(self, account_id: int) -> bool:
        return account_id in self._slow

    @contextmanager
    def timing(self, account_id: int) -> Iterator[None]:
        began = self._clock.monotonic()
        try:
            yield
        finally:
            if self._clock.monotonic() - began > SLOW:
                self._slow.add(account_id)
