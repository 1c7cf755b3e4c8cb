"""Where the answer is written: every word is kept a quarter of a second after it was typed."""

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from reviewdesk.tui.actions import Scope, bindings

_SAVE_AFTER = 0.2
_CHECK_AFTER = 0.35


class ReplyEditor(TextArea):
    BINDINGS = bindings(Scope.WRITING)
    DEFAULT_CSS = """
    ReplyEditor { border: none; padding: 0 1; background: $surface; height: 1fr; min-height: 3; }
    ReplyEditor:focus { border: none; }
    ReplyEditor .text-area--cursor-line { background: $surface; }
    """

    class Pause(Message):
        """There is something to save."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Rest(Message):
        """Typing rests: time to look at what was written."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Look(Message):
        """The last look is wanted."""

    class External(Message):
        """The owner's own editor is wanted."""

    class Left(Message):
        """The editor is left for now."""

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False, max_checkpoints=200)
        self._unsaved: Timer | None = None
        self._resting: Timer | None = None
        self._kept = ""

    def open(self, text: str) -> None:
        """Go on with this text."""
        self._kept = text
        self.load_text(text)
        self.move_cursor(self.document.end)

    def replace_all(self, text: str) -> None:
        """Another text, as typed: it can be undone and is saved."""
        self.replace(text, (0, 0), self.document.end)
        self.move_cursor(self.document.end)

    @property
    def unsaved(self) -> bool:
        return self.text != self._kept

    def flush(self) -> None:
        """Save now what is not saved."""
        if self._unsaved is not None:
            self._unsaved.stop()
            self._unsaved = None
        if self.unsaved:
            self._kept = self.text
            self.post_message(self.Pause(self.text))

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
        # What comes from a web page or from Windows has line ends and signs of its own.
        event.text = event.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")

    def action_last_look(self) -> None:
        self.flush()
        self.post_message(self.Look())

    def action_external(self) -> None:
        self.flush()
        self.post_message(self.External())

    def action_leave(self) -> None:
        self.flush()
        self.post_message(self.Left())
