"""Several reviews put off or brought back at once, and all of it taken back at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reviewdesk.api import DeskError, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.inbox import Inbox
from reviewdesk.store import asleep, diary, reviews
from reviewdesk.store.asleep import Place
from reviewdesk.store.lines import ON_ITS_WAY

__all__ = ["Shelf", "Shelved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    number: int
    before: Place
    after: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """One act on one or more reviews."""

    moved: tuple[_Moved, ...]
    refused: tuple[DeskError, ...]
    """Why some stayed as they were."""


class Shelf:
    def __init__(self, bench: Bench, inbox: Inbox) -> None:
        self._bench = bench
        self._inbox = inbox

    def skip(self, refs: Sequence[str], reason: str) -> Shelved:
        """These need no answer, for this reason."""
        return self._each(refs, lambda ref: self._inbox.skip(ref, reason))

    def snooze(self, refs: Sequence[str], until: datetime, why: str = "") -> Shelved:
        return self._each(refs, lambda ref: self._inbox.snooze(ref, until, why))

    def back(self, refs: Sequence[str]) -> Shelved:
        return self._each(refs, self._inbox.back)

    def undo(self, act: Shelved) -> int:
        """Each to where it was; the answer is how many could be put there.

        One that was moved again since, by whomever, stays where it is. Raises DeskError where none could be.
        """
        done = sum(self._put(each) for each in act.moved)
        if act.moved and not done:
            raise DeskError(
                _("Others did something with it since: nothing was undone."), _("Look at it again.")
            )
        return done

    def _each(self, refs: Sequence[str], act: Callable[[str], object]) -> Shelved:
        """A transaction for each, so that one that can't be moved keeps none of the others."""
        moved: list[_Moved] = []
        refused: list[DeskError] = []
        for ref in refs:
            try:
                before = self._where(ref)
                act(ref)
            except DeskError as error:
                refused.append(error)
                continue
            moved.append(_Moved(number=before[0], before=before[1], after=self._where(ref)[1]))
        if refused and not moved:
            raise refused[0]
        return Shelved(moved=tuple(moved), refused=tuple(refused))

    def _where(self, ref: str) -> tuple[int, Place]:
        with self._bench.db.read() as tx:
            number = reviews.find(tx, ref)
            return number, asleep.place(tx, number)

    def _put(self, one: _Moved) -> bool:
        bench = self._bench
        with bench.write() as tx:
            known = reviews.get(tx, one.number)
            if known.state in ON_ITS_WAY or asleep.place(tx, one.number) != one.after:
                return False
            asleep.put(tx, one.number, one.before)
            diary.write(tx, bench.clock.now(), "review.undone", by=bench.person, review_id=one.number)
        return True
