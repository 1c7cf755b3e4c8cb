"""The strip on top of the demo: what to try, ticked as it happens."""

from collections.abc import Mapping
from string import Formatter

from textual.content import Content
from textual.widget import Widget

from reviewdesk.api import _
from reviewdesk.tui.demo import STEPS, Demo, Steps, step_words

_TALL = 40
_KEYS = (
    "down",
    "up",
    "answer",
    "last_look",
    "send_it",
    "outbox",
    "call_back",
    "by_hand",
    "later_hand",
    "fetch",
    "search",
    "enter",
    "goodwill",
    "vouchers",
    "issue",
    "bring_in",
)


class DemoStrip(Widget):
    """The step that comes next on a small screen, all steps on a tall one; nothing is cut, it wraps."""

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
        tall = self.app.size.height >= _TALL
        if len(self._steps.done) == STEPS:
            lines = [self._head(tall=tall), self._with_keys(self._last(), "b")]
        elif tall:
            steps = [self._line(step) for step in range(1, STEPS + 1)]
            lines = [self._head(tall=True), *steps, self._with_keys(self._last(), "$quiet")]
        else:
            lines = [self._head(tall=False), self._line(self._steps.next or STEPS)]
        return Content("\n").join(lines)

    def _head(self, *, tall: bool) -> Content:
        """What this is, and how far one is."""
        said = _("Demo: a made-up pizzeria, nothing here is real.")
        if tall:
            said = _("Demo: a made-up pizzeria, {platforms} played on this machine.").format(
                platforms=", ".join(self._demo.platforms)
            )
        ticks = "".join("✓" if each in self._steps.done else "·" for each in range(1, STEPS + 1))
        done = _("{n} of {all} done").format(n=len(self._steps.done), all=STEPS)
        return Content.assemble((f"{said} ", "$quiet"), (f"{ticks} ", "$success b"), (done, "$quiet"))

    def _last(self) -> str:
        return _("Now yours: {bring_in} brings in your Takeout.")

    def _line(self, step: int) -> Content:
        if step in self._steps.done:
            return Content.assemble(("✓ ", "$success b"), self._with_keys(step_words(step), "$quiet"))
        first = step == self._steps.next
        sign = ("▸ ", "$accent b") if first else ("  ", "")
        return Content.assemble(sign, self._with_keys(step_words(step), "b" if first else ""))

    def _with_keys(self, words: str, style: str) -> Content:
        """The sentence with the keys as they are struck here, told apart from its words."""
        parts: list[Content] = []
        for said, name, _spec, _conversion in Formatter().parse(words):
            parts.append(Content.styled(said, style))
            if name:
                parts.append(Content.styled(self._keys[name], "$accent b"))
        return Content.assemble(*parts)
