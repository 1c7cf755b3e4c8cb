"""The strip on top of the demo: what to try, ticked as it happens."""

from textual.content import Content
from textual.widget import Widget

from reviewdesk.api import _
from reviewdesk.tui.demo import STEPS, Demo, Steps, step_words
from reviewdesk.tui.format import cut

_KEYS = ("answer", "last_look", "outbox", "call_back", "fetch", "search", "bring_in", "send_it", "by_hand")


class DemoStrip(Widget):
    """Two lines on a small screen, all steps on a tall one."""

    DEFAULT_CSS = """
    DemoStrip { height: auto; padding: 0 1; background: $accent 15%; }
    """

    def __init__(self, demo: Demo, steps: Steps, keys: dict[str, str]) -> None:
        super().__init__()
        self._demo = demo
        self._steps = steps
        self._keys = keys

    @classmethod
    def named(cls) -> tuple[str, ...]:
        """The actions whose keys are named in it."""
        return _KEYS

    def ticked(self) -> None:
        self.refresh(layout=True)

    def render(self) -> Content:
        width = max(1, self.size.width)
        done = len(self._steps.done)
        head = _("Demo: a made-up pizzeria, {platforms} played on this machine. {n} of {all} done.").format(
            platforms=", ".join(self._demo.platforms), n=done, all=STEPS
        )
        lines = [Content.styled(cut(head, width), "$quiet")]
        tall = self.app.size.height >= 40
        if done == STEPS:
            lines = [Content.styled(cut(self._last(), width), "$accent b")]
        elif tall:
            lines += [self._line(step, width) for step in range(1, STEPS + 1)]
            lines.append(Content.styled(cut(self._last(), width), "$quiet"))
        else:
            lines.append(self._short(width))
        return Content("\n").join(lines)

    def _last(self) -> str:
        return _("Now yours: {key} brings in your Takeout.").format(key=self._keys["bring_in"])

    def _line(self, step: int, width: int) -> Content:
        if step in self._steps.done:
            return Content.assemble(
                ("✓ ", "$success b"), (cut(step_words(step, self._keys), width - 2), "$quiet")
            )
        sign, style = ("▸ ", "b") if step == self._steps.next else ("  ", "")
        return Content.assemble((sign, "$accent b"), (cut(step_words(step, self._keys), width - 2), style))

    def _short(self, width: int) -> Content:
        step = self._steps.next
        assert step is not None
        ticks = "".join("✓" if each in self._steps.done else "·" for each in range(1, STEPS + 1))
        words = f"{step} {step_words(step, self._keys)}"
        return Content.assemble((f"{ticks} ", "$success b"), (cut(words, width - STEPS - 1), "b"))
