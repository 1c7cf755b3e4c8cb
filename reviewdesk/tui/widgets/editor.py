"""Where the answer is written: every word is kept a quarter of a second after it was typed."""

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from reviewdesk.engine.typed_signs import typed_signs
from reviewdesk.tui.actions import Scope, bindings

_SAVE_AFTER = 0.2
_CHECK_AFTER = 0.35
_AGAIN_AFTER = 2.0


_MOST = 50_000
"""Signs in an answer: ten times what any platform takes."""


class ReplyEditor(TextArea):
    BINDINGS = bindings(Scope.WRITING)
    DEFAULT_CSS = """
    ReplyEditor { border: none; padding: 0 1; background: $surface; height: 1fr; min-height: 3; }
    ReplyEditor:focus { border: none; }
    ReplyEditor .text-area--cursor-line { background: $surface; }
    """

    class Pause(Message):
        """There is something to save, for the review it was written to."""

        def __init__(self, review: int, text: str) -> None:
            super().__init__()
            self.review = review
            self.text = text

    class Rest(Message):
        """Typing rests: time to look at what was written."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Pasted(Message):
        """Not all of what was pasted was taken: invisible signs, and what was beyond any answer."""

        def __init__(self, signs: int, cut: int) -> None:
            super().__init__()
            self.signs = signs
            self.cut = cut

    class Look(Message):
        """The last look is wanted."""

    class External(Message):
        """The owner's own editor is wanted."""

    class Reach(Message):
        """The sentence that says how a guest reaches the house is wanted, where the cursor stands."""

    class Left(Message):
        """The editor is left for now."""

    class GuestPaged(Message):
        """More of the guest's words is wanted, further down or back up."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False, max_checkpoints=200)
        self._unsaved: Timer | None = None
        self._resting: Timer | None = None
        self._kept: str | None = ""
        self._review = 0

    def open(self, text: str, review: int) -> None:
        """Go on with this text, to the review of that number."""
        self._kept, self._review = text, review
        self.load_text(text)
        self.move_cursor(self.document.end)

    def replace_all(self, text: str) -> None:
        """Another text, as typed: it can be undone and is saved."""
        self.replace(text, (0, 0), self.document.end)
        self.move_cursor(self.document.end)

    def go_on_with(self, text: str) -> None:
        """Another text, saved already: it can be undone."""
        self._kept = text
        self.replace_all(text)

    def put_in(self, sentence: str) -> None:
        """A whole sentence where the cursor stands, apart from the words around it."""
        row, column = self.cursor_location
        line = self.document[row]
        before, after = line[:column][-1:], line[column:][:1]
        apart = " " if before and not before.isspace() else ""
        self.insert(apart + sentence + (" " if after.isalnum() else ""))

    def on_resize(self) -> None:
        # It was painted once with the words as they were wrapped at the size before.
        self.refresh()

    @property
    def unsaved(self) -> bool:
        return self.text != self._kept

    def not_kept(self) -> None:
        """Saving failed: it is tried again, with the next key or after a while."""
        self._kept = None
        if self._unsaved is None:
            self._unsaved = self.set_timer(_AGAIN_AFTER, self.flush)

    def flush(self) -> None:
        """Save now what is not saved."""
        if self._unsaved is not None:
            self._unsaved.stop()
            self._unsaved = None
        if self.unsaved:
            self._kept = self.text
            self.post_message(self.Pause(self._review, self.text))

    def on_text_area_changed(self) -> None:
        if self.unsaved and self._unsaved is None:
            self._unsaved = self.set_timer(_SAVE_AFTER, self.flush)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_CHECK_AFTER, self._rest)

    def _rest(self) -> None:
        self._resting = None
        self.post_message(self.Rest(self.text))

    def on_paste(self, event: events.Paste) -> None:
        text, left_out = typed_signs(event.text)
        cut = max(0, len(self.text) + len(text) - _MOST)
        event.text = text[: max(0, len(text) - cut)]
        if left_out or cut:
            self.post_message(self.Pasted(left_out, min(cut, len(text))))

    def action_last_look(self) -> None:
        self.flush()
        self.post_message(self.Look())

    def action_external(self) -> None:
        self.flush()
        self.post_message(self.External())

    def action_get_in_touch(self) -> None:
        self.post_message(self.Reach())

    def action_leave(self) -> None:
        self.flush()
        self.post_message(self.Left())

    def action_guest_down(self) -> None:
        self.post_message(self.GuestPaged(1))

    def action_guest_up(self) -> None:
        self.post_message(self.GuestPaged(-1))
