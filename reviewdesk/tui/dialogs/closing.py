"""Leaving while answers wait to go out: wait for them, call them back, or keep them."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.binding import Binding

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.store.values import ReplyInfo
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph
from reviewdesk.tui.words import queued_words

_PATIENCE = 30.0
_NAMED = 5
_SOON = timedelta(minutes=5)
"""What is meant for later than this is not waited for."""


class ClosingDialog(Dialog[bool]):
    """Dismissed with True when the desk may close."""

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("enter,w", "wait", show=False),
        Binding("c", "call_back_all", show=False),
        Binding("k", "keep", show=False),
        Binding("escape", "stay", show=False),
    ]

    def __init__(self, queued: list[ReplyInfo]) -> None:
        super().__init__()
        self._queued = queued
        self._waiting = False
        self._until = 0.0

    def on_mount(self) -> None:
        self.set_interval(1.0, self._look)

    @property
    def _soon(self) -> list[ReplyInfo]:
        """Those that are worth a wait."""
        return [each for each in self._queued if not _is_for_later(each, self.desk_app.clock.now())]

    @property
    def _for_later(self) -> list[ReplyInfo]:
        return [each for each in self._queued if _is_for_later(each, self.desk_app.clock.now())]

    @property
    def heading(self) -> str:
        return _("Closing the desk")

    def lines(self, width: int) -> list[Written]:
        now, number = self.desk_app.clock.now(), len(self._queued)
        head = ngettext("{n} answer has not left yet.", "{n} answers have not left yet.", number).format(
            n=number
        )
        lines = [*paragraph(head, width, "strong")]
        for reply in self._queued[:_NAMED]:
            said = _("to {author}: {state}").format(
                author=self.desk_app.naming.guest(reply), state=queued_words(reply, now)
            )
            lines += paragraph(said, width, "", "  ")
        if self._for_later:
            later = _(
                "What is meant for later goes out only while the desk or the worker runs; "
                "else the desk asks you when you are back."
            )
            lines += [[Piece("")], *paragraph(later, width, "dim")]
        if self._waiting:
            lines += [[Piece("")], *paragraph(_("Waiting until it is out …"), width, "key")]
        return lines

    def hints(self) -> list[tuple[str, str]]:
        keep = _("keep for next time")
        if self._waiting:
            return [("k", keep), ("Esc", _("stay"))]
        if not self._soon:
            return [("Enter", _("close")), ("c", _("call back")), ("Esc", _("stay"))]
        return [("Enter", _("wait and close")), ("c", _("call back")), ("k", keep), ("Esc", _("stay"))]

    def action_wait(self) -> None:
        if self._waiting:
            return
        if not self._soon:
            self.dismiss(True)
            return
        self._waiting = True
        latest = max((each.due_at for each in self._soon if each.due_at), default=None)
        now = self.desk_app.clock.now()
        ahead = (latest - now).total_seconds() if latest else 0.0
        self._until = self.desk_app.clock.monotonic() + ahead + _PATIENCE
        self.set_interval(0.25, self._look)
        self.rewrite()

    def _look(self) -> None:
        desk = self.desk_app.desk
        if desk is None or (self._waiting and self.desk_app.clock.monotonic() > self._until):
            self._close()
            return
        self.desk_app.beside.do("glance", desk.replies.outbox, self._still)

    def _still(self, lines: list[object]) -> None:
        from reviewdesk.engine.outgoing.replies_values import OutboxLine

        there = {
            line.reply.id: line.reply
            for line in lines
            if isinstance(line, OutboxLine) and line.reply.state in ("queued", "sending")
        }
        self._queued = [there[each.id] for each in self._queued if each.id in there]
        if not (self._soon if self._waiting else self._queued):
            # What he was asked about is gone: nothing keeps the desk from closing.
            self._close()
        elif self.is_mounted:
            self.rewrite()

    def _close(self) -> None:
        if self.is_current:
            self.dismiss(True)

    def action_call_back_all(self) -> None:
        desk, pubs = self.desk_app.desk, [each.review for each in self._queued]
        assert desk is not None

        def undo() -> DeskError | None:
            """Each by itself: one that left keeps none of the others from coming back."""
            trouble = None
            for pub in pubs:
                try:
                    desk.replies.undo(pub)
                except DeskError as error:
                    trouble = error
            return trouble

        self.desk_app.beside.do("scribe", undo, self._called_back)

    def _called_back(self, trouble: DeskError | None) -> None:
        if trouble is None:
            self._close()
            return
        self.tell(f"{trouble.what} {trouble.do}", trouble=True)
        self._look()

    def action_keep(self) -> None:
        self.dismiss(True)

    def action_stay(self) -> None:
        self.dismiss(False)


def _is_for_later(reply: ReplyInfo, now: datetime) -> bool:
    return reply.due_at is not None and reply.due_at - now > _SOON
