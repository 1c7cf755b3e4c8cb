"""The top of the desk: whose it is, what waits, and how fresh it is."""

from datetime import datetime

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from reviewdesk.api import _, ngettext
from reviewdesk.tui.format import cut, one_line
from reviewdesk.tui.glance import Glance, fresh_words, house_words, waiting_words


class Header(Widget):
    """One line where it fits, else two; one more while a bell rings."""

    DEFAULT_CSS = """
    Header {
        height: auto;
        background: $panel;
        padding: 0 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._glance: Glance | None = None
        self._now: datetime | None = None
        self._outbox_key = "O"
        self._doing = ""
        self._bell = ""

    def show(self, glance: Glance, now: datetime, *, outbox_key: str, doing: str, bell: str = "") -> None:
        """`doing` is what goes on right now, instead of the freshness."""
        shown = (self._glance, self._doing, self._outbox_key, self._bell)
        if (glance, doing, outbox_key, bell) == shown and self._same(now):
            return
        self._bell = bell
        self._glance, self._now, self._outbox_key, self._doing = glance, now, outbox_key, doing
        self.refresh(layout=True)

    def _same(self, now: datetime) -> bool:
        return self._now is not None and now.replace(second=0, microsecond=0) == self._now.replace(
            second=0, microsecond=0
        )

    def render(self) -> Content:
        width = max(1, self.size.width)
        if self._glance is None:
            return Content("")
        house, waiting, fresh = self._parts(width)
        bold = ("b", "$accent b")
        left = Content.assemble((house, bold[0]), "  ", (waiting[0], bold[1]), (waiting[1], "$warning b"))
        top = self._top(left, fresh, width)
        return Content.assemble(top, "\n", (cut(self._bell, width), "$accent b")) if self._bell else top

    def _top(self, left: Content, fresh: str, width: int) -> Content:
        if not fresh:
            return left
        gap = width - left.cell_length - cell_len(fresh)
        if gap >= 2:
            return Content.assemble(left, " " * gap, (fresh, "$quiet"))
        return Content.assemble(left, "\n", (cut(fresh, width), "$quiet"))

    def _parts(self, width: int) -> tuple[str, tuple[str, str], str]:
        glance = self._glance
        assert glance is not None
        waiting = " · ".join(waiting_words(glance)) if glance.counts or glance.waiting else ""
        decide = ""
        if glance.decide:
            said = ngettext("{n} to decide: {key}", "{n} to decide: {key}", glance.decide)
            decide = " · " + said.format(n=glance.decide, key=self._outbox_key)
        house = cut(one_line(house_words(glance)), max(8, width - cell_len(waiting + decide) - 4))
        return house, (waiting, decide), self._doing or self._fresh()

    def _fresh(self) -> str:
        assert self._glance is not None
        assert self._now is not None
        if self._glance.counts is None:
            return _("opening …")
        parts = [one_line(fresh_words(each, self._now)) for each in self._glance.fresh]
        return " · ".join([*parts, _("a worker runs")] if self._glance.worker else parts)
