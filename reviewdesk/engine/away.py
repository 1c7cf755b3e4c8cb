"""Holidays: the desk goes on fetching, nothing turns late, and on return one page tells what came in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from reviewdesk.api import DeskError, _
from reviewdesk.engine.bench import Bench, local_zone
from reviewdesk.engine.outgoing.outbox import Outbox
from reviewdesk.engine.outgoing.replies_values import OutboxLine
from reviewdesk.store import accounts, away, inbox
from reviewdesk.store.away import Came
from reviewdesk.store.database import Tx
from reviewdesk.store.lines import Line, State
from reviewdesk.store.values import AccountInfo, AwayInfo

__all__ = ["Away", "CameIn"]

_NAMED = 20
_LONGEST = timedelta(days=366)
_DEAD = ("auth", "not_approved")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """What there is to know after a while without looking."""

    since: datetime
    platforms: tuple[Came, ...]
    worst: tuple[Line, ...]
    """Bad ones that wait, the lowest first; at most a page of them."""
    refused: tuple[Line, ...]
    again: tuple[Line, ...]
    """Changed by the guest after the answer."""
    decide: tuple[OutboxLine, ...]
    sign_ins: tuple[AccountInfo, ...]
    """Accounts at which the desk can do nothing any more."""


class Away:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._outbox = Outbox(bench)

    def now(self) -> AwayInfo | None:
        """The holidays of this very moment."""
        one, now = self.noted(), self._bench.clock.now()
        return one if one is not None and one.begun(now) else None

    def noted(self) -> AwayInfo | None:
        """The holidays that are on, or planned."""
        with self._bench.db.read() as tx:
            one = away.newest(tx)
        return None if one is None or one.over(self._bench.clock.now()) else one

    def back_from(self) -> AwayInfo | None:
        """The holidays that are over, while nobody has read yet what came in."""
        with self._bench.db.read() as tx:
            one = away.newest(tx)
        return one if one is not None and one.over(self._bench.clock.now()) and not one.seen else None

    def note(self, first: date, last: date) -> AwayInfo:
        """Away from the first day to the last, both whole, by this machine's calendar."""
        bench = self._bench
        now = bench.clock.now()
        since, until = _morning(first), _morning(last + timedelta(days=1))
        if last < first:
            raise DeskError(_("The last day lies before the first."), _("Give the first day first."))
        if until <= now:
            raise DeskError(_("These days are over already."), _("Give days that are still to come."))
        if until - since > _LONGEST:
            raise DeskError(_("That is more than a year."), _("Give the day on which you are back."))
        with bench.write() as tx:
            return away.note(tx, since, until, by=bench.person, now=now)

    def end(self) -> AwayInfo:
        """Back already, or never gone; the answer is what was noted."""
        one = self.noted()
        if one is None:
            raise DeskError(_("You are not noted as away."), _("Nothing was changed."))
        with self._bench.write() as tx:
            away.end(tx, one, by=self._bench.person, now=self._bench.clock.now())
        return one

    def seen(self, one: AwayInfo) -> None:
        """He has read what came in."""
        with self._bench.write() as tx:
            away.seen(tx, one.id, self._bench.clock.now())

    def late_before(self) -> datetime:
        """A review of before this moment waits too long; days away do not count."""
        with self._bench.db.read() as tx:
            return late_before(self._bench, tx)

    def came_in(self, since: datetime) -> CameIn:
        """All that happened since then and wants to be known."""
        lines = self._outbox.lines()
        with self._bench.db.read() as tx:
            return CameIn(
                since=since,
                platforms=tuple(away.came(tx, since)),
                worst=_lines(tx, away.worst(tx, since, _NAMED)),
                refused=_lines(tx, away.in_states(tx, (State.REFUSED, State.GONE), _NAMED)),
                again=_lines(tx, away.in_states(tx, (State.AGAIN,), _NAMED)),
                decide=tuple(line for line in lines if line.decides),
                sign_ins=tuple(each for each in accounts.all_of(tx) if each.problem_kind in _DEAD),
            )


def late_before(bench: Bench, tx: Tx) -> datetime:
    length = timedelta(hours=bench.config.late_hours)
    return away.awake_before(bench.clock.now(), length, away.spans(tx))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), local_zone()).astimezone(UTC)


def _lines(tx: Tx, numbers: list[int]) -> tuple[Line, ...]:
    found = inbox.lines(tx, numbers)
    return tuple(found[number] for number in numbers if number in found)
