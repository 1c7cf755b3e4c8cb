"""What can be done with a review in its state: the palette offers nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reviewdesk.store.lines import ON_ITS_WAY, State

if TYPE_CHECKING:
    from reviewdesk.store.values import Known

_ASIDE = frozenset({State.SNOOZED, State.SKIPPED, State.HISTORY, State.WITHDRAWN})
_CLOSED = ON_ITS_WAY | {State.REMOVED, State.PUBLISHED, State.ANSWERED_ELSEWHERE, State.NOT_ANSWERABLE}


def can_with(action: str, known: Known, *, marked: bool, stop: Callable[[Known], str]) -> bool:
    """Whether the action does something with this review, or with those that are marked instead.

    `stop` tells why a review can't be answered now.
    """
    rules: dict[str, Callable[[], bool]] = {
        "answer": lambda: not stop(known),
        "external_list": lambda: not stop(known),
        "last_look": lambda: known.draft is not None and not stop(known),
        "snooze": lambda: marked or known.state not in _CLOSED,
        "skip": lambda: marked or known.state not in _CLOSED,
        "bring_back": lambda: marked or known.state in _ASIDE,
        "withdraw": lambda: known.state == State.PUBLISHED and known.standing_origin == "here",
    }
    return rules[action]() if action in rules else True
