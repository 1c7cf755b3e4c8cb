"""What the worker did, one line each: for a log, or as JSON for other programs."""

import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reviewdesk.api import DeskError, _
from reviewdesk.cli.fetching import counts_line, report_place
from reviewdesk.cli.outbox_lines import line_json, line_words, moved_words, reply_json
from reviewdesk.cli.printing import say, say_json_line
from reviewdesk.cli.shown import one_line

if TYPE_CHECKING:
    from reviewdesk.engine.alerting.alerts import Tried
    from reviewdesk.engine.fetching import FetchReport
    from reviewdesk.engine.outgoing.replies_values import OutboxLine
    from reviewdesk.store.values import ReplyInfo

__all__ = ["Lines"]


class Lines:
    """Several threads report; each line comes whole, and at once."""

    def __init__(self, *, as_json: bool, gone: Callable[[], None]) -> None:
        """`gone` is called when nobody reads any more."""
        self._as_json = as_json
        self._gone = gone
        self._one_by_one = threading.Lock()
        self._known: dict[str, str] = {}
        self._closed = False
        self.problems = False

    def started(self) -> None:
        self._line("started", _("The worker began."))

    def stopped(self) -> None:
        self._line("stopped", _("The worker ended; what is on its way is kept."))
        self.close()

    def close(self) -> None:
        """What is cut off has nothing more to say."""
        with self._one_by_one:
            self._closed = True

    def fetched(self, reports: "Sequence[FetchReport]") -> None:
        for each in reports:
            where, taken = report_place(each), each.taken
            if each.listing:
                self._trouble(each.account, "", "")  # it got as far as its pages
            if taken.new or taken.changed or each.removed or taken.aside:
                said = counts_line(taken.new, taken.changed, each.removed, taken.aside)
                facts = {"new": taken.new, "changed": taken.changed, "removed": each.removed}
                self._line("fetched", f"{where}: {said}", where=where, aside=taken.aside, **facts)
            self._trouble(where, each.problem or "", each.todo or "")

    def _trouble(self, where: str, problem: str, todo: str) -> None:
        """Said when it begins and when it is over, not every quarter of an hour."""
        before = self._known.get(where, "")
        self._known[where] = problem
        if problem:
            self.problems = True
        if problem and problem != before:
            self._line(
                "problem", f"{where}: {problem} {todo}".strip(), where=where, problem=problem, todo=todo
            )
        elif before and not problem:
            self._line("mended", _("{where}: it works again.").format(where=where), where=where)

    def moved(self, answers: "Sequence[ReplyInfo]") -> None:
        for answer in answers:
            self._line("answer", moved_words(answer), answer=reply_json(answer))

    def waits(self, lines: "Sequence[OutboxLine]") -> None:
        for line in lines:
            said = _("Waits for you: {what}").format(what=line_words(line))
            self._line("waits", f"{said} {line.todo}".strip(), answer=line_json(line))

    def told(self, tries: "Sequence[Tried]") -> None:
        for each in tries:
            said = f"{each.road}: {each.what} {each.do}".strip()
            self._line(
                "told" if each.ok else "not_told",
                said,
                road=each.road,
                problem=None if each.ok else each.what,
            )

    def stumbled(self, error: DeskError) -> None:
        self.problems = True
        self._line("problem", str(error), problem=error.what, todo=error.do)

    def _line(self, what: str, said: str, **facts: Any) -> None:
        now = datetime.now(UTC)
        with self._one_by_one:
            if self._closed:
                return
            try:
                if self._as_json:
                    at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
                    say_json_line({"at": at, "what": what, "said": said, **facts})
                else:
                    say(f"{now.astimezone().strftime('%Y-%m-%d %H:%M:%S')}  {one_line(said)}")
                sys.stdout.flush()
            except (OSError, ValueError):
                self._gone()  # nobody reads any more: like the reader of any pipe that left
