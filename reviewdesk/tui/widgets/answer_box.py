"""The answer under its review: a rule that says what is saved, the editor, and what the checks say."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reviewdesk.api import Finding, Level, ReplyRules, _
from reviewdesk.tui.format import count, cut
from reviewdesk.tui.widgets.editor import ReplyEditor

_SHOWN = 3


class Rule(Widget):
    """A line with words at both ends."""

    DEFAULT_CSS = """
    Rule { height: 1; padding: 0 1; color: $foreground 70%; background: $background; }
    Rule.-full { color: $error; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left = self._right = ""

    @property
    def text(self) -> str:
        return f"{self._left} {self._right}".strip()

    def say(self, left: str, right: str, *, full: bool = False) -> None:
        self._left, self._right = left, right
        self.set_class(full, "-full")
        self.refresh()

    def render(self) -> Content:
        width = max(1, self.size.width)
        left = cut(f"── {self._left} ", width)
        right = f" {self._right}" if self._right else ""
        return Content(left + "─" * max(0, width - cell_len(left) - cell_len(right)) + right)


class AnswerBox(Vertical):
    DEFAULT_CSS = """
    AnswerBox { height: 50%; min-height: 6; display: none; }
    AnswerBox > #findings { height: auto; max-height: 5; padding: 0 1; background: $background; }
    """

    def __init__(self) -> None:
        super().__init__(id="answer")
        self._rules: ReplyRules | None = None
        self._saved = True
        self._guest = ""

    def compose(self) -> ComposeResult:
        yield Rule()
        yield ReplyEditor()
        yield Static(id="findings")

    @property
    def editor(self) -> ReplyEditor:
        return self.query_one(ReplyEditor)

    @property
    def all_saved(self) -> bool:
        """Whether all that stands in the editor is on the disk."""
        return self._saved and not self.editor.unsaved

    def open(self, text: str, rules: ReplyRules | None, review: int) -> None:
        self._rules, self._saved = rules, True
        self.display = True
        self.editor.open(text, review)
        self.query_one("#findings", Static).update("")
        self._say()
        self.editor.focus()

    def close(self) -> None:
        self.display = False

    def guest_goes_on(self, words: str) -> None:
        """Say how much of the guest's words is out of sight."""
        self._guest = words
        self._say()

    def saved(self, saved: bool) -> None:  # noqa: FBT001 - reads as a sentence
        self._saved = saved
        self._say()

    def on_text_area_changed(self) -> None:
        self._saved = self._saved and not self.editor.unsaved
        self._say()

    def _say(self) -> None:
        text = self.editor.text
        if not text.strip():
            left = _("your answer")
        elif self._saved:
            left = _("your answer · saved")
        else:
            left = _("your answer · saving")
        room, full = self._room(text)
        right = " · ".join(part for part in (self._guest, room) if part)
        self.query_one(Rule).say(left, right, full=full)

    def _room(self, text: str) -> tuple[str, bool]:
        """Room left in the platform's own unit, from four fifths on."""
        if self._rules is None:
            return "", False
        used, limit = self._rules.unit.length(text), self._rules.limit
        if used < limit * 0.8:
            return "", False
        if used > limit:
            return _("{n} too long").format(n=count(used - limit)), True
        return _("room left {n}").format(n=count(limit - used)), False

    def findings(self, found: Sequence[Finding]) -> None:
        """What the checks say; an empty draft needs no scolding while it is being begun."""
        shown = [each for each in found if not (each.code == "empty" and not self.editor.text.strip())]
        lines = [_finding(each) for each in shown[:_SHOWN]]
        if len(shown) > _SHOWN:
            lines.append(Content.styled(_("and {n} more").format(n=len(shown) - _SHOWN), "dim"))
        self.query_one("#findings", Static).update(Content("\n").join(lines))


def _finding(finding: Finding) -> Content:
    sign, word, style = finding_signs()[finding.level]
    return Content.assemble((f"{sign} {word}: ", style), finding.reason)


def finding_signs() -> dict[Level, tuple[str, str, str]]:
    """Sign, word and style of each level: never the colour alone."""
    return {
        Level.BLOCK: ("✗", _("stops it"), "$error b"),
        Level.WARN: ("⚠", _("before you send"), "$warning b"),
        Level.HINT: ("·", _("good to know"), "$primary"),
    }
