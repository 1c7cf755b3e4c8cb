"""When nothing of the program was running: what should have gone out then waits for a yes."""

from datetime import UTC, datetime, timedelta

from reviewdesk.engine.bench import Bench
from reviewdesk.store import facts, replies
from reviewdesk.store.values import ReplyInfo

_AWAKE = "outbox_awake"
"""Fact: when somebody last looked after the outbox."""
_SLEPT = "outbox_slept"
"""Fact: the last stretch, begin and end, in which nobody did for too long."""
_BEAT = timedelta(seconds=20)
_EVER = datetime.min.replace(tzinfo=UTC)

Stretch = tuple[datetime, datetime]


class Idle:
    """A busy or hanging outbox is late by itself: only where nothing ran, a person is asked."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._last = _EVER

    def awake(self) -> None:
        """Note that the outbox is being looked after; cheap to call often.

        Nothing is noted while nothing waits for its time: every note has all open desks look again.
        """
        now = self._bench.clock.now()
        if timedelta() <= now - self._last < _BEAT:
            return
        self._last = now
        with self._bench.db.read() as tx:
            if not replies.anything_queued(tx):
                return
        with self._bench.db.write() as tx:
            since = _moment(facts.get(tx, _AWAKE))
            if now - since > self._limit():
                facts.put(tx, _SLEPT, f"{since.isoformat()} {now.isoformat()}")
            facts.put(tx, _AWAKE, now.isoformat())

    def stretches(self) -> list[Stretch]:
        """The last long one, and the one that has not ended yet."""
        with self._bench.db.read() as tx:
            slept, since = facts.get(tx, _SLEPT), _moment(facts.get(tx, _AWAKE))
        found = [(since, self._bench.clock.now())]
        if slept:
            begin, end = slept.split()
            found.append((_moment(begin), _moment(end)))
        return found

    def overslept(self, reply: ReplyInfo, stretches: list[Stretch]) -> bool:
        """Whether its time came, and was over by too much, while nothing ran."""
        due = reply.due_at
        if reply.action != "post" or reply.state != "queued" or due is None:
            return False
        return any(due < end and end - max(due, begin) > self._limit() for begin, end in stretches)

    def _limit(self) -> timedelta:
        return timedelta(minutes=self._bench.config.outbox.late_minutes)


def _moment(text: str | None) -> datetime:
    return datetime.fromisoformat(text) if text else _EVER
