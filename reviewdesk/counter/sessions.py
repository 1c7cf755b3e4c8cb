"""Who opened the counter with a PIN: until the night, or until the PIN is another."""

import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from reviewdesk.api import Clock
from reviewdesk.counter.setup import Seat, Setup
from reviewdesk.counter.till import Answer
from reviewdesk.engine.bench import zone_of

__all__ = ["COOKIE", "Session", "Sessions"]

COOKIE = "reviewdesk_counter"
_NIGHT = time(4)
"""When the last guest is gone everywhere."""
_MOST = 64
_REMEMBERED = 100


@dataclass(slots=True)
class Session:
    number: int
    """Of the shop."""
    mark: str
    ends_at: datetime
    steady_end: float
    word: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    """Stands in every form of this session: nobody else's page knows it."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    _done: OrderedDict[str, Answer] = field(default_factory=OrderedDict)

    def knows(self, word: str) -> bool:
        return hmac.compare_digest(word.encode(), self.word.encode())

    def remember(self, form: str, answer: Answer) -> None:
        self._done[form] = answer
        while len(self._done) > _REMEMBERED:
            self._done.popitem(last=False)

    def answer(self, form: str) -> Answer | None:
        """What became of a form: a second tap on its button gives the same answer."""
        return self._done.get(form)


class Sessions:
    """In this program's memory alone: stopping it closes every counter."""

    def __init__(self, clock: Clock, setup: Setup) -> None:
        self._clock = clock
        self._setup = setup
        self._open: OrderedDict[str, Session] = OrderedDict()

    def open(self, seat: Seat) -> tuple[str, int]:
        """A new session's secret, and for how many seconds it holds."""
        now = self._clock.now()
        local = now.astimezone(zone_of(seat.shop.zone))
        night = datetime.combine(local.date(), _NIGHT, local.tzinfo)
        ends = night if local < night else night + timedelta(days=1)
        seconds = max(1, int((ends - local).total_seconds()))
        secret = secrets.token_urlsafe(32)
        self._open[secret] = Session(seat.shop.id, seat.mark, ends, self._clock.monotonic() + seconds)
        while len(self._open) > _MOST:
            self._open.popitem(last=False)
        return secret, seconds

    def of(self, secret: str) -> tuple[Session, Seat] | None:
        found = self._open.get(secret) if secret else None
        if found is None:
            return None
        # By both clocks: a calendar set back keeps nobody in.
        over = self._clock.now() >= found.ends_at or self._clock.monotonic() >= found.steady_end
        seat = None if over else self._setup.seat(found.number, found.mark)
        if seat is None:
            self.close(secret)
            return None
        return found, seat

    def close(self, secret: str) -> None:
        self._open.pop(secret, None)
