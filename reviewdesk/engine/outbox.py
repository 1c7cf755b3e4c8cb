"""The outbox: what is due goes out, what is lost is looked for, what is out is watched."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.engine import reading_back, sending, watching
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.replies_values import Delivered, OutboxLine
from reviewdesk.engine.road import road
from reviewdesk.store import replies, reviews
from reviewdesk.store.values import ReplyInfo


class Outbox:
    """One for each open desk; several programs may work on the same outbox."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def lines(self) -> list[OutboxLine]:
        """All answers on their way, the earliest due first."""
        with self._bench.db.read() as tx:
            rows = replies.on_their_way(tx)
            known = {each.id: each for each in reviews.get_many(tx, [row.review_id for row in rows])}
        return [
            self._line(row, f"{known[row.review_id].account}, {known[row.review_id].location}")
            for row in rows
        ]

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

        `asked`: a person says yes to late answers too.
        """
        done: list[ReplyInfo] = []
        until = self._bench.clock.monotonic() + (self._one_settle() if wait is None else wait)
        while True:
            moved = self._round(now=now, asked=asked)
            done += moved
            if progress:
                for each in moved:
                    progress(each)
            pause = self._pause()
            if pause is None or self._bench.clock.monotonic() + pause > until:
                break
            self._bench.clock.wait(max(pause, 0.05))
        done += watching.watch(self._bench, at_once=True)
        return self._told(done)

    def _round(self, *, now: bool, asked: bool) -> list[ReplyInfo]:
        bench = self._bench
        reading_back.orphans(bench)
        done = reading_back.reconcile(bench)
        with bench.db.read() as tx:
            due = replies.due(tx, bench.clock.now(), everything=now)
            due += [each for each in replies.on_their_way(tx, ("withdrawing",)) if self._go(each)]
        for each in due:
            if self._late(each) and not asked:
                continue
            sent = sending.send(bench, each)
            if sent is not None:
                done.append(sent)
        return done + watching.watch(bench)

    def _go(self, withdrawal: ReplyInfo) -> bool:
        due = withdrawal.due_at is None or withdrawal.due_at <= self._bench.clock.now()
        return due and withdrawal.tried_at is None

    def _late(self, reply: ReplyInfo) -> bool:
        """Overdue for so long that nothing of the program can have been running."""
        if reply.action != "post" or reply.due_at is None or reply.state != "queued":
            return False
        minutes = self._bench.config.outbox.late_minutes
        return self._bench.clock.now() - reply.due_at > timedelta(minutes=minutes)

    def _pause(self) -> float | None:
        """Seconds until the next settle ends, or a next try is due; None when nothing is to be waited for."""
        now = self._bench.clock.now()
        with self._bench.db.read() as tx:
            ends = [each.settle_until for each in replies.on_their_way(tx, ("unknown",)) if each.settle_until]
            again = [each.due_at for each in replies.on_their_way(tx, ("queued",)) if each.attempts]
            # A lease that another program left behind ends too.
            left = [each.lease_until for each in replies.on_their_way(tx, ("sending",)) if each.lease_until]
        moments: list[datetime] = [*ends, *(each for each in again if each), *left]
        return max(0.0, (min(moments) - now).total_seconds()) if moments else None

    def _one_settle(self) -> float:
        named = self._bench.config.outbox.settle_seconds
        return (self._bench.calls.deadline + 10 if named is None else named) + 1

    def _told(self, done: Sequence[ReplyInfo]) -> Delivered:
        last = {each.id: each for each in done}.values()
        still = self.lines()
        return Delivered(
            sent=tuple(each for each in last if each.state == "sent"),
            published=tuple(each for each in last if each.state == "published"),
            ended=tuple(
                each for each in last if each.state in ("undone", "refused", "gone", "withdrawn", "elsewhere")
            ),
            still=tuple(still),
            decide=tuple(each for each in still if each.decides),
        )

    def _line(self, reply: ReplyInfo, where: str) -> OutboxLine:
        late = self._late(reply)
        due_in = None
        if reply.state == "queued" and reply.due_at:
            due_in = (reply.due_at - self._bench.clock.now()).total_seconds()
        what, todo = _words(reply, due_in, late=late)
        return OutboxLine(
            reply=reply, author=reply.author, where=where, due_in=due_in, what=what, todo=todo, late=late
        )

    def can_go(self, reply: ReplyInfo) -> bool:
        """Whether the way of an answer is open at all."""
        with self._bench.db.read() as tx:
            known = reviews.get(tx, reply.review_id)
        try:
            return road(self._bench, known).by_api
        except DeskError:
            return False


def _words(reply: ReplyInfo, due_in: float | None, *, late: bool) -> tuple[str, str]:
    """What is the matter with it, and what the owner can do."""
    why = f" {reply.reason}" if reply.reason else ""
    if late:
        return (
            _("It should have gone out while nothing was running."),
            _("Read it once more, then send it with `reviewdesk send`, or call it back."),
        )
    if reply.state == "queued":
        seconds = max(0, round(due_in or 0))
        goes = ngettext("Goes out in {n} second.", "Goes out in {n} seconds.", seconds).format(n=seconds)
        return goes + why, _("It can be called back until then.")
    table = {
        "sending": (_("It is being sent."), ""),
        "sent": (_("The platform took it; it is not seen on the page yet."), ""),
        "unknown": (
            _("No answer came: nobody knows yet whether it arrived."),
            _("The desk looks by itself."),
        ),
        "parked": (
            _("It can't be seen whether it arrived."),
            _("Look on the page: confirm it, send it again, or drop it."),
        ),
        "conflict": (
            _("Another answer stands there."),
            _("Keep that one, replace it, or drop yours back to draft."),
        ),
        "handed_off": (_("It was given to you to publish by hand."), _("Confirm it once it stands there.")),
        "withdrawing": (_("It is being taken down."), ""),
    }
    what, todo = table[reply.state]
    repeats = reply.state in ("parked", "conflict")
    return what if repeats else what + why, todo
