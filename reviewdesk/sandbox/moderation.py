"""A platform's moderators: they take a text, and say yes or no some time later."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reviewdesk.sandbox.clock import SandboxClock

__all__ = ["Moderation", "Round", "Ruling", "Verdict"]


class Ruling(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What it comes to in the end."""

    ruling: Ruling
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One text before the moderators: its verdict is fixed when it is handed in, and told at `decided_at`."""

    verdict: Verdict
    decided_at: float
    """On the clock's `waited`."""


class Moderation:
    """Decides by the clock alone: nothing runs in the background."""

    def __init__(
        self, clock: SandboxClock, judge: Callable[[str], str | None], after: float, *, on: bool = True
    ) -> None:
        self._clock = clock
        self._judge = judge
        self.after = after
        """Seconds until a verdict."""
        self.on = on

    def take(self, text: str, *, planned: Verdict | None = None, after: float | None = None) -> Round:
        """Start a round. `planned` stands above the rules; `after` above the usual time."""
        reason = self._judge(text)
        ruled = Verdict(Ruling.REJECTED, reason) if reason else Verdict(Ruling.APPROVED)
        seconds = self.after if after is None else after
        return Round(planned or ruled, self._clock.waited() + (seconds if self.on else 0.0))

    def decide(self, verdict: Verdict) -> Round:
        """A round that is over at once."""
        return Round(verdict, self._clock.waited())

    def standing(self, held: Round) -> Verdict:
        """What is known of a round by now."""
        if self._clock.waited() < held.decided_at:
            return Verdict(Ruling.PENDING)
        return held.verdict
