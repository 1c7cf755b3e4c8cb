"""The alerts' room: notices, waits for the quiet hours to end, bundles, tells, and tries again."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reviewdesk.api import DeskError, _
from reviewdesk.engine.alerting import noticing, post, telling
from reviewdesk.engine.alerting.digests import Digests
from reviewdesk.engine.alerting.hours import Quiet
from reviewdesk.engine.alerting.message import bundled, for_test
from reviewdesk.engine.alerting.roads import MAIL, Road, bounded, roads_of
from reviewdesk.engine.alerting.zone import owners_zone
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.outgoing import leases
from reviewdesk.store import alerts, diary
from reviewdesk.store.alerts import Alert
from reviewdesk.store.values import Known

__all__ = ["Alerts", "Tried"]

log = logging.getLogger("reviewdesk.alerts")

_LEASE = 120.0
_APART = timedelta(seconds=60)
"""Between two messages of one road: what comes meanwhile goes into the second."""
_AGAIN = (60, 300, 1800, 7200)
"""Seconds until the next try; after the last it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of one message, or what there is to say of a road."""

    road: str
    ok: bool | None
    what: str
    do: str = ""


class Alerts:
    def __init__(self, bench: Bench, with_words: Callable[[Known], Known]) -> None:
        self._bench = bench
        self._with_words = with_words
        self.digests = Digests(bench)

    def roads(self) -> list[Road]:
        return roads_of(self._bench.config.alerts)

    def begin(self) -> None:
        """What happened until now is history."""
        noticing.begin(self._bench)

    def tick(self, *, at_once: bool = False) -> list[Tried]:
        """Notice, and tell what is due. `at_once`: nothing is gathered; quiet hours hold all the same."""
        roads = self.roads()
        noticing.notice(self._bench, [road.name for road in roads], at_once=at_once)
        self.digests.notice()
        now = self._bench.clock.now()
        with self._bench.db.read() as tx:
            if not alerts.anything_due(tx, now):
                return []
        with self._bench.db.write() as tx:
            alerts.forget_roads(tx, [*(road.name for road in roads), MAIL], now)
        done = [each for road in roads for each in self._serve(road, at_once=at_once)]
        return done + self._mail()

    # --- one road -----------------------------------------------------------------------------------

    def _serve(self, road: Road, *, at_once: bool) -> list[Tried]:
        rows = self._claim(road.name)
        rows = self._hold(rows, road, at_once=at_once)
        if not rows:
            return []
        told, settled = telling.items(self._bench, rows, here=road.here, with_words=self._with_words)
        self._end(settled, "dropped")
        left = [row for row in rows if row.id not in settled]
        if not left:
            return []
        message = bundled(told)
        return [self._ended(left, road.title, self._attempt(lambda: road.tell(message)), str(len(told)))]

    def _mail(self) -> list[Tried]:
        done = []
        for row in self._claim(MAIL):
            problem = self._attempt(lambda row=row: self.digests.deliver(row))  # type: ignore[misc]
            done.append(self._ended([row], _("summary by mail"), problem, row.subject))
        return done

    def _claim(self, road: str) -> list[Alert]:
        with self._bench.db.write() as tx:
            # The time is asked for inside: before, it could lie behind that of who wrote just now.
            now = self._bench.clock.now()
            return alerts.claim(tx, road, holder=leases.holder(), now=now, seconds=_LEASE, alive=leases.alive)

    def _hold(self, rows: Sequence[Alert], road: Road, *, at_once: bool) -> list[Alert]:
        """What has to wait goes back: for the end of the quiet hours, or to go out with others."""
        if not rows:
            return []
        now = self._bench.clock.now()
        held = list(rows)
        until = self.quiet_until(now)
        if until is not None:
            held = [row for row in rows if row.loud]
            self._put_off([row.id for row in rows if not row.loud], until)
        if held and not at_once:
            with self._bench.db.read() as tx:
                last = alerts.last_sent(tx, road.name)
            if last is not None and timedelta() <= now - last < _APART:
                self._put_off([row.id for row in held], last + _APART)
                return []
        return held

    def quiet_until(self, now: datetime) -> datetime | None:
        """When the quiet hours of this moment end; None where there are none."""
        quiet = Quiet.parse(self._bench.config.alerts.quiet)
        return quiet.over_at(now, self.zone()) if quiet else None

    def zone(self) -> ZoneInfo:
        return owners_zone(self._bench)

    # --- how it ended -------------------------------------------------------------------------------

    def _attempt(self, work: Callable[[], None]) -> DeskError | None:
        try:
            bounded(work)
        except DeskError as error:
            return error
        except Exception as error:
            log.exception("telling failed")
            return DeskError(
                _("Something in this program failed ({error}).").format(error=type(error).__name__)
            )
        return None

    def _ended(self, rows: Sequence[Alert], title: str, problem: DeskError | None, many: str) -> Tried:
        now = self._bench.clock.now()
        numbers = [row.id for row in rows]
        if problem is None:
            with self._bench.write() as tx:
                alerts.end(tx, numbers, "sent", now)
                diary.write(tx, now, "alert.sent", road=title, n=many)
            return Tried(road=title, ok=True, what=_("told"))
        tries = min(row.attempts for row in rows)
        given_up = tries >= len(_AGAIN)
        with self._bench.write() as tx:
            if given_up:
                alerts.end(tx, numbers, "failed", now, problem.what)
            else:
                alerts.put_off(tx, numbers, now + timedelta(seconds=_AGAIN[tries]), problem.what)
            if given_up or not tries:
                diary.write(tx, now, "alert.failed", road=title, reason=problem.what)
        return Tried(road=title, ok=False, what=problem.what, do=problem.do)

    def _end(self, numbers: Sequence[int], state: str) -> None:
        if numbers:
            with self._bench.db.write() as tx:
                alerts.end(tx, numbers, state, self._bench.clock.now())

    def _put_off(self, numbers: Sequence[int], until: datetime) -> None:
        if numbers:
            with self._bench.db.write() as tx:
                alerts.put_off(tx, numbers, until)

    # --- for the owner ------------------------------------------------------------------------------

    def test(self) -> list[Tried]:
        """One test by each road, and what became of it."""
        done = [self._tested(road.title, lambda road=road: road.tell(for_test())) for road in self.roads()]  # type: ignore[misc]
        if self._bench.config.smtp.host:
            done.append(self._tested(_("mail"), self.digests.send_test))
        return done

    def _tested(self, title: str, work: Callable[[], None]) -> Tried:
        problem = self._attempt(work)
        if problem is not None:
            return Tried(road=title, ok=False, what=problem.what, do=problem.do)
        return Tried(road=title, ok=True, what=_("sent; look whether it arrived"))

    def states(self) -> list[Tried]:
        """Of each road: what is missing for it, or how the last message went."""
        done = [self._state(road.name, road.title, road.look) for road in self.roads()]
        if self._bench.config.smtp.host:
            settings = self._bench.config.smtp
            done.append(self._state(MAIL, _("mail"), lambda: post.check(settings)))
        zone = self._bench.config.alerts.zone
        if zone and str(self.zone()) != zone:
            what = _("There is no time zone {zone}.").format(zone=zone)
            done.append(Tried(road="alerts.zone", ok=False, what=what, do=_("Write it like Europe/Warsaw.")))
        return done

    def _state(self, name: str, title: str, look: Callable[[], None]) -> Tried:
        try:
            look()
        except DeskError as error:
            return Tried(road=title, ok=False, what=error.what, do=error.do)
        with self._bench.db.read() as tx:
            last = alerts.last_ended(tx, name)
        if last is None:
            return Tried(
                road=title, ok=None, what=_("nothing told yet"), do=_("Try it: reviewdesk alerts test")
            )
        if last.state == "sent" and last.sent_at:
            at = last.sent_at.astimezone().strftime("%Y-%m-%d %H:%M")
            return Tried(road=title, ok=True, what=_("last told {at}").format(at=at))
        do = _("It was given up.") if last.state == "failed" else _("It is tried again.")
        return Tried(road=title, ok=False, what=last.problem or "", do=do)

    def newest(self, limit: int) -> list[Alert]:
        """The last ones, whatever became of them."""
        with self._bench.db.read() as tx:
            return alerts.newest(tx, limit)

    def title_of(self, road: str) -> str:
        """A road's name as the owner knows it."""
        titles = {each.name: each.title for each in self.roads()} | {MAIL: _("mail")}
        return titles.get(road, _("a road of before"))
