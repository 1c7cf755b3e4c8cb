"""What the replies room gives to screen and command line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reviewdesk.api import DeskError, Finding, ReplyPage, ReplyRules, _
from reviewdesk.store.values import Known, ReplyInfo


class Stopped(DeskError):
    """Findings stop the reply: a block, or a warning that was not accepted."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            _("The reply was not sent: {why}").format(why=" ".join(each.reason for each in findings)),
            _("Change the text, or accept a warning by its name."),
        )
        self.findings = tuple(findings)


class WrongChoice(DeskError):
    """A decision that does not fit the state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLook:
    """All that the owner sees before a reply goes out."""

    known: Known
    text: str
    findings: tuple[Finding, ...]
    writing_as: str
    account: str
    how: str
    """api or hand."""
    why_by_hand: str
    rules: ReplyRules
    used: int
    room: int
    undo_seconds: float
    once: bool
    """It can't be changed once it is out."""
    doubts: tuple[str, ...]
    page: ReplyPage | None
    again: bool
    """A new version of a published reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """A reply given into the owner's own hands."""

    known: Known
    text: str
    page: ReplyPage
    copied: str
    """native, terminal, browser, or '' when there was no way."""
    file: Path
    find: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLine:
    """An answer on its way, in words."""

    reply: ReplyInfo
    author: str | None
    where: str
    due_in: float | None
    what: str
    todo: str
    late: bool = False

    @property
    def decides(self) -> bool:
        """Whether it waits for the owner."""
        return self.late or self.reply.state in ("parked", "conflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a delivery did."""

    sent: tuple[ReplyInfo, ...] = ()
    published: tuple[ReplyInfo, ...] = ()
    ended: tuple[ReplyInfo, ...] = ()
    """Back to draft, refused, withdrawn or gone, each with its reason."""
    still: tuple[OutboxLine, ...] = ()
    decide: tuple[OutboxLine, ...] = field(default_factory=tuple)
