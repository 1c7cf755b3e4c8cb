"""A box into which strangers' text is pasted: kept as it came, shown with nothing in it to be obeyed."""

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import TextArea


def _signs() -> dict[int, str]:
    """One sign for each that a terminal would obey, so that the cursor's place stays right."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x09}
    table[0x7F] = "␡"
    table.update(dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), "�"))
    table.update(dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "⇄"))
    return table


_SIGNS = _signs()


class PasteBox(TextArea):
    DEFAULT_CSS = """
    PasteBox { border: none; padding: 0 1; background: $surface; height: 1fr; min-height: 3; }
    PasteBox:focus { border: none; }
    PasteBox .text-area--cursor-line { background: $surface; }
    """

    class Pasted(Message):
        """Something was pasted."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, max_checkpoints=50
        )

    def on_paste(self, event: events.Paste) -> None:
        event.text = event.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        self.post_message(self.Pasted())

    def get_line(self, line_index: int) -> Text:
        return Text(self.document.get_line(line_index).translate(_SIGNS), end="", no_wrap=True)


class AnswerBox(PasteBox):
    """For one answer: Enter gives it, unless it may have several lines."""

    DEFAULT_CSS = """
    AnswerBox { height: 1; min-height: 1; }
    AnswerBox.-long { height: 4; }
    """

    class Given(Message):
        """The answer was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def open(self, text: str, *, long: bool) -> None:
        self.set_class(long, "-long")
        self.load_text(text)
        self.move_cursor(self.document.end)
        self.focus()

    def give(self) -> None:
        self.post_message(self.Given(self.text))

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.has_class("-long"):
            event.stop()
            event.prevent_default()
            self.give()
