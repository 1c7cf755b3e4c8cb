"""Who hears what is done in the background."""

from collections.abc import Sequence
from typing import Protocol

from reviewdesk.api import DeskError
from reviewdesk.engine.alerting.alerts import Tried
from reviewdesk.engine.fetching import FetchReport
from reviewdesk.engine.outgoing.replies_values import OutboxLine
from reviewdesk.store.values import ReplyInfo

__all__ = ["Reporter", "Silent"]


class Reporter(Protocol):
    """Called in whichever thread did it."""

    def fetched(self, reports: Sequence[FetchReport]) -> None:
        """A fetch ended."""

    def moved(self, answers: Sequence[ReplyInfo]) -> None:
        """These answers are further than before."""

    def waits(self, lines: Sequence[OutboxLine]) -> None:
        """These wait for the owner; they go nowhere by themselves."""

    def told(self, tries: Sequence[Tried]) -> None:
        """Alerts went out, or could not."""

    def stumbled(self, error: DeskError) -> None:
        """Something did not go; it is tried again."""


class Silent:
    """Of an open desk: its screen shows it."""

    def fetched(self, reports: Sequence[FetchReport]) -> None: ...

    def moved(self, answers: Sequence[ReplyInfo]) -> None: ...

    def waits(self, lines: Sequence[OutboxLine]) -> None: ...

    def told(self, tries: Sequence[Tried]) -> None: ...

    def stumbled(self, error: DeskError) -> None: ...
