"""The floor: the smallest Textual app that paints a line and changes it with each key.

Run as a program: it is what the desk is held against.
"""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Bare(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self._line = Static("Guest 0")
        self._keys = 0

    def compose(self) -> ComposeResult:
        yield self._line

    def on_key(self, event: Key) -> None:
        if event.key != "ctrl+q":
            self._keys += 1
            self._line.update(f"Guest {self._keys} {event.key}")


if __name__ == "__main__":
    Bare().run()
