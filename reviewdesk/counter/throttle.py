"""How often one address, and all together, may be wrong."""

import ipaddress
import threading
from dataclasses import dataclass

from reviewdesk.api import Clock

__all__ = ["Pace", "Throttle"]

_MOST = 1000
"""Addresses remembered; beyond that the pace of all together stands guard."""


@dataclass(frozen=True, slots=True)
class Pace:
    at_once: int
    seconds: float
    """Until one more is allowed."""


@dataclass(slots=True)
class _Level:
    height: float
    at: float


class Throttle:
    """Leaking buckets. By the steady clock: a calendar set on lets nobody in."""

    def __init__(self, clock: Clock, one: Pace, all_together: Pace) -> None:
        self._clock = clock
        self._one = one
        self._all = all_together
        self._levels: dict[str, _Level] = {}
        self._lock = threading.Lock()

    def take(self, address: str) -> float:
        """Count one try before it is looked at; the answer is how long to wait first, 0 = it may be made."""
        who = _network(address)
        now = self._clock.monotonic()
        with self._lock:
            self._forget_the_quiet(now)
            paces = ((who, self._one), ("", self._all))
            wait = max(self._wait(name, pace, now) for name, pace in paces)
            if wait <= 0:
                for name, pace in paces:
                    self._levels[name] = _Level(self._height(name, pace, now) + 1, now)
            return wait

    def give_back(self, address: str) -> None:
        """It was right: it counts for nothing."""
        with self._lock:
            for name in (_network(address), ""):
                if name in self._levels:
                    self._levels[name].height = max(0.0, self._levels[name].height - 1)

    def _height(self, name: str, pace: Pace, now: float) -> float:
        level = self._levels.get(name)
        return 0.0 if level is None else max(0.0, level.height - (now - level.at) / pace.seconds)

    def _wait(self, name: str, pace: Pace, now: float) -> float:
        return max(0.0, self._height(name, pace, now) + 1 - pace.at_once) * pace.seconds

    def _forget_the_quiet(self, now: float) -> None:
        if len(self._levels) <= _MOST:
            return
        for name in [each for each in self._levels if each]:
            if self._height(name, self._one, now) <= 0 or len(self._levels) > _MOST:
                del self._levels[name]


def _network(address: str) -> str:
    """One machine has many addresses of IPv6: all of its network count as one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))
