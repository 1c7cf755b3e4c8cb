"""The outbox: what is due goes out, what is lost is looked for, what is out is watched."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from reviewdesk.api import DeskError
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.net.patience import Patience
from reviewdesk.engine.outgoing import reading_back, sending, watching
from reviewdesk.engine.outgoing.idle import Idle
from reviewdesk.engine.outgoing.outbox_words import words
from reviewdesk.engine.outgoing.replies_values import Delivered, OutboxLine
from reviewdesk.store import replies, reviews
from reviewdesk.store.replies import Lost
from reviewdesk.store.values import Known, ReplyInfo

log = logging.getLogger("reviewdesk.outbox")

UNDO, UNDO_ONCE = 10.0, 60.0
"""Seconds in which an answer can be called back; longer where it can't be changed later."""
_SHORTEST_PAUSE = 0.1
_ENDS = ("undone", "refused", "gone", "withdrawn", "elsewhere")


class Outbox:
    """One for each open desk; several programs may work on the same outbox."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._idle = Idle(bench)

    def lines(self) -> list[OutboxLine]:
        """All answers on their way, the earliest due first."""
        with self._bench.db.read() as tx:
            rows = replies.on_their_way(tx)
            known = {each.id: each for each in reviews.get_many(tx, [row.review_id for row in rows])}
        slept = self._idle.stretches()
        return [
            self._line(
                row,
                f"{self._called(known[row.review_id])}, {known[row.review_id].location}",
                late=self._idle.overslept(row, slept),
            )
            for row in rows
        ]

    def _called(self, known: Known) -> str:
        """The account by its name; one that has only its platform's by the title people know."""
        card = self._bench.plugins.cards().get(known.platform)
        return card.title if card and known.account == card.name else known.account

    def next_due(self) -> ReplyInfo | None:
        """The queued answer that leaves first."""
        with self._bench.db.read() as tx:
            queued = replies.on_their_way(tx, ("queued",))
        return min(queued, key=lambda each: each.due_at or each.made_at) if queued else None

    def tick(self) -> list[ReplyInfo]:
        """One round in the background: nothing late goes out without a yes."""
        return self._round(now=False, asked=False)

    def deliver(
        self,
        *,
        now: bool = False,
        asked: bool = False,
        wait: float | None = None,
        progress: Callable[[ReplyInfo], None] | None = None,
    ) -> Delivered:
        """Deliver what is due, look for what is lost, and wait for settles that end within `wait` seconds.

        `asked`: a person says yes to late answers too. `now`: what is in its undo window goes too, and what
        waits for another try; not what was meant for a later time.
        """
        done: list[ReplyInfo] = []
        until = self._bench.clock.monotonic() + (self._one_settle() if wait is None else wait)
        while True:
            moved = self._round(now=now, asked=asked)
            done += moved
            if progress:
                for each in moved:
                    progress(each)
            pause = self._pause(asked=asked)
            if pause is None or self._bench.clock.monotonic() + pause > until:
                break
            self._bench.clock.wait(max(pause, _SHORTEST_PAUSE))
        done += watching.watch(self._bench, at_once=True)
        return self._told(done)

    def _round(self, *, now: bool, asked: bool) -> list[ReplyInfo]:
        bench = self._bench
        self._idle.awake()
        with bench.db.read() as tx:
            quiet = replies.nothing_out(tx)
            gone = replies.taken_down(tx) if quiet else []
        if quiet:
            return watching.given_back(bench, gone)
        self._each(reading_back.adopt, reading_back.orphans(bench))
        done = self._each(reading_back.look, reading_back.settled(bench))
        done += self._each(sending.send, self._leaving(now=now, asked=asked))
        return done + watching.watch(bench)

    def _each(
        self, work: Callable[[Bench, ReplyInfo], ReplyInfo | None], rows: Sequence[ReplyInfo]
    ) -> list[ReplyInfo]:
        """One answer that makes the program stumble must not keep the others from leaving."""
        done = []
        patience = Patience(self._bench.clock)
        for row in rows:
            if patience.lost_with(row.account_id):
                continue
            self._idle.awake()
            try:
                with patience.timing(row.account_id):
                    after = work(self._bench, row)
            except Lost:
                continue
            except DeskError:
                raise
            except Exception:
                log.exception("answer %s made the outbox stumble", row.id)
                continue
            if after is not None and after.state != row.state:
                done.append(after)
        return done

    def _leaving(self, *, now: bool, asked: bool) -> list[ReplyInfo]:
        bench = self._bench
        moment = bench.clock.now()
        before = moment + timedelta(seconds=self._longest_undo()) if now else moment
        slept = self._idle.stretches()
        with bench.db.read() as tx:
            posts = replies.due(tx, before, postponed=now)
            withdrawals = replies.on_their_way(tx, ("withdrawing",))
        ready = [each for each in withdrawals if each.tried_at is None and (each.due_at or moment) <= moment]
        return [each for each in posts if asked or not self._idle.overslept(each, slept)] + ready

    def _longest_undo(self) -> float:
        named = self._bench.config.outbox.undo_seconds
        return max(UNDO, UNDO_ONCE) if named is None else named

    def _pause(self, *, asked: bool) -> float | None:
        """Seconds until a settle ends or a due time comes; None when there is nothing to wait for."""
        now = self._bench.clock.now()
        slept = self._idle.stretches()
        with self._bench.db.read() as tx:
            rows = replies.on_their_way(tx, ("unknown", "queued", "sending", "withdrawing"))
        moments: list[datetime | None] = []
        for each in rows:
            if each.state == "unknown":
                moments.append(each.settle_until)
            elif each.tried_at is not None and each.state != "queued":
                # A lease that another program left behind ends too.
                moments.append(each.lease_until)
            elif each.attempts and (asked or not self._idle.overslept(each, slept)):
                moments.append(each.due_at)
        known = [each for each in moments if each is not None]
        return max(0.0, (min(known) - now).total_seconds()) if known else None

    def _one_settle(self) -> float:
        return sending.settle_seconds(self._bench, None) + 1

    def _told(self, done: Sequence[ReplyInfo]) -> Delivered:
        last = {each.id: each for each in done}.values()
        still = self.lines()
        # A withdrawal that could not be is no news of something published.
        failed = [each for each in last if each.state == "published" and each.action == "withdraw"]
        return Delivered(
            sent=tuple(each for each in last if each.state == "sent"),
            published=tuple(each for each in last if each.state == "published" and each not in failed),
            ended=tuple(each for each in last if each.state in _ENDS or each in failed),
            still=tuple(still),
            decide=tuple(each for each in still if each.decides),
        )

    def _line(self, reply: ReplyInfo, where: str, *, late: bool) -> OutboxLine:
        due_in = None
        if reply.state == "queued" and reply.due_at:
            due_in = (reply.due_at - self._bench.clock.now()).total_seconds()
        card = self._bench.plugins.cards().get(reply.platform)
        now = self._bench.clock.now()
        what, todo = words(reply, card.platform if card else None, now, due_in, late=late)
        return OutboxLine(
            reply=reply, author=reply.author, where=where, due_in=due_in, what=what, todo=todo, late=late
        )
