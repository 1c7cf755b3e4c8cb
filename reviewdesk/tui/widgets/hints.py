"""The keys that work here, in one line; a message takes its place for a while."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget

from reviewdesk.tui.format import cut
from reviewdesk.tui.key_names import key_of

if TYPE_CHECKING:
    from reviewdesk.tui.app import DeskApp

_SECONDS = 12.0
_READ, _TROUBLE_READ = 2.0, 6.0
"""So long a message stands at least; then the next key has the keys of the place shown again."""


class Hints(Widget):
    DEFAULT_CSS = """
    Hints {
        height: 1; background: $surface; padding: 0 1;
        link-style: none; link-color: $foreground; link-background: $surface 0%;
        link-style-hover: underline; link-color-hover: $foreground; link-background-hover: $surface 0%;
    }
    Hints.-told { background: $primary 25%; }
    Hints.-trouble { background: $error 25%; }
    Hints.-kept, Hints.-tall { height: auto; max-height: 3; }
    """

    def __init__(self, *, wraps: bool = False) -> None:
        super().__init__()
        self._wraps = wraps
        self._hints: tuple[tuple[str, str], ...] = ()
        self._told = ""
        self._kept = False
        self._timer: Timer | None = None
        self._told_at = 0.0

    @property
    def told(self) -> str:
        """The message that stands there."""
        return self._told

    def offer(self, hints: Iterable[tuple[str, str]]) -> None:
        new = tuple(hints)
        if new != self._hints:
            self._hints = new
            self.refresh()

    def tell(self, sentence: str, *, trouble: bool = False, keep: bool = False) -> None:
        """Say something until it was read: some seconds, longer where it is trouble; `keep`: until hushed."""
        if self._kept and not keep:
            return
        self._told, self._kept = sentence, keep
        self._told_at = self._now()
        self.desk_app.saying.add(self)
        # What to do stands at a sentence's end: it is never cut off.
        tall = not self._wraps and cell_len(sentence) > self.size.width
        was_tall = self.has_class("-tall")
        self.set_class(keep, "-kept")
        self.set_class(tall, "-tall")
        self.set_class(bool(sentence) and not trouble, "-told")
        self.set_class(bool(sentence) and trouble, "-trouble")
        if self._timer is not None:
            self._timer.stop()
        if not keep:
            self._timer = self.set_timer(_SECONDS * (2 if trouble else 1), self.hush)
        self.refresh(layout=self._wraps or keep or tall or was_tall)

    def let_pass(self) -> None:
        """What was said of the moment before gives way to the keys; what is kept stays."""
        if not self._kept:
            self.hush()

    def key_struck(self) -> None:
        """What was read by now gives way to the keys."""
        read = _TROUBLE_READ if self.has_class("-trouble") else _READ
        if self._told and not self._kept and self._now() - self._told_at >= read:
            self.hush()

    def _now(self) -> float:
        return self.desk_app.clock.monotonic()

    @property
    def desk_app(self) -> DeskApp:
        return cast("DeskApp", self.app)

    def hush(self) -> None:
        if self._told:
            grown = self._kept or self.has_class("-tall")
            self._told, self._kept = "", False
            self.desk_app.saying.discard(self)
            self.remove_class("-told", "-trouble", "-kept", "-tall")
            self.refresh(layout=grown or self._wraps)

    def render(self) -> Content:
        width = max(1, self.size.width)
        if self._told:
            whole = self._wraps or self._kept or self.has_class("-tall")
            return Content(self._told if whole else cut(self._told, width))
        parts: list[Content] = []
        for gap, key, words in self._laid(width):
            parts.append(Content(gap))
            hint = Content.assemble((key, "$accent b"), f" {words}")
            parts.append(hint.stylize(Style.from_meta({"@click": f"press({key!r})"})))
        return Content.assemble(*parts)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if not self._wraps:
            return super().get_content_height(container, viewport, width)
        keys = 1 + sum(gap == "\n" for gap, _key, _words in self._laid(max(1, width)))
        if not self._told:
            return keys
        # What is told takes the place of the keys: nothing over them moves.
        return max(keys, super().get_content_height(container, viewport, width))

    def _laid(self, width: int) -> list[tuple[str, str, str]]:
        """Gap, key and words of those that have room; a key is never parted from its words."""
        laid: list[tuple[str, str, str]] = []
        used = 0
        for key, words in self._hints:
            size = cell_len(f"{key} {words}")
            if laid and used + 3 + size > width:
                if not self._wraps:
                    break
                laid.append(("\n", key, words))
                used = size
            elif size <= width or self._wraps:
                laid.append(("   " if laid else "", key, words))
                used += size + (3 if used else 0)
            else:
                break
        return laid

    def action_press(self, key: str) -> None:
        """A hint was clicked: the same as its key; of several the first."""
        if not self._told:
            self.app.simulate_key(key_of(key.split(" ", maxsplit=1)[0]))
