"""What is pasted arrives as one piece of text, whatever stands in it.

Textual's parser looks for keys within a paste: an ESC in copied text would be the key Esc, and what follows
it would be struck as keys, a `y` among them. Here nothing between the marks of a paste is read as keys.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

_BEGIN, _END = "\x1b[200~", "\x1b[201~"


class WholePastes(XTermParser):
    """Keys are left to Textual; a paste is taken out from between its marks."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual calls it so
        self._fed = ""
        """The last signs of what went to Textual: a mark may come in two readings."""
        self._pasted: list[str] | None = None
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                data = yield from self._keys(data)
            else:
                data = yield from self._paste(self._pasted, data)

    def _keys(self, data: str) -> Generator[Message, None, str]:
        """Up to where a paste begins; gives back what comes after it."""
        known = len(self._fed)
        begin = (self._fed + data).find(_BEGIN)
        upto = begin + len(_BEGIN) - known if begin >= 0 else len(data)
        self._fed = "" if begin >= 0 else (self._fed + data)[1 - len(_BEGIN) :]
        yield from super().feed(data[:upto])
        if begin >= 0:
            self._pasted = []
        return data[upto:]

    def _paste(self, pasted: list[str], data: str) -> Generator[Message, None, str]:
        """Up to where the paste ends; gives back what comes after it."""
        before = pasted.pop() if pasted else ""
        text, ended, rest = (before + data).partition(_END)
        if not ended:
            # The mark may be on its way: the end of this reading is looked at again with the next one.
            pasted += [text[: -len(_END)], text[-len(_END) :]]
            return ""
        whole = "".join([*pasted, text]).replace("\x00", "")
        self._pasted = None
        for message in super().feed(_END):
            if not isinstance(message, events.Paste):
                yield message
        yield events.Paste(whole)
        return rest
