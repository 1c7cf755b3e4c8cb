"""Writing an answer: the editor, what is kept of it as it is typed, and what the checks say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import SuspendNotSupported

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.store.first_page import FirstPage
from reviewdesk.tui.format import count
from reviewdesk.tui.screens.inbox_ground import InboxGround
from reviewdesk.tui.whole import Whole
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.review_list import ReviewList

if TYPE_CHECKING:
    from reviewdesk.store.values import Known
    from reviewdesk.tui.widgets.editor import ReplyEditor

SCRIBE = "scribe"
"""The lane in which drafts are saved, one after the other, and from which they go out."""


class Writing(InboxGround):
    _written: Known | None = None
    """The review that is being answered."""
    _came_open = False

    def __init__(self, first: FirstPage | None) -> None:
        super().__init__(first)
        self._unkept: dict[int, str] = {}
        """What was left in the editor and is not on the disk yet, by review."""

    # --- in the editor --------------------------------------------------------------------------------

    def _beginning(self, known: Known) -> str:
        """The text to go on with: the draft, the published answer to change, or the signature."""
        assert self.desk is not None
        if known.id in self._unkept:
            return self._unkept[known.id]
        if known.draft is not None and known.draft.text.strip():
            return known.draft.text
        standing = known.review.reply
        if standing is not None and known.standing_origin == "here":
            return standing.text
        signature = self.desk.config.signature.strip()
        return f"\n\n{signature}" if signature else ""

    def _write(self, known: Known, text: str) -> None:
        assert self.desk is not None
        self._came_open = self.has_class("-open")
        self._written = known
        self.desk.replies.goes_on(known.id, known.draft.text if known.draft else "")
        self.add_class("-open")
        platform = self.desk.plugins.card(known.platform).platform
        self.pane.write(text, platform.replies if platform else None, known.id)
        if text.startswith("\n\n"):
            self.pane.box.editor.move_cursor((0, 0))
        self.query_one(Hints).let_pass()
        self.show_foot()

    # --- saving and checking ------------------------------------------------------------------------

    def on_reply_editor_pause(self, event: ReplyEditor.Pause) -> None:
        desk, number, text = self.desk, event.review, event.text
        if desk is None:
            return
        self.desk_app.beside.do(
            SCRIBE,
            lambda: desk.replies.save_draft(number, text),
            lambda _done: self._saved(number, text),
            lambda error: self._not_saved(error, number),
        )

    def _saved(self, number: int, text: str) -> None:
        if self._unkept.get(number) == text:
            del self._unkept[number]
        written = self._written
        if self.is_mounted and written and written.id == number and self.pane.box.editor.text == text:
            self.pane.box.saved(True)

    def keep_words(self) -> None:
        """Before the editor goes on to another review: what is in it is saved, and at hand until it is."""
        box = self.pane.box
        if self._written is not None and not box.all_saved:
            self._unkept[self._written.id] = box.editor.text
        box.editor.flush()

    def _not_saved(self, error: DeskError, number: int | None = None) -> None:
        if self._written is not None and self._written.id == number:
            self.pane.box.editor.not_kept()
        self.tell(_("Not saved: {why} {what}").format(why=error.what, what=error.do), trouble=True)

    def _stopped(self, error: DeskError) -> None:
        self.tell(f"{error.what} {error.do}", trouble=True)

    def save_now(self, seconds: float = 2.0) -> None:
        """Before leaving: what was typed is on the disk when this returns."""
        desk, known = self.desk, self._written
        editor = self.pane.box.editor
        if desk is not None and known is not None and editor.unsaved:
            text = editor.text
            self.desk_app.beside.do(SCRIBE, lambda: desk.replies.save_draft(known.id, text))
        self.desk_app.beside.finish(SCRIBE, seconds)

    def on_reply_editor_pasted(self, event: ReplyEditor.Pasted) -> None:
        said = []
        if event.signs:
            left = ngettext(
                "{n} invisible sign was left out.", "{n} invisible signs were left out.", event.signs
            )
            said.append(left.format(n=count(event.signs)))
        if event.cut:
            said.append(_("Cut off: {n} signs more than any answer has room for.").format(n=count(event.cut)))
        self.tell(" ".join(said), trouble=bool(event.cut))

    def on_reply_editor_rest(self, event: ReplyEditor.Rest) -> None:
        desk, known, text = self.desk, self._written, event.text
        if desk is None or known is None:
            return

        def show(found: object) -> None:
            if self._written is known and isinstance(found, list):
                self.pane.box.findings(found)

        self.desk_app.beside.do(
            "check", lambda: desk.replies.check(known.pub, text), show, lambda _error: None
        )

    def on_reply_editor_reach(self) -> None:
        desk, known = self.desk, self._written
        if desk is None or known is None:
            return
        try:
            # At once: a moment later the cursor is where the next words are typed.
            sentence = desk.contact_lines.sentence(known.pub)
        except DeskError as error:
            self._stopped(error)
        else:
            self.pane.box.editor.put_in(sentence)

    def on_reply_editor_left(self) -> None:
        self.keep_words()
        self.stop_writing(keep_open=self._came_open)

    def leave_editor(self) -> None:
        """To whatever comes next; every word is kept."""
        if self._written is not None:
            self.keep_words()
            self.stop_writing()

    def stop_writing(self, *, keep_open: bool = False) -> None:
        """Close the editor; the draft stays."""
        self._written = None
        self.pane.stop_writing()
        self.set_class(keep_open, "-open")
        (self.pane.leaf if keep_open and self.has_class("-narrow") else self.list).focus()
        self.load_rows()
        self.show_foot()

    @on(ReviewList.Moved)
    def _moved_while_writing(self, event: ReviewList.Moved) -> None:
        if self._written is not None and event.number != self._written.id and self.list.has_focus:
            self.keep_words()
            self.stop_writing()

    def _read(self, whole: Whole) -> None:
        # Whatever changes around it, the leaf stays with the review that is being answered.
        if self._written is None or whole.known.id == self._written.id:
            super()._read(whole)

    # --- $EDITOR --------------------------------------------------------------------------------------

    def on_reply_editor_external(self) -> None:
        known = self._written
        if known is None:
            return
        from reviewdesk.tui import own_editor

        editor = self.pane.box.editor
        try:
            with self.app.suspend():
                edited = own_editor.edit(editor.text, known)
        except SuspendNotSupported:
            self.tell(_("Another editor can't be opened from here."), trouble=True)
            return
        if edited.text is not None:
            editor.replace_all(edited.text)
        if edited.trouble:
            self.tell(edited.trouble, trouble=True)
        editor.focus()
