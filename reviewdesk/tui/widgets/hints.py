"""The keys that work here, in one line; a message takes its place for a while."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget

from reviewdesk.tui.actions import key_of
from reviewdesk.tui.format import cut

_SECONDS = 12.0


class Hints(Widget):
    DEFAULT_CSS = """
    Hints {
        height: 1; background: $surface; padding: 0 1;
        link-style: none; link-color: $foreground; link-background: $surface 0%;
        link-style-hover: underline; link-color-hover: $foreground; link-background-hover: $surface 0%;
    }
    Hints.-told { background: $primary 25%; }
    Hints.-trouble { background: $error 25%; }
    """

    def __init__(self, *, wraps: bool = False) -> None:
        super().__init__()
        self._wraps = wraps
        self._hints: tuple[tuple[str, str], ...] = ()
        self._told = ""
        self._timer: Timer | None = None

    @property
    def told(self) -> str:
        """The message that stands there."""
        return self._told

    def offer(self, hints: Iterable[tuple[str, str]]) -> None:
        new = tuple(hints)
        if new != self._hints:
            self._hints = new
            self.refresh()

    def tell(self, sentence: str, *, trouble: bool = False) -> None:
        """Say something until it was read: some seconds, longer where it is trouble."""
        self._told = sentence
        self.set_class(bool(sentence) and not trouble, "-told")
        self.set_class(bool(sentence) and trouble, "-trouble")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SECONDS * (2 if trouble else 1), self.hush)
        self.refresh(layout=self._wraps)

    def hush(self) -> None:
        if self._told:
            self._told = ""
            self.remove_class("-told", "-trouble")
            self.refresh()

    def render(self) -> Content:
        width = max(1, self.size.width)
        if self._told:
            return Content(self._told if self._wraps else cut(self._told, width))
        parts: list[Content] = []
        used = 0
        for key, words in self._hints:
            size = cell_len(f"{key} {words}") + (3 if parts else 0)
            if used + size > width and not self._wraps:
                break
            if parts:
                parts.append(Content("   "))
            hint = Content.assemble((key, "$accent b"), f" {words}")
            parts.append(hint.stylize(Style.from_meta({"@click": f"press({key!r})"})))
            used += size
        return Content.assemble(*parts)

    def action_press(self, key: str) -> None:
        """A hint was clicked: the same as its key; of several the first."""
        if not self._told:
            self.app.simulate_key(key_of(key.split(" ", maxsplit=1)[0]))
