"""Answering: what may be answered, the last look, sending, by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reviewdesk.api import DeskError, _
from reviewdesk.store.lines import ON_ITS_WAY, State
from reviewdesk.tui.screens.writing import SCRIBE, Writing
from reviewdesk.tui.words import state_words

if TYPE_CHECKING:
    from reviewdesk.store.values import Known
    from reviewdesk.tui.dialogs.last_look import Verdict


class Answering(Writing):
    # --- into the editor ------------------------------------------------------------------------------

    def action_answer(self) -> None:
        """Write, or go on writing."""
        known, desk = self.at_hand(), self.desk
        if known is None or desk is None:
            self.desk_app.when_open(self.action_answer)
            return
        stop = self._why_not(known)
        if stop:
            self.tell(stop, trouble=True)
        elif known.state == State.HANDED_OFF:
            self._hand_again(known)
        else:
            self._write(known, self._beginning(known))

    def action_external_list(self) -> None:
        """Write it in one's own editor."""
        self.action_answer()
        if self._written is not None:
            self.on_reply_editor_external()

    def _why_not(self, known: Known) -> str:
        """Why this one can't be answered now; empty where it can."""
        title = self.desk_app.title_of(known.platform)
        if known.state in ON_ITS_WAY and known.state != State.HANDED_OFF:
            words = state_words(known, title, self.desk_app.clock.now())
            key = "call_back" if known.state == State.QUEUED else "outbox"
            return _("Your answer is on its way: {state}. See {key}.").format(
                state=words, key=self.desk_app.keys.of(key)
            )
        if known.state == State.REMOVED:
            return _("This review is no longer on the site.")
        if not known.review.answerable:
            return _("{platform} lets no one answer this one.").format(platform=title)
        return ""

    # --- last look ------------------------------------------------------------------------------------

    def on_reply_editor_look(self) -> None:
        text = self.pane.box.editor.text
        if self._written is not None and not text.strip():
            self.tell(_("Nothing is written yet."))
        elif self._written is not None:
            self._last_look(self._written, text)

    def action_last_look(self) -> None:
        """From the list: the begun answer once more."""
        known = self.at_hand()
        if known is not None and known.draft is not None and not self._why_not(known):
            self._last_look(known, self._unkept.get(known.id, known.draft.text))

    def _last_look(self, known: Known, text: str) -> None:
        from reviewdesk.tui.dialogs.last_look import LastLookDialog

        desk = self.desk
        assert desk is not None
        app = self.desk_app
        title, shown = app.title_of(known.platform), self._shown(known)
        self._before_keys(
            lambda: desk.replies.look(known.pub, text),
            lambda look: app.push_screen(LastLookDialog(look, title, shown), self._verdict),
        )

    def _before_keys(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """What is struck meanwhile is for what comes then: no `y` gets among the words of the answer."""
        let_go = self.desk_app.hold_keys()

        def done(result: Any) -> None:
            then(result)
            let_go()

        def failed(error: DeskError) -> None:
            self._stopped(error)
            let_go()

        self.desk_app.beside.do(SCRIBE, work, done, failed)

    def _verdict(self, verdict: Verdict | None) -> None:
        if verdict is None or verdict.choice == "edit":
            if self._written is None and self.known is not None and self.list.has_focus:
                self.action_answer()
            if verdict is not None:
                self.on_reply_editor_external()
            return
        known, text, desk, at = verdict.look.known, verdict.look.text, self.desk, verdict.at
        assert desk is not None
        accept = [each.code for each in verdict.look.findings]
        if verdict.choice == "hand":
            shown = self._shown(known)
            self._before_keys(
                lambda: desk.replies.hand_off(known.pub, text, accept=accept, shown=shown), self._handed
            )
            return
        self._before_keys(
            lambda: desk.replies.queue(known.pub, text, accept=accept, at=at, looked=known),
            lambda _reply: self._queued(known),
        )

    def _shown(self, known: Known) -> Known | None:
        """The review as it stands on the leaf, with words that are not kept."""
        there = self.pane.known
        return there if there is not None and there.id == known.id else None

    def _queued(self, known: Known) -> None:
        self.stop_writing()
        self.desk_app.look_again()
        self.did(_("the answer"), known.pub, lambda desk, pub: desk.replies.undo(pub))

    # --- by hand --------------------------------------------------------------------------------------

    def _handed(self, handed: object) -> None:
        from reviewdesk.engine.outgoing.replies_values import HandOff
        from reviewdesk.tui.dialogs.by_hand import ByHandDialog

        assert isinstance(handed, HandOff)
        self.stop_writing()
        self.desk_app.push_screen(ByHandDialog(handed), lambda _done: self.load_rows())

    def _hand_again(self, known: Known) -> None:
        desk = self.desk
        assert desk is not None
        text = known.reply.text if known.reply else ""
        shown = self._shown(known)
        accept_all = [each.code for each in desk.replies.check(known.pub, text)]
        self._before_keys(
            lambda: desk.replies.hand_off(known.pub, text, accept=accept_all, shown=shown), self._handed
        )
