"""Turning pages while reading and writing: the next review, the one before, earlier versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.store.lines import State
from reviewdesk.tui.screens.answering import Answering
from reviewdesk.tui.screens.writing import SCRIBE

if TYPE_CHECKING:
    from reviewdesk.store.values import DraftInfo, Known


class Turning(Answering):
    # --- previous and next --------------------------------------------------------------------------

    def action_review_before(self) -> None:
        self._turn(-1)

    def action_review_after(self) -> None:
        self._turn(1)

    def _turn(self, step: int) -> None:
        """The next one in the list as it is filtered; an editor goes along, what was in it is saved."""
        desk, to = self.desk, self.list.cursor + step
        if desk is None or not 0 <= to < self.list.rows:
            self.tell(_("This is the last one of the list.") if step > 0 else _("This is the first one."))
            return
        self.list.move_to(to)
        number = self.list.number
        if self._written is not None and number is not None:
            # At once, not beside the screen: no key may fall between the two editors.
            self._turn_writing(desk.inbox.known(number))

    def _turn_writing(self, known: Known) -> None:
        came_open = self._came_open
        self.keep_words()
        stop = self._why_not(known)
        if stop or known.state == State.HANDED_OFF:
            self.stop_writing(keep_open=True)
            self.pane.leaf.focus()
            self.tell(stop or _("You publish this answer by hand."))
            return
        self._write(known, self._beginning(known))
        self._came_open = came_open

    # --- earlier versions ---------------------------------------------------------------------------

    def action_versions(self) -> None:
        known, desk = self._written or self.at_hand(), self.desk
        if known is None or desk is None:
            return
        self.pane.box.editor.flush()
        # Behind the save that this flush asks for.
        self.call_later(self._read_versions, known)

    def _read_versions(self, known: Known) -> None:
        desk = self.desk
        assert desk is not None
        self.desk_app.beside.do(
            SCRIBE, lambda: desk.inbox.past(known).drafts, lambda drafts: self._choose_version(known, drafts)
        )

    def _choose_version(self, known: Known, drafts: list[DraftInfo]) -> None:
        from reviewdesk.tui.dialogs.versions import VersionsDialog

        now = self._text_now(known)
        earlier = [each for each in drafts if each.text.strip() != now.strip()]
        if not earlier:
            self.tell(_("There is no earlier version of this answer."))
            return
        self.app.push_screen(VersionsDialog(earlier), lambda picked: self._bring_version(known, picked))

    def _text_now(self, known: Known) -> str:
        if self._written is not None:
            return self.pane.box.editor.text
        return known.draft.text if known.draft else ""

    def _bring_version(self, known: Known, picked: DraftInfo | None) -> None:
        desk = self.desk
        if picked is None or desk is None:
            return
        text = picked.text

        def save() -> Known:
            desk.replies.save_draft(known.id, text, typed=False)
            return desk.inbox.known(known.id)

        self.desk_app.beside.do(SCRIBE, save, lambda now: self._brought(now, text), self._not_saved)

    def _brought(self, known: Known, text: str) -> None:
        said = _("Brought back. What stood there before is an earlier version now.")
        if self._written is not None and self._written.id == known.id:
            self.pane.box.editor.go_on_with(text)
        elif self.known is not None and self.known.id == known.id and not self._why_not(known):
            self._write(known, text)
        self.desk_app.look_again()
        self.tell(said)
