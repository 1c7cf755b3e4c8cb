"""The strip on top of the demo: what to try, ticked as it happens."""

from collections.abc import Mapping
from string import Formatter

from textual.content import Content
from textual.widget import Widget

from reviewdesk.api import _
from reviewdesk.tui.demo import STEPS, Demo, Steps, step_words

_KEYS = (
    "down",
    "up",
    "answer",
    "last_look",
    "send_it",
    "outbox",
    "call_back",
    "by_hand",
    "confirm_hand",
    "search",
    "enter",
    "goodwill",
    "vouchers",
    "issue",
    "bring_in",
)


class DemoStrip(Widget):
    """The step that comes next, on a tall screen too: it is the desk that is tried; nothing is cut."""

    DEFAULT_CSS = """
    DemoStrip { height: auto; padding: 0 1; background: $accent 15%; }
    """

    def __init__(self, demo: Demo, steps: Steps, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._demo = demo
        self._steps = steps
        self._keys = keys

    @classmethod
    def named(cls) -> tuple[str, ...]:
        """The actions whose keys are named in it."""
        return _KEYS

    def render(self) -> Content:
        step = self._steps.next
        line = self._with_keys(_last(), "b") if step is None else self._line(step)
        return Content("\n").join([self._head(), line])

    def _head(self) -> Content:
        """What this is, and how far one is."""
        said = _("Demo: a made-up pizzeria, nothing here is real.")
        ticks = "".join("✓" if each in self._steps.done else "·" for each in range(1, STEPS + 1))
        done = _("{n} of {all} done").format(n=len(self._steps.done), all=STEPS)
        return Content.assemble((f"{said} ", "$quiet"), (f"{ticks} ", "$success b"), (done, "$quiet"))

    def _line(self, step: int) -> Content:
        words = step_words(step, self._demo.platforms)
        return Content.assemble(("▸ ", "$accent b"), self._with_keys(words, "b"))

    def _with_keys(self, words: str, style: str) -> Content:
        """The sentence with the keys as they are struck here, told apart from its words."""
        parts: list[Content] = []
        for said, name, _spec, _conversion in Formatter().parse(words):
            parts.append(Content.styled(said, style))
            if name:
                parts.append(Content.styled(self._keys[name], "$accent b"))
        return Content.assemble(*parts)


def _last() -> str:
    return _("Now yours: {bring_in} brings in your Google Takeout (the export of your reviews).")
